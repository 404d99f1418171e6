using CallQuality.Core.Utterances;
using CallQuality.Inference.Phrases;

namespace CallQuality.Tests.Inference.Phrases;

/// <summary>Filters over the states of an utterance, on made states.</summary>
public class StateFiltersTests
{
    private const int Width = SentenceEncoder.Width;

    [Test]
    public void Scores_OneFilterThatLooksForThreeStates_IsItsStrongestAnswerTimesItsWeight()
    {
        var parameters = new float[StateFilters.ParameterCount];
        (parameters[0], parameters[Width + 1], parameters[(2 * Width) + 2]) = (1, 1, 1);
        parameters[StateFilters.FilterBiases] = -0.5f;
        const int Impatience = (int)UtteranceLabel.Impatience;
        parameters[StateFilters.Weights + (Impatience * StateFilters.Filters)] = 2;
        parameters[^(UtteranceLabels.Count - Impatience)] = 0.25f;
        var filters = new StateFilters([.. new float[Width], .. Enumerable.Repeat(1f, Width)], parameters);

        // The filter answers 3 - 0.5 where states 0, 1 and 2 follow one another, less elsewhere, and nothing without them.
        Assert.That(filters.Scores(Said(7, 7, 0, 1, 2, 7, 0, 1))[Impatience], Is.EqualTo((2 * 2.5f) + 0.25f));
        Assert.That(filters.Scores(Said(0, 2, 1))[Impatience], Is.EqualTo((2 * 0.5f) + 0.25f));
        Assert.That(filters.Scores(Said(1, 2))[Impatience], Is.EqualTo((2 * 1.5f) + 0.25f));
        Assert.That(filters.Scores(Said(7, 7, 7))[Impatience], Is.EqualTo(0.25f));
        Assert.That(filters.Scores(Said(7))[Impatience], Is.EqualTo(0.25f));
        Assert.That(filters.Scores(Said())[Impatience], Is.EqualTo(0.25f));
        Assert.That(filters.Scores(Said(0, 1, 2))[(int)UtteranceLabel.Neutral], Is.Zero);
    }

    [Test]
    public void Train_OrderOfTheSameStates_IsTold()
    {
        var filters = StateFilterTrainer.Train(Examples(seed: 1, count: 1000), seed: 1, default);

        var right = Examples(seed: 2, count: 200).Count(example => filters.Scores(example.Features) is var scores && Array.IndexOf(scores, scores.Max()) == example.Label);
        Assert.That(right, Is.GreaterThanOrEqualTo(196));
    }

    [Test]
    public void Train_Twice_GivesTheSameNumbers()
    {
        var first = StateFilterTrainer.Train(Examples(seed: 3, count: 100), seed: 1, default);

        Assert.That(StateFilterTrainer.Train(Examples(seed: 3, count: 100), seed: 1, default).ToNumbers(), Is.EqualTo(first.ToNumbers()));
        Assert.That(StateFilterTrainer.Train(Examples(seed: 3, count: 100), seed: 2, default).ToNumbers(), Is.Not.EqualTo(first.ToNumbers()));
        Assert.That(StateFilters.Of(first.ToNumbers()).Scores(Said(1, 2, 3)), Is.EqualTo(first.Scores(Said(1, 2, 3))));
    }

    // Three states among others, one after the other or turned round: their mean tells nothing.
    private static List<StateFilterTrainer.Example> Examples(int seed, int count)
    {
        var chance = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            var turned = chance.Next(2);
            int[] told = turned == 0 ? [0, 1, 2] : [2, 1, 0];
            var others = Enumerable.Range(0, 5).Select(_ => chance.Next(3, 30)).ToList();
            others.InsertRange(chance.Next(5), told);
            return new StateFilterTrainer.Example(Said([.. others]), turned, 1);
        })];
    }

    // States that are 1 in one number and 0 in all others.
    private static UtteranceFeatures Said(params int[] ones)
    {
        var states = new Half[ones.Length * Width];
        for (var at = 0; at < ones.Length; at++)
        {
            states[(at * Width) + ones[at]] = (Half)1;
        }

        return new UtteranceFeatures([], [], [], states, default);
    }
}
