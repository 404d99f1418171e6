using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CallQuality.Inference.Whisper;

/// <summary>Chooses the next token from the decoder's logits, text and its end only.</summary>
internal sealed class TextLogits
{
    private readonly WhisperConfiguration configuration;
    private readonly int[] suppressed;
    private readonly int[] suppressedAtStart;
    private readonly float[] scratch;

    public TextLogits(WhisperConfiguration configuration)
    {
        this.configuration = configuration;
        // Ids behind <|endoftext|> are languages, tasks and times, none of which is asked for: the span ends before them.
        suppressed = [.. configuration.Suppressed.Where(id => id < configuration.EndOfText)];
        suppressedAtStart = [.. configuration.SuppressedAtStart.Where(id => id <= configuration.EndOfText)];
        scratch = new float[configuration.VocabularySize];
    }

    /// <summary>Probability of a token among all tokens.</summary>
    public static double Probability(ReadOnlySpan<float> logits, int token) =>
        Math.Exp(logits[token] - LogSum(logits, TensorPrimitives.Max(logits)));

    /// <summary>Log-probabilities of the languages among one another, in the order of <paramref name="tokens"/>.</summary>
    public static double[] LogProbabilities(ReadOnlySpan<float> logits, IReadOnlyList<int> tokens)
    {
        var values = new double[tokens.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = logits[tokens[i]];
        }

        var most = values.Max();
        var sum = most + Math.Log(values.Sum(value => Math.Exp(value - most)));
        return Array.ConvertAll(values, value => value - sum);
    }

    /// <summary>The most probable text token, or one drawn by probability.</summary>
    /// <param name="logits">All logits of the position; the suppressed ones are overwritten.</param>
    /// <param name="atStart">Whether no text came before.</param>
    /// <param name="temperature">0 for the most probable token.</param>
    /// <param name="random">Where to draw from, at a temperature above 0.</param>
    /// <returns>The token and its log-probability at temperature 1 among the tokens that were allowed.</returns>
    public (int Token, double LogProbability) Choose(Span<float> logits, bool atStart, double temperature, Random random)
    {
        var text = logits[..(configuration.EndOfText + 1)];
        Suppress(text, suppressed);
        if (atStart)
        {
            Suppress(text, suppressedAtStart);
        }

        var likeliest = TensorPrimitives.IndexOfMax<float>(text);
        var token = temperature == 0 ? likeliest : Draw(text, temperature, random);
        return (token, text[token] - LogSum(text, text[likeliest]));
    }

    private static void Suppress(Span<float> logits, int[] tokens)
    {
        foreach (var token in tokens)
        {
            logits[token] = float.NegativeInfinity;
        }
    }

    private int Draw(ReadOnlySpan<float> logits, double temperature, Random random)
    {
        var weights = scratch.AsSpan(0, logits.Length);
        TensorPrimitives.Subtract(logits, TensorPrimitives.Max(logits), weights);
        TensorPrimitives.Multiply(weights, (float)(1 / temperature), weights);
        TensorPrimitives.Exp(weights, weights);
        var rest = random.NextDouble() * TensorPrimitives.Sum<float>(weights);
        var last = 0;
        for (var token = 0; token < weights.Length; token++)
        {
            if (weights[token] > 0)
            {
                last = token;
                rest -= weights[token];
                if (rest <= 0)
                {
                    break;
                }
            }
        }

        return last;
    }

    // Own loop: the library's is compiled in full only after a while, and the first step of a batch is here already.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double LogSum(ReadOnlySpan<float> logits, float most)
    {
        var sums = Vector<float>.Zero;
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(logits);
        for (var i = 0; i < vectors.Length; i++)
        {
            sums += Vector.Exp(vectors[i] - new Vector<float>(most));
        }

        var sum = (double)Vector.Sum(sums);
        for (var i = vectors.Length * Vector<float>.Count; i < logits.Length; i++)
        {
            sum += Math.Exp(logits[i] - most);
        }

        return most + Math.Log(sum);
    }
}
