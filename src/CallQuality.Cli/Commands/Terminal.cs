using CallQuality.Audio;
using CallQuality.Core.Analysis;
using CallQuality.Core.Calls;
using CallQuality.Core.Wording;
using Spectre.Console;

namespace CallQuality.Cli.Commands;

/// <summary>Where a command speaks to: what it may draw there, and in which language.</summary>
/// <param name="Out">Standard output.</param>
/// <param name="Error">Standard error.</param>
/// <param name="Language">Language of the terminal.</param>
/// <param name="PageLanguage">Language asked for by <c>--ui</c>; <see langword="null"/> for each call's own.</param>
/// <param name="Attended">Whether somebody watches: then bars move, otherwise plain lines are printed.</param>
internal sealed record Terminal(IAnsiConsole Out, TextWriter Error, Language Language, Language? PageLanguage, bool Attended)
{
    // Tables of a redirected run are read in log files, where eighty columns would fold every row.
    private const int UnattendedWidth = 160;

    public string Text(string key, params ReadOnlySpan<object?> values) => Texts.Get(Language, key, values);

    /// <summary>Prints a line; where nobody watches it stays one line however long, so that a log can be searched.</summary>
    public void Line(string text)
    {
        if (Attended)
        {
            Out.WriteLine(text);
        }
        else
        {
            Out.Profile.Out.Writer.WriteLine(text);
        }
    }

    public void Complain(Bilingual text) => Error.WriteLine(text.In(Language));

    /// <summary>Language of a call's page and document: the one asked for, else the call's own, else the terminal's.</summary>
    public Language CallLanguage(Scorecard card) => PageLanguage ?? LanguageCodes.FromCode(card.Transcript.LanguageCode) ?? Language;

    /// <summary>The terminal of this process. Options are read before parsing, since help and errors need the language too.</summary>
    public static Terminal OfProcess(string[] args)
    {
        var asked = AskedLanguage(args);
        var attended = !Console.IsOutputRedirected && !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("CI") is null;
        var output = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(Console.Out),
            Ansi = attended ? AnsiSupport.Detect : AnsiSupport.No,
            Interactive = attended ? InteractionSupport.Detect : InteractionSupport.No,
        });
        if (!attended)
        {
            output.Profile.Width = UnattendedWidth;
        }

        return new Terminal(output, Console.Error, asked ?? LanguageOfEnvironment(), asked, attended);
    }

    private static Language? AskedLanguage(string[] args)
    {
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] == "--ui" && i + 1 < args.Length)
            {
                return LanguageCodes.FromCode(args[i + 1]);
            }

            if (args[i].StartsWith("--ui=", StringComparison.Ordinal))
            {
                return LanguageCodes.FromCode(args[i]["--ui=".Length..]);
            }
        }

        return null;
    }

    private static Language LanguageOfEnvironment()
    {
        foreach (var name in (ReadOnlySpan<string>)["LC_ALL", "LC_MESSAGES", "LANG"])
        {
            if (Environment.GetEnvironmentVariable(name) is { Length: > 0 } value)
            {
                return value.StartsWith("de", StringComparison.OrdinalIgnoreCase) ? Language.German : Language.English;
            }
        }

        return Language.English;
    }
}
