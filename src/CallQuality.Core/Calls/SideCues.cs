using System.Collections.Frozen;
using System.Globalization;
using CallQuality.Core.Transcription;
using YamlDotNet.Serialization;

namespace CallQuality.Core.Calls;

/// <summary>Counts what tells an agent from a customer in the words of one channel. Thread-safe.</summary>
internal sealed class SideCues
{
    /// <summary>Words of a channel that count as its opening.</summary>
    private const int OpeningWords = 40;

    private static readonly Lazy<FrozenDictionary<string, SideCues>> All = new(Load);
    private readonly Cue[] cues;

    private SideCues(Cue[] cues) => this.cues = cues;

    private enum Kind
    {
        Opening,
        Agent,
        Customer,
    }

    /// <summary>The cues of the languages a code may mean: one, or all where it is not one of ours.</summary>
    public static IReadOnlyList<SideCues> For(string? languageCode) =>
        languageCode is not null && All.Value.TryGetValue(languageCode, out var one) ? [one] : [.. All.Value.Values];

    /// <summary>Evidence that a channel is the agent's.</summary>
    /// <param name="words">Words of the channel, in order.</param>
    /// <returns>The sum of weights, negative where the words are a customer's, and the heaviest agent's phrase as it was said.</returns>
    public (double Score, string? Quote) Count(IReadOnlyList<Word> words)
    {
        var plain = words.Select(word => Plain(word.Text)).ToArray();
        var (score, quote, heaviest) = (0.0, (string?)null, 0.0);
        var taken = new bool[plain.Length];
        foreach (var cue in cues)
        {
            var limit = cue.Kind == Kind.Opening ? Math.Min(OpeningWords, plain.Length) : plain.Length;
            var at = Find(plain.AsSpan(0, limit), cue.Words, taken);
            if (at < 0)
            {
                continue;
            }

            taken.AsSpan(at, cue.Words.Length).Fill(true);
            score += cue.Kind == Kind.Customer ? -cue.Weight : cue.Weight;
            if (cue.Kind != Kind.Customer && cue.Weight > heaviest)
            {
                (heaviest, quote) = (cue.Weight, string.Join(' ', words.Skip(at).Take(cue.Words.Length).Select(word => word.Text)));
            }
        }

        return (score, quote);
    }

    // Words that a heavier cue has used do not count again: "kann ich sonst noch etwas für Sie tun" holds three.
    private static int Find(ReadOnlySpan<string> text, ReadOnlySpan<string> cue, bool[] taken)
    {
        for (var at = 0; at + cue.Length <= text.Length; at++)
        {
            if (text.Slice(at, cue.Length).SequenceEqual(cue) && !taken.AsSpan(at, cue.Length).Contains(true))
            {
                return at;
            }
        }

        return -1;
    }

    private static string Plain(string text) => text.Trim('.', ',', '!', '?', ';', ':', '…', '-', '"', '„', '“').Replace('’', '\'').ToLowerInvariant();

    private static FrozenDictionary<string, SideCues> Load()
    {
        using var reader = new StreamReader(typeof(SideCues).Assembly.GetManifestResourceStream("CallQuality.Core.Calls.side-cues.yaml")!);
        var languages = new DeserializerBuilder().Build().Deserialize<Dictionary<string, Dictionary<string, Dictionary<string, List<string>>>>>(reader);
        return languages.ToFrozenDictionary(entry => entry.Key, entry => new SideCues([.. Cues(entry.Value)]), StringComparer.Ordinal);
    }

    private static IEnumerable<Cue> Cues(Dictionary<string, Dictionary<string, List<string>>> kinds) =>
        from kind in kinds
        from weight in kind.Value
        from phrase in weight.Value
        let cue = new Cue(Enum.Parse<Kind>(kind.Key, ignoreCase: true), double.Parse(weight.Key, CultureInfo.InvariantCulture), phrase.Split(' '))
        orderby cue.Weight descending, cue.Words.Length descending
        select cue;

    private sealed record Cue(Kind Kind, double Weight, string[] Words);
}
