using System.Numerics.Tensors;
using CallQuality.Core.Utterances;

namespace CallQuality.Inference.Phrases;

/// <summary>Trains <see cref="StateFilters"/>: cross-entropy, Adam with decay of the weights, answers left out at random.</summary>
/// <remarks>
/// One thread and a seeded order: the same rows on the same kind of processor give the same numbers. Source: Loshchilov and Hutter 2019
/// (arXiv:1711.05101). How long, how fast and how much is left out was found on held-out training text, never on the test text.
/// </remarks>
internal sealed class StateFilterTrainer
{
    private const int Rounds = 5;
    private const int Batch = 64;
    private const int WarmUp = 200;
    private const float Rate = 1e-3f;
    private const float Decay = 0.01f;
    private const float LeftOut = 0.4f;

    private readonly IReadOnlyList<Example> examples;
    private readonly Random chance;
    private readonly StateFilters filters;
    private readonly float[] slope = new float[StateFilters.ParameterCount];
    private readonly float[] mean = new float[StateFilters.ParameterCount];
    private readonly float[] square = new float[StateFilters.ParameterCount];
    private readonly float[] room = new float[StateFilters.ParameterCount];

    private StateFilterTrainer(IReadOnlyList<Example> examples, int seed)
    {
        chance = new Random(seed);
        this.examples = examples;
        filters = new StateFilters(ScaleOf(examples), Start());
    }

    /// <summary>Learns from utterances.</summary>
    /// <param name="examples">In their order, which counts.</param>
    /// <param name="seed">What the numbers begun from, the order and what is left out follow from.</param>
    /// <param name="cancellationToken">Ends the work between two batches.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static StateFilters Train(IReadOnlyList<Example> examples, int seed, CancellationToken cancellationToken)
    {
        var trainer = new StateFilterTrainer(examples, seed);
        var order = Enumerable.Range(0, examples.Count).ToArray();
        var steps = Rounds * ((examples.Count + Batch - 1) / Batch);
        var (step, warmUp) = (0, Math.Min(WarmUp, Math.Max(1, steps / 10)));
        for (var round = 0; round < Rounds; round++)
        {
            trainer.chance.Shuffle(order);
            foreach (var batch in order.Chunk(Batch))
            {
                cancellationToken.ThrowIfCancellationRequested();
                Array.Clear(trainer.slope);
                foreach (var example in batch)
                {
                    trainer.Learn(examples[example]);
                }

                step++;
                trainer.Step(step, Rate * Math.Min(1, step / (float)warmUp) * (1 - ((step - 1) / (float)steps)));
            }
        }

        return trainer.filters;
    }

    // Mean and spread of a state's numbers over every piece that is said.
    private static float[] ScaleOf(IReadOnlyList<Example> examples)
    {
        const int Width = SentenceEncoder.Width;
        var (sum, squares, state, count) = (new double[Width], new double[Width], new float[Width], 0);
        foreach (var said in examples.Select(example => example.Features.Said))
        {
            for (var at = 0; at < said.Length; at += Width, count++)
            {
                TensorPrimitives.ConvertToSingle(said.Span.Slice(at, Width), state);
                for (var i = 0; i < Width; i++)
                {
                    sum[i] += state[i];
                    squares[i] += state[i] * (double)state[i];
                }
            }
        }

        return [.. sum.Select(of => (float)(of / count)), .. sum.Zip(squares, (of, square) => (float)(1 / (1e-6 + Math.Sqrt(Math.Max(0, (square / count) - (of / count * of / count))))))];
    }

    // Small and even about 0, the smaller the more numbers are added up.
    private float[] Start()
    {
        var start = new float[StateFilters.ParameterCount];
        for (var i = 0; i < start.Length; i++)
        {
            var most = 1 / MathF.Sqrt(i < StateFilters.Weights ? StateFilters.Reach : StateFilters.Filters);
            start[i] = most * ((2 * chance.NextSingle()) - 1);
        }

        return start;
    }

    // Adds the slope of one example's surprise.
    private void Learn(Example example)
    {
        const int Count = StateFilters.Filters;
        var (said, heard) = (filters.Laid(example.Features.Said), filters.Laid(example.Features.Heard));
        Span<float> answers = stackalloc float[Count];
        Span<int> places = stackalloc int[Count];
        filters.Answer(said, heard, answers, places);
        for (var filter = 0; filter < Count; filter++)
        {
            answers[filter] *= chance.NextSingle() < LeftOut ? 0 : 1 / (1 - LeftOut);
        }

        Span<float> wrong = stackalloc float[UtteranceLabels.Count];
        filters.Weigh(answers, wrong);
        Miss(wrong, example);
        Span<float> blame = stackalloc float[Count];
        Pass(wrong, answers, blame);
        for (var filter = 0; filter < Count; filter++)
        {
            if (answers[filter] > 0)
            {
                var share = blame[filter] / (1 - LeftOut);
                var of = slope.AsSpan(filter * StateFilters.Reach, StateFilters.Reach);
                TensorPrimitives.MultiplyAdd((filter < StateFilters.SaidFilters ? said : heard).AsSpan(places[filter], StateFilters.Reach), share, of, of);
                slope[StateFilters.FilterBiases + filter] += share;
            }
        }
    }

    // The slope of what the answers weigh, and what falls to each answer.
    private void Pass(ReadOnlySpan<float> wrong, ReadOnlySpan<float> answers, Span<float> blame)
    {
        const int Count = StateFilters.Filters;
        for (var label = 0; label < wrong.Length; label++)
        {
            var weights = slope.AsSpan(StateFilters.Weights + (label * Count), Count);
            TensorPrimitives.MultiplyAdd(answers, wrong[label], weights, weights);
            TensorPrimitives.MultiplyAdd(filters.WeightsOf(label), wrong[label], blame, blame);
            slope[^(wrong.Length - label)] += wrong[label];
        }
    }

    // Turns sums into probabilities less the truth; one after the other, for so they come out the same on every processor.
    private static void Miss(Span<float> sums, Example example)
    {
        var (most, all) = (TensorPrimitives.Max<float>(sums), 0f);
        foreach (ref var sum in sums)
        {
            sum = MathF.Exp(sum - most);
            all += sum;
        }

        for (var label = 0; label < sums.Length; label++)
        {
            sums[label] = ((sums[label] / all) - (label == example.Label ? 1 : 0)) * example.Weight / Batch;
        }
    }

    private void Step(int step, float rate)
    {
        const float First = 0.9f;
        const float Second = 0.999f;
        TensorPrimitives.Multiply(mean, First, mean);
        TensorPrimitives.MultiplyAdd(slope, 1 - First, mean, mean);
        TensorPrimitives.Multiply(slope, slope, room);
        TensorPrimitives.Multiply(square, Second, square);
        TensorPrimitives.MultiplyAdd(room, 1 - Second, square, square);
        TensorPrimitives.Divide(square, 1 - MathF.Pow(Second, step), room);
        TensorPrimitives.Sqrt(room, room);
        TensorPrimitives.Add(room, 1e-8f, room);
        TensorPrimitives.Divide(mean, room, room);
        TensorPrimitives.Multiply(filters.Parameters, 1 - (rate * Decay), filters.Parameters);
        TensorPrimitives.MultiplyAdd(room, -rate / (1 - MathF.Pow(First, step)), filters.Parameters, filters.Parameters);
    }

    /// <summary>An utterance to learn from.</summary>
    /// <param name="Features">Its states.</param>
    /// <param name="Label">Number of its label.</param>
    /// <param name="Weight">How much it counts; 1 on average.</param>
    internal sealed record Example(UtteranceFeatures Features, int Label, float Weight);
}
