using CallQuality.Cli.Commands;
using CallQuality.Cli.Evaluate;
using CallQuality.Cli.Evaluate.Voice;
using CallQuality.Core.Agreement;
using CallQuality.Core.Calls;
using Spectre.Console;

namespace CallQuality.Tests.Cli.Evaluate;

public class VoiceEvaluationTests
{
    [TestCase(new double[] { 3, 4 }, new double[] { 1, 2 }, 1)]
    [TestCase(new double[] { 1, 3 }, new double[] { 0, 2 }, 0.75)]
    [TestCase(new double[] { 1 }, new double[] { 1, 1 }, 0.5)]
    [TestCase(new double[] { 0 }, new double[] { 1 }, 0)]
    public void Auc_KnownOrder_IsTheShareOfPairsInOrder(double[] positives, double[] negatives, double expected)
    {
        (double, bool)[] items = [.. positives.Select(value => (value, true)), .. negatives.Select(value => (value, false))];

        Assert.That(Statistics.Auc(items), Is.EqualTo(expected).Within(1e-12));
    }

    [Test]
    public void Bootstrap_Groups_KeepTheirSizes()
    {
        double[][] alikeInside = [[10], [0, 0, 0]];

        Assert.That(Bootstrap.Interval<double>(alikeInside, items => items.Average()), Is.EqualTo((2.5, 2.5, 2.5)));
    }

    [Test]
    public void Bootstrap_MeanOfCoins_HasTheIntervalOfTheBinomial()
    {
        double[] coins = [.. Enumerable.Range(0, 100).Select(index => index % 2.0)];

        var (value, low, high) = Bootstrap.Interval(coins, items => items.Average());

        // The standard deviation of the mean of a hundred coins is 0.05.
        Assert.That(value, Is.EqualTo(0.5));
        Assert.That(low, Is.EqualTo(0.5 - (1.96 * 0.05)).Within(0.02));
        Assert.That(high, Is.EqualTo(0.5 + (1.96 * 0.05)).Within(0.02));
    }

    [Test]
    public void Add_SpeakersOfBothKinds_AreReportedApartAndEachAlone()
    {
        var book = new FigureBook();

        book.Add("part", "mean", Goal.From(2), [("03", 1.0), ("08", 2.0), ("new", 5.0)], items => items.Average());

        Assert.That(book.Figures.Select(figure => (figure.Speakers, figure.Value, figure.Reached)), Is.EqualTo(new[] { ("development", 1.5, false), ("test", 5.0, (bool?)true) }));
        Assert.That(book.Figures[0].BySpeaker, Is.EqualTo(new Dictionary<string, double> { ["03"] = 1, ["08"] = 2 }));
    }

    [TestCase(0.96, true)]
    [TestCase(1.04, true)]
    [TestCase(1.05, false)]
    [TestCase(double.NaN, false)]
    public void IsReached_Range_HoldsItsEndsAndNothingUnknown(double value, bool expected) =>
        Assert.That(Goal.Between(0.96, 1.04).IsReached(value), Is.EqualTo(expected));

    [Test]
    public async Task Run_FolderWithoutTables_IsWrongUsageInOneSentence()
    {
        var folder = Directory.CreateTempSubdirectory("callquality-voice-");
        try
        {
            var (code, errors) = await Run("evaluate", "voice", "--data", folder.FullName);

            Assert.That(code, Is.EqualTo(ExitCode.Usage));
            Assert.That(errors, Does.Contain("labels.tsv: this table is missing"));
            Assert.That(errors.TrimEnd().Split('\n'), Has.Length.EqualTo(1));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [TestCase("--data", "/no/such/folder")]
    [TestCase("--parts", "pitch,colour")]
    public async Task Run_WrongOption_IsWrongUsageInOneSentence(string option, string value)
    {
        var (code, errors) = await Run("evaluate", "voice", option, value);

        Assert.That(code, Is.EqualTo(ExitCode.Usage));
        Assert.That(errors, Does.Contain(value.Split(',')[^1]));
    }

    [Test]
    public void Read_TableWithAShortRow_NamesTheLine()
    {
        var folder = Directory.CreateTempSubdirectory("callquality-voice-");
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "labels.tsv"), "file\tspeaker\tsex\ttext\tmanner\na.wav\t03\tm\tx\tN\nb.wav\t03\n");

            var error = Assert.Throws<UsageException>(() => EvaluationCorpus.Read(folder.FullName, [], CancellationToken.None));

            Assert.That(error!.Text.English, Does.Contain("labels.tsv, line 3"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<(int Code, string Errors)> Run(params string[] args)
    {
        using var errors = new StringWriter();
        var output = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(TextWriter.Null) });
        return (await CallQualityCommand.RunAsync(args, new Terminal(output, errors, Language.English, null, Attended: false)), errors.ToString());
    }
}
