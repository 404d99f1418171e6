using System.Globalization;
using System.Text.RegularExpressions;
using CallQuality.Audio;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace CallQuality.Core.Calls;

/// <summary>Reads metadata from file names as recorders write them. Thread-safe.</summary>
public sealed class FileNamePatterns
{
    private static readonly Lazy<FileNamePatterns> Shipped = new(LoadShipped);
    private static readonly string[] Groups = ["agent", "customer", "queue", "language", "agentChannel", "year", "month", "day", "hour", "minute", "second"];

    // A user's pattern may backtrack without end; a file name is short, so this is generous.
    private static readonly TimeSpan MatchLimit = TimeSpan.FromMilliseconds(200);
    private readonly (string Name, Regex Pattern)[] patterns;

    private FileNamePatterns((string Name, Regex Pattern)[] patterns) => this.patterns = patterns;

    /// <summary>Asterisk with FreePBX, OrecX and Amazon post-call analytics.</summary>
    public static FileNamePatterns Default => Shipped.Value;

    /// <summary>Reads patterns from the text of a YAML file: <c>patterns: [{ name, pattern }]</c>.</summary>
    /// <param name="yaml">The text.</param>
    /// <param name="fileName">The name errors show.</param>
    /// <exception cref="MetadataException">The text is not YAML of that shape, or a pattern is no regular expression.</exception>
    public static FileNamePatterns Parse(string yaml, string fileName)
    {
        try
        {
            var stream = new YamlStream();
            using var reader = new StringReader(yaml);
            stream.Load(reader);
            if (stream.Documents is [{ RootNode: YamlMappingNode root }] && root.Children.TryGetValue(new YamlScalarNode("patterns"), out var list)
                && list is YamlSequenceNode { Children.Count: > 0 } sequence)
            {
                return new FileNamePatterns([.. sequence.Select(item => Entry(item, fileName))]);
            }
        }
        catch (YamlException exception)
        {
            throw Wrong(fileName, (int)exception.Start.Line, exception.Message, exception);
        }
        catch (InvalidOperationException exception)
        {
            // What the parser throws on brackets that are closed in the wrong order; it names no line.
            throw Wrong(fileName, 1, exception.Message, exception);
        }

        throw Wrong(fileName, 1, "patterns", null);
    }

    /// <summary>What a file's name tells.</summary>
    /// <param name="path">The recording's path; folders do not matter.</param>
    /// <param name="zone">Time zone of the times in names.</param>
    /// <returns>What is known; <see langword="null"/> where no pattern fits, or one fits whose date does not exist.</returns>
    public CallMetadata? Match(string path, TimeZoneInfo zone)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        foreach (var (_, pattern) in patterns)
        {
            var match = Try(pattern, name);
            if (match is { Success: true } && Read(match, zone) is { } metadata)
            {
                return metadata;
            }
        }

        return null;
    }

    private static Match? Try(Regex pattern, string name)
    {
        try
        {
            return pattern.Match(name);
        }
        catch (RegexMatchTimeoutException)
        {
            // A name that a pattern cannot decide on in time does not fit it.
            return null;
        }
    }

    private static CallMetadata? Read(Match match, TimeZoneInfo zone)
    {
        string? Text(string group) => match.Groups[group] is { Success: true, Value.Length: > 0 } found ? found.Value : null;
        DateTimeOffset? start = null;
        if (Text("year") is { } year)
        {
            var text = $"{year}-{Text("month")}-{Text("day")} {Text("hour") ?? "00"}:{Text("minute") ?? "00"}:{Text("second") ?? "00"}";
            if (!DateTime.TryParseExact(text, "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
            {
                return null;
            }

            start = new DateTimeOffset(local, zone.GetUtcOffset(local));
        }

        return new CallMetadata
        {
            Agent = Text("agent"),
            Customer = Text("customer"),
            StartedAt = start,
            AgentChannel = Text("agentChannel") switch { "left" => 0, "right" => 1, _ => null },
            Language = LanguageCodes.FromCode(Text("language")),
            Queue = Text("queue"),
        };
    }

    private static (string Name, Regex Pattern) Entry(YamlNode item, string fileName)
    {
        var line = (int)item.Start.Line;
        if (item is not YamlMappingNode mapping
            || !mapping.Children.TryGetValue(new YamlScalarNode("name"), out var name)
            || !mapping.Children.TryGetValue(new YamlScalarNode("pattern"), out var pattern))
        {
            throw Wrong(fileName, line, item.ToString(), null);
        }

        try
        {
            var regex = new Regex(pattern.ToString(), RegexOptions.CultureInvariant, MatchLimit);
            var unknown = regex.GetGroupNames().FirstOrDefault(group => !int.TryParse(group, out _) && !Groups.Contains(group, StringComparer.Ordinal));
            return unknown is null ? (name.ToString(), regex) : throw Wrong(fileName, (int)pattern.Start.Line, $"(?<{unknown}>…)", null);
        }
        catch (ArgumentException exception)
        {
            throw Wrong(fileName, (int)pattern.Start.Line, pattern.ToString(), exception);
        }
    }

    private static MetadataException Wrong(string fileName, int line, string found, Exception? inner)
    {
        var groups = string.Join(", ", Groups);
        return new MetadataException(
            new Bilingual(
                $"{fileName}, Zeile {line}: „{found}“ gefunden, erwartet wird unter „patterns“ eine Liste aus „name“ und „pattern“ (regulärer Ausdruck mit den Gruppen {groups}).",
                $"{fileName}, line {line}: found '{found}', expected is a list of 'name' and 'pattern' under 'patterns' (a regular expression with the groups {groups})."),
            inner);
    }

    private static FileNamePatterns LoadShipped()
    {
        const string Name = "file-patterns.yaml";
        using var reader = new StreamReader(typeof(FileNamePatterns).Assembly.GetManifestResourceStream("CallQuality.Core.Calls." + Name)!);
        return Parse(reader.ReadToEnd(), Name);
    }
}
