using CallQuality.Cli.Evaluate.Transcription;

namespace CallQuality.Tests.Cli.Evaluate;

public class WordErrorsTests
{
    [TestCase("a b c", "a b c", 0)]
    [TestCase("a b c", "a x c", 1)]
    [TestCase("a b c", "a c", 1)]
    [TestCase("a b c", "a b b c", 1)]
    [TestCase("a b c", "", 3)]
    public void Count_KnownCases_AreTheFewest(string reference, string reading, int errors) =>
        Assert.That(
            WordErrors.Count(reference.Split(' '), reading.Split(' ', StringSplitOptions.RemoveEmptyEntries)),
            Is.EqualTo(new WordErrors(errors, 3)));

    [Test]
    public void Rate_NoWords_IsUnknown() => Assert.That(WordErrors.Rate([]), Is.Null);

    [Test]
    public void Interval_SameEverywhere_IsThatValue() =>
        Assert.That(WordErrors.Interval([.. Enumerable.Repeat(new WordErrors(1, 10), 20)]), Is.EqualTo((0.1, 0.1)));

    [Test]
    public void Interval_TwoKinds_HoldsTheRateAndIsRepeatable()
    {
        WordErrors[] counts = [.. Enumerable.Range(0, 40).Select(i => new WordErrors(i % 2 * 4, 10))];

        var (low, high) = WordErrors.Interval(counts)!.Value;

        Assert.That(WordErrors.Rate(counts), Is.InRange(low, high));
        Assert.That(low, Is.InRange(0.1, 0.19));
        Assert.That(WordErrors.Interval(counts), Is.EqualTo((low, high)));
    }
}
