using CallQuality.Audio;
using CallQuality.Inference.ModelFiles;
using Microsoft.ML.Tokenizers;

namespace CallQuality.Inference.Phrases;

/// <summary>Turns text into the numbers of the sentence encoder's vocabulary (SentencePiece, unigram). Thread-safe.</summary>
internal sealed class SentenceTokenizer
{
    /// <summary>What stands before every text: so the encoder was trained.</summary>
    private const string Prefix = "query: ";

    /// <summary>Numbers before those of a text: the start mark and the prefix.</summary>
    public const int Before = 3;

    private readonly SentencePieceTokenizer pieces;

    private SentenceTokenizer(SentencePieceTokenizer pieces) => this.pieces = pieces;

    /// <summary>Number that fills shorter texts of a batch.</summary>
    public const int Padding = 1;

    /// <summary>Reads a vocabulary file.</summary>
    /// <exception cref="ModelFileException">The file is no SentencePiece vocabulary.</exception>
    public static SentenceTokenizer Read(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            return new SentenceTokenizer(SentencePieceTokenizer.Create(file, addBeginningOfSentence: true, addEndOfSentence: true));
        }
        catch (Exception error) when (error is IOException or ArgumentException or InvalidDataException or InvalidOperationException or NotSupportedException)
        {
            throw new ModelFileException(
                new Bilingual(
                    $"{path}: nicht lesbar ({error.Message}); erwartet wird ein Vokabular von SentencePiece.",
                    $"{path}: cannot be read ({error.Message}); expected a SentencePiece vocabulary."),
                error);
        }
    }

    /// <summary>The numbers of a text, from the start mark to the end mark.</summary>
    /// <param name="text">The text, without prefix.</param>
    /// <param name="most">Longest result; what is longer is cut at its end, the end mark stays.</param>
    public IReadOnlyList<int> Read(string text, int most)
    {
        var ids = pieces.EncodeToIds(Prefix + text);
        return ids.Count <= most ? ids : [.. ids.Take(most - 1), ids[^1]];
    }
}
