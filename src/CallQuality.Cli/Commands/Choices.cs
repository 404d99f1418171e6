using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using CallQuality.Audio;
using CallQuality.Core.Wording;

namespace CallQuality.Cli.Commands;

/// <summary>Options with a value, and checks of the values whose complaints come in both languages.</summary>
internal static class Choices
{
    // The parser carries one string an error; both languages travel in it, apart by a character no sentence has.
    private const char Divider = '\u001f';
    private const int MostThreads = 256;

    /// <summary>An option with a value.</summary>
    public static Option<string> Named(Terminal terminal, string name, string value, string key) =>
        new(name) { HelpName = value, Description = terminal.Text(key) };

    /// <summary>The option for the cores to use.</summary>
    public static Option<string> Threads(Terminal terminal)
    {
        var threads = Named(terminal, "--threads", "N", "cli.analyze.threads");
        threads.Validators.Add(WholeNumber(1, MostThreads));
        return threads;
    }

    /// <summary>The cores to use: what was asked for, else all.</summary>
    public static int ThreadsOf(ParseResult parsed, Option<string> threads) =>
        parsed.GetValue(threads) is { } count ? int.Parse(count, CultureInfo.InvariantCulture) : Environment.ProcessorCount;

    /// <summary>The value of an option that must be given.</summary>
    /// <exception cref="UsageException">It was not.</exception>
    public static string Required(ParseResult parsed, Option<string> option) =>
        parsed.GetValue(option) ?? throw new UsageException(Texts.Both("cli.error.needsOption", option.Name));

    /// <summary>The value is one of a few words.</summary>
    public static Action<OptionResult> OneOf(params string[] allowed) => result =>
    {
        foreach (var token in result.Tokens.Where(token => !allowed.Contains(token.Value)))
        {
            Add(result, Texts.Both("cli.error.choice", result.Option.Name, token.Value, string.Join(", ", allowed)));
        }
    };

    /// <summary>The value is a list of a few words, separated by commas.</summary>
    public static Action<OptionResult> SomeOf(params string[] allowed) => result =>
    {
        foreach (var part in result.Tokens.SelectMany(token => token.Value.Split(',', StringSplitOptions.TrimEntries)).Where(part => !allowed.Contains(part)))
        {
            Add(result, Texts.Both("cli.error.choice", result.Option.Name, part, string.Join(", ", allowed)));
        }
    };

    /// <summary>The value is a whole number from <paramref name="min"/> to <paramref name="max"/>, both included.</summary>
    public static Action<OptionResult> WholeNumber(int min, int max) => result =>
    {
        foreach (var token in result.Tokens)
        {
            if (!int.TryParse(token.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var value) || value < min || value > max)
            {
                Add(result, Texts.Both("cli.error.number", result.Option.Name, token.Value, min, max));
            }
        }
    };

    /// <summary>The value is a day, written as <paramref name="format"/>.</summary>
    public static Action<OptionResult> Date(string format) => result =>
    {
        foreach (var token in result.Tokens.Where(token => !DateOnly.TryParseExact(token.Value, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out _)))
        {
            Add(result, Texts.Both("cli.report.error.date", result.Option.Name, token.Value));
        }
    };

    /// <summary>The first complaint of these checks; <see langword="null"/> if there is none.</summary>
    public static Bilingual? FirstError(ParseResult parsed)
    {
        foreach (var error in parsed.Errors)
        {
            if (error.Message.Split(Divider) is [var german, var english])
            {
                return new Bilingual(german, english);
            }
        }

        return null;
    }

    private static void Add(OptionResult result, Bilingual text) => result.AddError(text.German + Divider + text.English);
}
