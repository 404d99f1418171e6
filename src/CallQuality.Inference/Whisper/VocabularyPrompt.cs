using CallQuality.Audio;
using CallQuality.Inference.ModelFiles;
using Microsoft.ML.Tokenizers;

namespace CallQuality.Inference.Whisper;

/// <summary>Turns a word list into the tokens the recogniser takes for what was said before.</summary>
internal static class VocabularyPrompt
{
    private const string MergesFileName = "merges.txt";

    /// <summary>The prompt's tokens, or none for an empty list. Words that no longer fit are left out from the end.</summary>
    /// <exception cref="ModelFileException">The model's vocabulary files are missing or do not fit together.</exception>
    public static IReadOnlyList<int> Tokens(IReadOnlyList<string> words, WhisperModel model)
    {
        if (words.Count == 0)
        {
            return [];
        }

        var tokenizer = Create(model.Folder);
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
        return tokens;
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
