using CallQuality.Core.Analysis;
using CallQuality.Core.Calls;
using CallQuality.Core.Mistakes;
using CallQuality.Core.Scoring;
using CallQuality.Core.Utterances;
using CallQuality.Tests.Mistakes;

namespace CallQuality.Tests.Utterances;

/// <summary>What readings of the classifier do beside the phrase lists.</summary>
public class HeardPhrasesTests
{
    private const string Unlisted = "You bought the small one, so live with it.";
    private const string Listed = "That's not my department.";

    [Test]
    public void Judge_ReadingOfUnlistedWords_IsAFindingWithTheWordsThatCarriedIt()
    {
        var evidence = Read(Unlisted, UtteranceLabel.KnowItAll);

        var finding = Findings(evidence, Mistake.KnowItAll).Single();

        Assert.That(Findings(evidence with { Readings = [] }, Mistake.KnowItAll), Is.Empty);
        Assert.That(finding.Quote, Is.EqualTo("You bought the small one, so live with it"));
        Assert.That(finding.Explanation.English, Does.Contain("You, bought").And.Contain("90"));
    }

    [Test]
    public void Judge_ReadingOfAListedPhrase_CountsOnce() =>
        Assert.That(Findings(Read(Listed, UtteranceLabel.BrushOff), Mistake.IndifferentManner).Count(finding => finding.Measure == "brushOffs"), Is.EqualTo(1));

    [Test]
    public void Judge_ReadingOfUncertainWords_IsNoFinding()
    {
        var evidence = Read(Unlisted, UtteranceLabel.KnowItAll);
        var reading = evidence.Readings[0];
        var uncertain = reading.Utterance with { Words = [.. reading.Utterance.Words.Select(word => word with { Confidence = 0.6 })] };

        Assert.That(Findings(evidence with { Readings = [reading with { Utterance = uncertain }] }, Mistake.KnowItAll), Is.Empty);
    }

    [Test]
    public void Judge_ReadingOfAFewWords_IsNoFinding() =>
        Assert.That(Findings(Read("You bought the small one.", UtteranceLabel.KnowItAll), Mistake.KnowItAll), Is.Empty);

    [TestCase(Listed, 0)]
    [TestCase("You set that up very neatly yourself.", 1)]
    public void Strengths_ReadingOfRespect_IsOneUnlessAListKnowsTheWordsForAMistake(string line, int count)
    {
        var evidence = Read(line, UtteranceLabel.Respect);

        var respect = MadeCall.Detectors.Strengths(evidence, []).Single(result => result.Strength == Strength.ShowsRespect);

        Assert.That(respect.Findings, Has.Count.EqualTo(count));
        Assert.That(respect.Findings.Select(finding => finding.Explanation.English), Is.All.Contains("You, set"));
    }

    [Test]
    public void Judge_ReadingBeforeTheCallerSpoke_IsNoFinding()
    {
        var evidence = Read(Unlisted, UtteranceLabel.KnowItAll);
        var reading = evidence.Readings[0];

        Assert.That(Findings(evidence with { Readings = [reading with { Utterance = reading.Utterance with { FollowsCaller = false } }] }, Mistake.KnowItAll), Is.Empty);
    }

    private static List<Finding> Findings(CallEvidence evidence, Mistake mistake) =>
        [.. MadeCall.Detectors.Judge(evidence, Rubric.Default).Single(result => result.Mistake == mistake).Findings.Where(finding => finding.Measure is "lecturingPhrases" or "brushOffs")];

    private static CallEvidence Read(string line, UtteranceLabel label)
    {
        var evidence = new MadeCall(Language.English).Customer("The pump stopped again last night.").Agent(line).Filling().Evidence();
        var utterance = Utterance.Of(evidence.Dialogue)[0];
        return evidence with
        {
            Readings = [new UtteranceReading { Utterance = utterance, Label = label, Probability = 0.9, Carrying = [.. utterance.Words.Take(2)] }],
        };
    }
}
