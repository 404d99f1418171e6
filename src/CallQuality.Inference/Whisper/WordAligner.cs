using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace CallQuality.Inference.Whisper;

/// <summary>Finds when each token was spoken, from where the decoder's alignment heads looked.</summary>
/// <remarks>
/// Attention is normalised over the tokens, smoothed by a median of 7 states and averaged over the heads; the cheapest
/// monotone path through it gives the times. Source: openai/whisper, <c>timing.py</c>.
/// </remarks>
internal static class WordAligner
{
    private const int MedianWidth = 7;

    /// <summary>Start of every token and, last, the end of the final one, in states from the window's start.</summary>
    /// <param name="attention">Attention of the window over prompt, text and end.</param>
    /// <param name="firstToken">Position of the token before the first text token.</param>
    /// <param name="textTokens">Text tokens.</param>
    /// <param name="states">States that have sound; at most those of the window.</param>
    public static int[] Align(CrossAttention attention, int firstToken, int textTokens, int states)
    {
        var rows = textTokens + 1;
        var cost = new float[rows * states];
        var head = new float[rows * states];
        var padded = new float[states + MedianWidth + Vector<float>.Count];
        for (var h = 0; h < attention.Heads; h++)
        {
            // All tokens, the prompt's too, take part in the normalisation, as in the original.
            Normalise(attention, h, firstToken, rows, states, head);
            for (var token = 0; token < rows; token++)
            {
                var values = head.AsSpan(token * states, states);
                Median(values, padded);
                TensorPrimitives.Subtract(cost.AsSpan(token * states, states), values, cost.AsSpan(token * states, states));
            }
        }

        return Path(cost, rows, states);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Normalise(CrossAttention attention, int head, int firstToken, int rows, int states, float[] result)
    {
        var all = firstToken + rows + 1;
        var weights = new float[all * states];
        var mean = new float[states];
        var spread = new float[states];
        var scratch = new float[states];
        for (var token = 0; token < all; token++)
        {
            var target = weights.AsSpan(token * states, states);
            var source = attention.Of(head, token)[..states];
            TensorPrimitives.Multiply(source, 1f / MathF.Max(TensorPrimitives.Sum(source), float.Epsilon), target);
            TensorPrimitives.Add(mean, target, mean);
        }

        TensorPrimitives.Multiply(mean, 1f / all, mean);
        for (var token = 0; token < all; token++)
        {
            TensorPrimitives.Subtract(weights.AsSpan(token * states, states), mean, scratch);
            TensorPrimitives.MultiplyAdd(scratch, scratch, spread, spread);
        }

        TensorPrimitives.Multiply(spread, 1f / all, spread);
        TensorPrimitives.Sqrt(spread, spread);
        TensorPrimitives.Max(spread, 1e-12f, spread);
        for (var token = 0; token < rows; token++)
        {
            var target = result.AsSpan(token * states, states);
            TensorPrimitives.Subtract(weights.AsSpan((firstToken + token) * states, states), mean, target);
            TensorPrimitives.Divide(target, spread, target);
        }
    }

    /// <summary>Median of 7 in place, ends mirrored. A network of comparisons, many values at once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Median(Span<float> values, float[] padded)
    {
        const int half = MedianWidth / 2;
        if (values.Length <= half)
        {
            return;
        }

        values.CopyTo(padded.AsSpan(half));
        for (var i = 0; i < half; i++)
        {
            padded[half - 1 - i] = values[i + 1];
            padded[half + values.Length + i] = values[values.Length - 2 - i];
        }

        for (var i = 0; i < values.Length; i += Vector<float>.Count)
        {
            var median = MedianOfSeven(padded, i);
            for (var n = 0; n < Math.Min(Vector<float>.Count, values.Length - i); n++)
            {
                values[i + n] = median[n];
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> MedianOfSeven(float[] from, int at)
    {
        var (a, b, c, d) = (new Vector<float>(from, at), new Vector<float>(from, at + 1), new Vector<float>(from, at + 2), new Vector<float>(from, at + 3));
        var (e, f, g) = (new Vector<float>(from, at + 4), new Vector<float>(from, at + 5), new Vector<float>(from, at + 6));
        // Devillard's network for seven: 13 exchanges leave the median in the middle.
        Sort(ref a, ref f);
        Sort(ref a, ref d);
        Sort(ref b, ref g);
        Sort(ref c, ref e);
        Sort(ref a, ref b);
        Sort(ref d, ref f);
        Sort(ref c, ref g);
        Sort(ref c, ref d);
        Sort(ref d, ref g);
        Sort(ref e, ref f);
        Sort(ref b, ref e);
        Sort(ref b, ref d);
        Sort(ref d, ref e);
        return d;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Sort(ref Vector<float> low, ref Vector<float> high) =>
        (low, high) = (Vector.Min(low, high), Vector.Max(low, high));

    /// <summary>Cheapest path from the first token and state to the last; gives the state at which each token begins.</summary>
    internal static int[] Path(float[] cost, int rows, int states)
    {
        var total = new float[(rows + 1) * (states + 1)];
        var step = new byte[(rows + 1) * (states + 1)];
        Array.Fill(total, float.PositiveInfinity);
        total[0] = 0;
        for (var i = 1; i <= rows; i++)
        {
            for (var j = 1; j <= states; j++)
            {
                var at = (i * (states + 1)) + j;
                var diagonal = total[at - states - 2];
                var down = total[at - states - 1];
                var across = total[at - 1];
                var (least, kind) = diagonal < down && diagonal < across ? (diagonal, 0) : down < across ? (down, 1) : (across, 2);
                total[at] = cost[((i - 1) * states) + j - 1] + least;
                step[at] = (byte)kind;
            }
        }

        var starts = new int[rows];
        for (int i = rows, j = states; i > 0 && j > 0;)
        {
            starts[i - 1] = j - 1;
            var kind = step[(i * (states + 1)) + j];
            i -= kind == 2 ? 0 : 1;
            j -= kind == 1 ? 0 : 1;
        }

        return starts;
    }
}
