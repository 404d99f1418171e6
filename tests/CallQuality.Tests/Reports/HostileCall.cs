using CallQuality.Audio;
using CallQuality.Core.Analysis;

namespace CallQuality.Tests.Reports;

/// <summary>What a hostile customer, file name or rubric could smuggle into a page: everything that is text says this.</summary>
internal static class HostileCall
{
    private const string Hostile = "</script><script>alert(1)</script>\"'><img src=x onerror=alert(2)>&amp;\u202Egnp.exe";

    /// <summary>The card with every text replaced.</summary>
    public static Scorecard Make(Scorecard card) => card with
    {
        File = Hostile,
        Metadata = card.Metadata with { Agent = Hostile, Customer = Hostile, Queue = Hostile },
        Notices = [new Bilingual(Hostile, Hostile)],
        Versions = new Versions(Hostile, Hostile, new Dictionary<string, string> { [Hostile] = Hostile }),
        Transcript = card.Transcript with { LanguageCode = Hostile },
        Mistakes = [.. card.Mistakes.Select(result => result with { Findings = [.. result.Findings.Select(finding => finding with { Quote = Hostile, Measure = Hostile, Explanation = new Bilingual(Hostile, Hostile) })] })],
        Complaints = [.. card.Complaints!.Select(complaint => complaint with { Quote = Hostile })],
        Promises = [.. card.Promises.Select(promise => promise with { Quote = Hostile, DueQuote = Hostile })],
        Dialogue = card.Dialogue with
        {
            Turns = [.. card.Dialogue.Turns.Select(turn => turn with { Words = [.. turn.Words.Select(word => word with { Text = Hostile })] })],
            CutIns = [],
            ResponseGaps = [],
        },
    };
}
