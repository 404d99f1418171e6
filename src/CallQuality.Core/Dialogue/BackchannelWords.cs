using System.Collections.Frozen;
using CallQuality.Core.Calls;
using CallQuality.Core.Transcription;
using YamlDotNet.Serialization;

namespace CallQuality.Core.Dialogue;

/// <summary>The words that make a back-channel, by language. Thread-safe.</summary>
internal sealed class BackchannelWords
{
    private const int LongestPhrase = 3;
    private static readonly Lazy<FrozenDictionary<string, FrozenSet<string>>> Lists = new(Load);
    private readonly FrozenSet<string>[] lists;

    private BackchannelWords(FrozenSet<string>[] lists) => this.lists = lists;

    /// <summary>The list of a language; of both where the code names neither.</summary>
    public static BackchannelWords For(string? languageCode) =>
        LanguageCodes.FromCode(languageCode) is { } language
            ? new BackchannelWords([Lists.Value[language.Code()]])
            : new BackchannelWords([.. Lists.Value.Values]);

    /// <summary>Whether words consist of list entries alone; at least one word.</summary>
    public bool Cover(IReadOnlyList<Word> words)
    {
        var texts = words.Select(word => Plain(word.Text)).Where(text => text.Length > 0).ToArray();
        return texts.Length > 0 && lists.Any(list => Covers(list, texts));
    }

    private static bool Covers(FrozenSet<string> list, ReadOnlySpan<string> texts)
    {
        if (texts.IsEmpty)
        {
            return true;
        }

        for (var length = Math.Min(LongestPhrase, texts.Length); length > 0; length--)
        {
            if (list.Contains(string.Join(' ', texts[..length].ToArray())) && Covers(list, texts[length..]))
            {
                return true;
            }
        }

        return false;
    }

    private static string Plain(string text) => text.Trim().Trim('.', ',', '!', '?', ';', ':', '…', '-', '"', '„', '“').ToLowerInvariant();

    private static FrozenDictionary<string, FrozenSet<string>> Load()
    {
        using var reader = new StreamReader(typeof(BackchannelWords).Assembly.GetManifestResourceStream("CallQuality.Core.Dialogue.backchannels.yaml")!);
        return new DeserializerBuilder().Build()
            .Deserialize<Dictionary<string, List<string>>>(reader)
            .ToFrozenDictionary(entry => entry.Key, entry => entry.Value.ToFrozenSet(StringComparer.Ordinal), StringComparer.Ordinal);
    }
}
