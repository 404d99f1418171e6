using CallQuality.Core.Calls;
using CallQuality.Core.Mistakes;

namespace CallQuality.Tests.Mistakes;

public class StrengthFinderTests
{
    [TestCase("Lassen Sie uns das gemeinsam ansehen.", Strength.SolvesTogether)]
    [TestCase("Was wäre Ihnen lieber?", Strength.SolvesTogether)]
    [TestCase("Bitte entschuldigen Sie die lange Wartezeit.", Strength.ShowsRespect)]
    [TestCase("Danke, dass Sie gewartet haben.", Strength.ShowsRespect)]
    [TestCase("Beschreiben Sie mir bitte genau, was Sie sehen.", Strength.ListensAndAsks)]
    [TestCase("Habe ich Sie richtig verstanden?", Strength.ListensAndAsks)]
    [TestCase("Ich rufe Sie bis 15 Uhr zurück.", Strength.KeepsPromises)]
    public void Find_WordsOfAStrength_AreEvidence(string line, Strength strength)
    {
        var said = new MadeCall().Agent(line).Strength(strength);
        var silent = new MadeCall().Filling().Strength(strength);

        Assert.That(said.Findings, Is.Not.Empty);
        Assert.That(silent.Findings.Where(finding => finding.Quote is not null), Is.Empty);
    }

    [Test]
    public void Find_VaguePromise_IsNoStrength() =>
        Assert.That(new MadeCall().Agent("Ich melde mich mal.").Strength(Strength.KeepsPromises).Findings, Is.Empty);

    [TestCase(2, true)]
    [TestCase(6, false)]
    public void Find_CallersName_IsAStrengthInMeasure(int times, bool isOne)
    {
        var call = new MadeCall { Metadata = new CallMetadata { Customer = "Eva Kern" } };
        for (var i = 0; i < times; i++)
        {
            call.Agent("Die Rechnung, Frau Kern, ist vom Montag.").Customer("Aha, gut zu wissen.");
        }

        Assert.That(call.Strength(Strength.ShowsRespect).Findings.Any(finding => finding.Measure == "customerNameUses"), Is.EqualTo(isOne));
    }
}
