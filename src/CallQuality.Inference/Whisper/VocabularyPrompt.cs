using CallQuality.Audio;
using CallQuality.Inference.ModelFiles;
using Microsoft.ML.Tokenizers;

namespace CallQuality.Inference.Whisper;

/// <summary>Context words as the recogniser takes them: as if they had been said before.</summary>
/// <param name="Tokens">The prompt's tokens; none without words.</param>
/// <param name="Words">The single words of all terms, in lower case, without signs.</param>
internal sealed record VocabularyPrompt(IReadOnlyList<int> Tokens, IReadOnlySet<string> Words)
{
    public static readonly VocabularyPrompt None = new([], new HashSet<string>());

    /// <summary>The part of some words that are context words, 0 to 1.</summary>
    public double ShareOf(IEnumerable<string> words) => words.Select(word => Words.Contains(Bare(word)) ? 1.0 : 0).DefaultIfEmpty(0).Average();

    /// <summary>A word without the signs around it.</summary>
    public static string Bare(string word) => string.Concat(word.Where(char.IsLetterOrDigit)).ToLowerInvariant();
}

/// <summary>Makes prompts of word lists.</summary>
internal sealed class VocabularyPrompts(WhisperModel model)
{
    private const string MergesFileName = "merges.txt";
    private BpeTokenizer? tokenizer;

    /// <summary>The prompt of a list. Words that no longer fit are left out from the end.</summary>
    /// <exception cref="ModelFileException">The model's vocabulary files are missing or do not fit together.</exception>
    public VocabularyPrompt Of(IReadOnlyList<string> words)
    {
        if (words.Count == 0)
        {
            return VocabularyPrompt.None;
        }

        tokenizer ??= Create(model.Folder);
        // Half the decoder's memory is the original's share for what came before.
        var room = (model.Configuration.MaximumTokens / 2) - 1;
        var tokens = new List<int> { model.Configuration.StartOfPrevious };
        foreach (var word in words.Select(word => word.Trim()).Where(word => word.Length > 0).Distinct(StringComparer.Ordinal))
        {
            var piece = tokenizer.EncodeToIds((tokens.Count == 1 ? " " : ", ") + word, considerPreTokenization: true, considerNormalization: false);
            if (tokens.Count + piece.Count > room)
            {
                break;
            }

            tokens.AddRange(piece);
        }

        tokens.AddRange(tokenizer.EncodeToIds("."));
        return new VocabularyPrompt(tokens, words.SelectMany(term => term.Split(' ', '-')).Select(VocabularyPrompt.Bare).ToHashSet());
    }

    private static BpeTokenizer Create(string folder)
    {
        var vocabulary = Path.Combine(folder, TokenBytes.FileName);
        var merges = Path.Combine(folder, MergesFileName);
        if (!File.Exists(merges))
        {
            throw ModelFolder.Missing(merges);
        }

        try
        {
            return BpeTokenizer.Create(new BpeOptions(vocabulary, merges)
            {
                ByteLevel = true,
                PreTokenizer = RobertaPreTokenizer.Instance,
            });
        }
        catch (Exception error) when (error is InvalidOperationException or ArgumentException or FormatException or System.Text.Json.JsonException)
        {
            throw new ModelFileException(
                new Bilingual($"{merges}: passt nicht zu {vocabulary} ({error.Message}).", $"{merges}: does not fit {vocabulary} ({error.Message})."),
                error);
        }
    }
}
