using CallQuality.Core.Calls;
using CallQuality.Core.Mistakes;

namespace CallQuality.Tests.Mistakes;

/// <summary>What tests of several detectors ask of a verdict.</summary>
internal static class MadeVerdicts
{
    /// <summary>What a measure reads in a verdict.</summary>
    public static double? Value(MistakeResult result, string measure) => result.Readings.Single(reading => reading.Measure == measure).Value;

    /// <summary>Says a line in a call without faults and, in another such call, one like it: the one is found under a measure alone, the other not at all.</summary>
    /// <returns>The findings.</returns>
    public static IReadOnlyList<Finding> AreFoundAndNot(Mistake mistake, Language language, string faulty, string harmless, string measure)
    {
        var found = new MadeCall(language).Filling().Agent(faulty).Judge(mistake);
        var plain = new MadeCall(language).Filling().Agent(harmless).Judge(mistake);
        Assert.Multiple(() =>
        {
            Assert.That(found.Findings.Select(finding => finding.Measure), Is.EqualTo(new[] { measure }));
            Assert.That(found.Score, Is.LessThan(100));
            Assert.That(plain.Findings, Is.Empty);
            Assert.That(plain.Score, Is.EqualTo(100));
        });
        return found.Findings;
    }
}
