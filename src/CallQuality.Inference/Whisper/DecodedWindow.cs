using System.IO.Compression;
using System.Text;

namespace CallQuality.Inference.Whisper;

/// <summary>What one attempt read in one window.</summary>
internal sealed record DecodedWindow
{
    /// <summary>Above this ratio of text to compressed text the text repeats itself (openai/whisper).</summary>
    public const double HighestCompressionRatio = 2.4;

    /// <summary>Below this mean the reading is not to be trusted (openai/whisper).</summary>
    public const double LowestMeanLogProbability = -1.0;

    /// <summary>Above this, together with a low mean, there is no speech in the window (openai/whisper).</summary>
    public const double NoSpeechProbabilityLimit = 0.6;

    // Windows of people's speech lie above; below it another reading may be as good.
    private const double SureMeanLogProbability = -0.5;

    // Windows with this much speech are sure of it: real ones, and synthetic ones that could be read, lay at 0.00 to 0.14, synthetic
    // ones that could not at 0.04 or less; noise, tones and music at 0.14 to 0.95, and could not be read (whisper-base, docs/accuracy.md).
    private const double LongSeconds = 10;
    private const double DoubtedSpeechLimit = 0.1;

    // What all states read in windows of noise, tones and music had 1.2 tokens a second at most; in speech, even such as could
    // hardly be read, 3 and more (whisper-base).
    private const double LeastTokensPerSecond = 2;

    /// <summary>Seconds of supposed speech in the window.</summary>
    public required double Seconds { get; init; }

    /// <summary>Text tokens, without the prompt and the end.</summary>
    public required IReadOnlyList<int> Tokens { get; init; }

    /// <summary>Probability of each token.</summary>
    public required IReadOnlyList<double> Probabilities { get; init; }

    /// <summary>Mean log-probability of the tokens, the end included.</summary>
    public required double MeanLogProbability { get; init; }

    /// <summary>Probability that the window has no speech.</summary>
    public required double NoSpeechProbability { get; init; }

    /// <summary>Length of the text over its compressed length.</summary>
    public required double CompressionRatio { get; init; }

    /// <summary>Whether it was stopped because it said the same over and over.</summary>
    public required bool Loops { get; init; }

    /// <summary>
    /// Whether the window has no speech after all: by Whisper's two witnesses where there is little of it ("mhm" alone is doubted
    /// too); where there is much, by either of them alone.
    /// </summary>
    public bool IsSilence => Seconds >= LongSeconds
        ? NoSpeechProbability > (IsGood ? NoSpeechProbabilityLimit : DoubtedSpeechLimit)
        : NoSpeechProbability > NoSpeechProbabilityLimit && MeanLogProbability < LowestMeanLogProbability;

    /// <summary>Whether it has no speech by a witness that averages of the encoder's states do not mislead.</summary>
    public bool IsSurelySilence => IsSilence && NoSpeechProbability > NoSpeechProbabilityLimit;

    /// <summary>Whether it has as many words as speech of its length has.</summary>
    public bool IsFull => !Loops && Tokens.Count >= LeastTokensPerSecond * Seconds;

    /// <summary>Whether the reading may stand.</summary>
    public bool IsGood => !Loops && CompressionRatio <= HighestCompressionRatio && MeanLogProbability >= LowestMeanLogProbability;

    /// <summary>Whether its words are as probable as those of people's speech mostly are.</summary>
    public bool IsSure => MeanLogProbability >= SureMeanLogProbability;

    /// <summary>Mean probability of a word's spoken tokens.</summary>
    public double ConfidenceOf(SpokenWord word) =>
        Probabilities.Skip(word.FirstToken).Take(word.EndToken - word.FirstToken).DefaultIfEmpty(0).Average();

    /// <summary>Length of the UTF-8 text over the length of its zlib stream; 0 for an empty text.</summary>
    public static double RatioOf(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text.Trim());
        if (bytes.Length == 0)
        {
            return 0;
        }

        using var target = new MemoryStream();
        using (var zlib = new ZLibStream(target, CompressionLevel.Optimal, leaveOpen: true))
        {
            zlib.Write(bytes);
        }

        return (double)bytes.Length / target.Length;
    }
}
