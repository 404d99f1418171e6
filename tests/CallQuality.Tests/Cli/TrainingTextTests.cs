using CallQuality.Cli.Train;
using CallQuality.Core.Calls;
using CallQuality.Core.Utterances;
using CallQuality.Inference.Phrases;
using CallQuality.Tests.Architecture;
using CallQuality.Tests.Phrases;

namespace CallQuality.Tests.Cli;

/// <summary>The written utterances: what is measured must not be what was learned.</summary>
public class TrainingTextTests
{
    private static readonly string Models = Path.Combine(SourceTree.Root, "models");
    private static readonly IReadOnlyList<LabelledUtterance> Training = UtteranceTables.Read(Models, "utterances");

    [Test]
    public void TestText_Templates_AreNotTrainedOn() =>
        Assert.That(UtteranceTables.Read(Models, "test").Select(row => row.Template).Intersect(Training.Select(row => row.Template)), Is.Empty);

    /// <summary>Words of a trade give a line away; what is measured is said in trades that no line of the training comes from.</summary>
    [TestCase("utterances")]
    [TestCase("spoken")]
    public void TestText_Businesses_AreNotTrainedOn(string training)
    {
        var measured = Businesses("test");

        Assert.That(measured, Is.EquivalentTo(new[] { "parcels", "vehicles", "housing", "education" }));
        Assert.That(Businesses(training), Is.Not.Empty.And.No.Member(""));
        Assert.That(Businesses(training).Intersect(measured), Is.Empty);
    }

    /// <summary>Names the training rows only: whoever writes them is not to see the test text.</summary>
    [Test]
    public void TrainingText_IsNoNearCopyOfTestText()
    {
        var measured = UtteranceTables.Read(Models, "test").Select(row => (row.Language, Letters: Trigrams(row.Text))).ToList();
        var copies = Training.AsParallel().Where(row =>
        {
            var letters = Trigrams(row.Text);
            return measured.Any(test => test.Language == row.Language && Overlap(test.Letters, letters) >= 0.7);
        });

        Assert.That(copies.Select(row => row.Text).Order(), Is.Empty);
    }

    [Test]
    public void TrainingText_NoTwoRows_AreEqual() =>
        Assert.That(Training.CountBy(row => (row.Language, Plain(row.Text))).Where(pair => pair.Value > 1), Is.Empty);

    [Test]
    public void TrainingText_Templates_AreSmall() =>
        Assert.That(Training.CountBy(row => (row.Language, row.Template)).Where(pair => pair.Value > 8), Is.Empty);

    [Test]
    public void TrainingText_Mistakes_HaveAsManyHarmlessRows() =>
        Assert.That(Training.Count(row => row.Label == UtteranceLabel.Neutral), Is.GreaterThan(Training.Count(row => row.Label <= UtteranceLabel.Impatience)));

    /// <summary>What was heard is learned under the label of what was said, and held out with it.</summary>
    [Test]
    public void SpokenText_EachRow_BelongsToARowOfTheTrainingText() => Assert.That(
        UtteranceTables.Read(Models, "spoken").Select(row => row with { Text = "" }).Except(Training.Select(row => row with { Text = "" })), Is.Empty);

    private static List<string> Businesses(string kind) =>
    [
        .. new[] { Language.German, Language.English }
            .SelectMany(language => UtteranceTable.Read(Path.Combine(Models, "phrases", $"{kind}.{language.Code()}.csv")))
            .Select(row => row["business"]).Distinct(),
    ];

    private static double Overlap(HashSet<string> one, HashSet<string> other)
    {
        var both = one.Count(other.Contains);
        return (double)both / (one.Count + other.Count - both);
    }

    private static HashSet<string> Trigrams(string text)
    {
        var plain = $" {Plain(text)} ";
        return [.. Enumerable.Range(0, Math.Max(0, plain.Length - 2)).Select(start => plain.Substring(start, 3))];
    }

    private static string Plain(string text) =>
        string.Concat(text.ToLowerInvariant().Where(letter => char.IsLetterOrDigit(letter) || letter == ' ')).Trim();
}
