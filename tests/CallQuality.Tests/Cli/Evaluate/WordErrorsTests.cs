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

    [TestCase("a b c", "a b c", new[] { 0, 0, 0 })]
    [TestCase("a b c", "a x c", new[] { 0, 1, 0 })]
    [TestCase("a b c", "a c", new[] { 0, 1, 0 })]
    [TestCase("a b c", "a b x y c", new[] { 0, 2, 0 })]
    [TestCase("a b c", "x y a b c", new[] { 2, 0, 0 })]
    [TestCase("a b c", "", new[] { 1, 1, 1 })]
    public void AtWords_KnownCases_LieWhereTheyHappened(string reference, string reading, int[] errors) =>
        Assert.That(
            WordErrors.AtWords(reference.Split(' '), reading.Split(' ', StringSplitOptions.RemoveEmptyEntries)), Is.EqualTo(errors));

    [FsCheck.NUnit.Property]
    public bool AtWords_InSum_AreTheDistance(byte[] first, byte[] second)
    {
        // Few different words, so that many agree.
        string[] Spell(byte[]? numbers) => [.. (numbers ?? []).Take(6).Select(number => $"{number % 4}")];
        var (reference, reading) = (Spell(first), Spell(second));
        return WordErrors.Count(reference, reading).Errors == Distance(reference, reading);
    }

    [Test]
    public void Count_NothingWasSaid_CountsWhatWasRead() =>
        Assert.That(WordErrors.Count([], ["a", "b"]), Is.EqualTo(new WordErrors(2, 0)));

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

    private static int Distance(ReadOnlySpan<string> reference, ReadOnlySpan<string> reading) =>
        reference.IsEmpty ? reading.Length
        : reading.IsEmpty ? reference.Length
        : reference[^1] == reading[^1] ? Distance(reference[..^1], reading[..^1])
        : 1 + Math.Min(Distance(reference[..^1], reading[..^1]), Math.Min(Distance(reference[..^1], reading), Distance(reference, reading[..^1])));
}
