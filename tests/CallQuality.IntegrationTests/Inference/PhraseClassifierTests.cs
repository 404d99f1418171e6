using CallQuality.Cli.Train;
using CallQuality.Core.Calls;
using CallQuality.Core.Dialogue;
using CallQuality.Core.Phrases;
using CallQuality.Core.Transcription;
using CallQuality.Core.Utterances;
using CallQuality.Inference.Phrases;

namespace CallQuality.IntegrationTests.Inference;

/// <summary>The classifier of utterances as it ships, and its training.</summary>
[Parallelizable]
public class PhraseClassifierTests
{
    private PhraseClassifier classifier = null!;

    [OneTimeSetUp]
    public void Load() => classifier = PhraseClassifier.Load(TestVectors.Models, threads: 2);

    [OneTimeTearDown]
    public void Close() => classifier.Dispose();

    [TestCase("Why was my payment returned?", "As I already told you twice, you should have read the letter before calling.", UtteranceLabel.KnowItAll)]
    [TestCase("And who can help me then?", "That's not my department, there's nothing I can do for you.", UtteranceLabel.BrushOff)]
    [TestCase("It's only the second time I've used it.", "Would you like us to go through it together, step by step?", UtteranceLabel.Together)]
    [TestCase("When will I hear from you?", "I'll call you back tomorrow morning at nine.", UtteranceLabel.Promise)]
    public void Read_PlainCase_IsReadWithTheWordsThatCarryIt(string before, string said, UtteranceLabel label)
    {
        var reading = classifier.Read([Said(said, before)], PhraseBook.BuiltIn(Language.English), default).Single();

        Assert.That(reading.Label, Is.EqualTo(label));
        Assert.That(reading.Probability, Is.InRange(0.5, 1));
        Assert.That(reading.Carrying, Is.SubsetOf(reading.Utterance.Words));
        Assert.That(reading.Carrying, Has.Count.InRange(label.IsExplained() ? 1 : 0, label.IsExplained() ? 4 : 0));
    }

    [TestCase("What's the price?", "It's about a hundred and eighty, depends how long it takes.")]
    [TestCase("Is it hard?", "You plug it in on the left and wait for the light.")]
    [TestCase("", "Good morning, Brightwell Energy, this is Anna.")]
    public void Read_PlainInformation_IsNothing(string before, string said) =>
        Assert.That(classifier.Read([Said(said, before)], PhraseBook.BuiltIn(Language.English), default), Is.Empty);

    [Test]
    public void Read_NoUtterances_IsNothing() => Assert.That(classifier.Read([], PhraseBook.BuiltIn(Language.German), default), Is.Empty);

    [Test]
    public void TrainFile_Twice_GivesTheSameBytes()
    {
        var (rows, spoken) = UtteranceTables.ReadTraining(TestVectors.Models.FolderPath);
        List<LabelledUtterance> written = [.. rows.Where((_, index) => index % 40 == 0)];
        List<LabelledUtterance> heard = [.. spoken.Where((_, index) => index % 40 == 0)];
        using var encoder = SentenceEncoder.Load(TestVectors.Models, threads: 2);

        var first = Trained();

        Assert.That(Trained(), Is.EqualTo(first));

        byte[] Trained() => new PhraseTrial(new PhraseTrainer(written, heard, encoder, default), encoder).TrainFile(default);
    }

    /// <summary>
    /// Eight-bit products differ from processor to processor, and with them the vectors that are learned from. Where they are those of
    /// the shipped file's training, its bytes come out again; elsewhere its decisions do. The five trainings that temperature and
    /// thresholds rest on are left out: they take an age, and the test above has them on fewer rows.
    /// Filters end up farther apart than a regression: with vectors and states changed by up to 1 and 2 % at random, 98.6 % of the decisions were the same.
    /// </summary>
    [Test]
    [CancelAfter(2_700_000)]
    public void TrainAgain_OnTheTables_GivesTheBytesThatShip()
    {
        var (rows, spoken) = UtteranceTables.ReadTraining(TestVectors.Models.FolderPath);
        using var encoder = SentenceEncoder.Load(TestVectors.Models, threads: 2);
        var shipped = File.ReadAllBytes(PhraseClassifier.PathIn(TestVectors.Models));
        var there = PhraseModel.Parse(shipped, "");

        var trainer = new PhraseTrainer(rows, spoken, encoder, default);
        var here = trainer.TrainAgain(there, default);

        if (here.Vectors.SequenceEqual(there.Vectors))
        {
            Assert.That(here.ToBytes(), Is.EqualTo(shipped));
        }

        var features = trainer.Features;
        Assert.That(features.Count(row => Decision(here, row) == Decision(there, row)) / (double)features.Length, Is.GreaterThan(0.97));
    }

    private static int Decision(PhraseModel model, UtteranceFeatures row)
    {
        var scores = model.Scores(row);
        return Array.IndexOf(scores, scores.Max());
    }

    private static Utterance Said(string text, string before)
    {
        Word[] words = [.. text.Split(' ').Select((word, index) => new Word
        {
            Channel = 0, Text = word, Start = TimeSpan.FromSeconds(index), End = TimeSpan.FromSeconds(index + 1), Confidence = 1,
        })];
        var turn = new Turn { Side = Side.Agent, Start = words[0].Start, End = words[^1].End, Words = words };
        return new Utterance { Turn = turn, FirstWord = 0, Words = words, Before = before };
    }
}
