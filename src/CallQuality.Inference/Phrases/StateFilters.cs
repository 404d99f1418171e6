using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using CallQuality.Audio.Dsp;
using CallQuality.Core.Utterances;

namespace CallQuality.Inference.Phrases;

/// <summary>
/// Filters that are laid over the encoder's states of an utterance and of what the caller said before: each answers with the strongest
/// it finds in three pieces next to one another, and every label is a sum of the answers. It hears turns of phrase where means of states
/// hear topics. Immutable and thread-safe.
/// </summary>
/// <remarks>Source: convolution over words with the maximum over time, Kim 2014 (arXiv:1408.5882), here on states that know their sentence.</remarks>
internal sealed class StateFilters
{
    /// <summary>Filters that are laid over the utterance; as many again, halved, over what the caller said.</summary>
    public const int SaidFilters = 256;

    /// <summary>All filters.</summary>
    public const int Filters = SaidFilters + (SaidFilters / 2);

    /// <summary>Numbers of a filter: one for every number of three states.</summary>
    public const int Reach = 3 * SentenceEncoder.Width;

    /// <summary>Numbers that are learned: filters, what is added to each, what each weighs for every label, what is added to that.</summary>
    public static readonly int ParameterCount = Weights + (UtteranceLabels.Count * (Filters + 1));

    /// <summary>Where among them stands what is added to each filter.</summary>
    internal const int FilterBiases = Filters * Reach;

    /// <summary>Where among them stands what each filter weighs, label by label; the labels' own biases come last.</summary>
    internal const int Weights = FilterBiases + Filters;

    private const int Together = 2;
    private const int Places = 4;

    private readonly float[] scale;
    private readonly float[] parameters;

    /// <summary>Makes filters of their numbers.</summary>
    /// <param name="scale">What is subtracted from the numbers of a state, then what they are multiplied with.</param>
    /// <param name="parameters"><see cref="ParameterCount"/> numbers.</param>
    public StateFilters(float[] scale, float[] parameters)
    {
        this.scale = scale;
        this.parameters = parameters;
    }

    /// <summary>How many numbers <see cref="ToNumbers"/> has.</summary>
    public static int NumberCount => (2 * SentenceEncoder.Width) + ParameterCount;

    /// <summary>What is learned; changed in training only.</summary>
    internal Span<float> Parameters => parameters;

    /// <summary>Filters of the numbers of a file.</summary>
    public static StateFilters Of(float[] numbers) => new(numbers[..(2 * SentenceEncoder.Width)], numbers[(2 * SentenceEncoder.Width)..]);

    /// <summary>All numbers, as a file has them.</summary>
    public float[] ToNumbers() => [.. scale, .. parameters];

    /// <summary>The sum of every label.</summary>
    public float[] Scores(UtteranceFeatures features)
    {
        Span<float> answers = stackalloc float[Filters];
        Answer(Laid(features.Said), Laid(features.Heard), answers, stackalloc int[Filters]);
        var scores = new float[UtteranceLabels.Count];
        Weigh(answers, scores);
        return scores;
    }

    /// <summary>Scaled states with room for half a filter before the first and after the last; none for no states.</summary>
    internal float[] Laid(ReadOnlyMemory<Half> states)
    {
        const int Width = SentenceEncoder.Width;
        if (states.IsEmpty)
        {
            return [];
        }

        var laid = new float[states.Length + (2 * Width)];
        for (var at = 0; at < states.Length; at += Width)
        {
            var state = laid.AsSpan(at + Width, Width);
            TensorPrimitives.ConvertToSingle(states.Span.Slice(at, Width), state);
            TensorPrimitives.Subtract(state, scale.AsSpan(0, Width), state);
            TensorPrimitives.Multiply(state, scale.AsSpan(Width, Width), state);
        }

        return laid;
    }

    /// <summary>What every filter answers, never below 0, and where it found it.</summary>
    internal void Answer(ReadOnlySpan<float> said, ReadOnlySpan<float> heard, Span<float> answers, Span<int> places)
    {
        for (var filter = 0; filter < Filters; filter += Together)
        {
            Strongest(
                parameters.AsSpan(filter * Reach, Together * Reach), parameters.AsSpan(FilterBiases + filter, Together),
                filter < SaidFilters ? said : heard, answers[filter..], places[filter..]);
        }
    }

    /// <summary>What the answers are worth for every label.</summary>
    internal void Weigh(ReadOnlySpan<float> answers, Span<float> scores)
    {
        for (var label = 0; label < scores.Length; label++)
        {
            scores[label] = InnerProduct.Of(answers, WeightsOf(label)) + parameters[Weights + (UtteranceLabels.Count * Filters) + label];
        }
    }

    /// <summary>What every filter weighs for a label.</summary>
    internal ReadOnlySpan<float> WeightsOf(int label) => parameters.AsSpan(Weights + (label * Filters), Filters);

    // Two filters at four places at a time share what is read of both. Sums are made in one order, whatever the processor.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Strongest(ReadOnlySpan<float> filters, ReadOnlySpan<float> added, ReadOnlySpan<float> states, Span<float> answers, Span<int> places)
    {
        var left = MemoryMarshal.Cast<float, Vector<float>>(filters[..Reach]);
        var right = MemoryMarshal.Cast<float, Vector<float>>(filters[Reach..]);
        var last = (states.Length - Reach) / SentenceEncoder.Width;
        answers[..Together].Clear();
        places[..Together].Clear();
        Span<float> sums = stackalloc float[2 * Places];
        for (var first = 0; first <= last; first += Places)
        {
            var one = At(states, first, last);
            var two = At(states, first + 1, last);
            var three = At(states, first + 2, last);
            var four = At(states, first + 3, last);
            var (a, b, c, d) = (Vector<float>.Zero, Vector<float>.Zero, Vector<float>.Zero, Vector<float>.Zero);
            var (e, f, g, h) = (Vector<float>.Zero, Vector<float>.Zero, Vector<float>.Zero, Vector<float>.Zero);
            for (var i = 0; i < left.Length; i++)
            {
                a = Vector.FusedMultiplyAdd(left[i], one[i], a);
                e = Vector.FusedMultiplyAdd(right[i], one[i], e);
                b = Vector.FusedMultiplyAdd(left[i], two[i], b);
                f = Vector.FusedMultiplyAdd(right[i], two[i], f);
                c = Vector.FusedMultiplyAdd(left[i], three[i], c);
                g = Vector.FusedMultiplyAdd(right[i], three[i], g);
                d = Vector.FusedMultiplyAdd(left[i], four[i], d);
                h = Vector.FusedMultiplyAdd(right[i], four[i], h);
            }

            (sums[0], sums[1], sums[2], sums[3]) = (Vector.Sum(a), Vector.Sum(b), Vector.Sum(c), Vector.Sum(d));
            (sums[4], sums[5], sums[6], sums[7]) = (Vector.Sum(e), Vector.Sum(f), Vector.Sum(g), Vector.Sum(h));
            for (var i = 0; i < sums.Length; i++)
            {
                var (filter, place) = (i / Places, first + (i % Places));
                if (sums[i] + added[filter] > answers[filter])
                {
                    (answers[filter], places[filter]) = (sums[i] + added[filter], Math.Min(place, last) * SentenceEncoder.Width);
                }
            }
        }
    }

    // Where the last places do not fill four, the last one is read again.
    private static ReadOnlySpan<Vector<float>> At(ReadOnlySpan<float> states, int place, int last) =>
        MemoryMarshal.Cast<float, Vector<float>>(states.Slice(Math.Min(place, last) * SentenceEncoder.Width, Reach));
}
