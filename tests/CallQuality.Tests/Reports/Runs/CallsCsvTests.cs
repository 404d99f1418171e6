using System.Text;
using CallQuality.Audio;
using CallQuality.Core.Analysis;
using CallQuality.Core.Calls;
using CallQuality.Reports.Runs;

namespace CallQuality.Tests.Reports.Runs;

public class CallsCsvTests
{
    private const string Head = "file,agent,customer,queue,startedAt,durationSeconds,language,outcome,reason,overall,overallConfidence,"
        + "TonelessVoice,IndifferentManner,Impatience,OverlongGreeting,HarriedDelivery,UnclearArticulation,TooFast,KnowItAll,notScored,page";

    [Test]
    public void Write_AnalysedCall_IsOneInvariantRow()
    {
        Assert.That(
            Rows(Analysed(InventedCall.Make().Scorecard)),
            Is.EqualTo(new[]
            {
                Head,
                "2026-11-24_1042_albers.wav,Sonja Albers,K-20817,Kundendienst,2026-11-24T10:42:00+01:00,86,de,Analysed,,61,0.78,74,88,48,31,96,,79,57,UnclearArticulation,calls/a",
            }));
    }

    [Test]
    public void Write_RejectedFile_HasReasonInTheRunsLanguage()
    {
        var rows = Rows(new CallOutcome
        {
            Path = "/in/kaputt, 1.wav",
            Kind = OutcomeKind.Rejected,
            Reason = new Bilingual("kaputt, 1.wav: leer.", "kaputt, 1.wav: empty."),
            Scorecard = null,
            ResultFolder = null,
            Elapsed = TimeSpan.Zero,
        });
        Assert.That(rows[1], Is.EqualTo("\"kaputt, 1.wav\",,,,,,,Rejected,\"kaputt, 1.wav: leer.\",,,,,,,,,,,,"));
    }

    [TestCase("=HYPERLINK(\"http://x\")")]
    [TestCase("+49 89 1234")]
    [TestCase("-1+2")]
    [TestCase("@SUM(A1)")]
    [TestCase("\t=1")]
    [TestCase("\r=1")]
    public void Write_NameThatIsAFormula_BecomesText(string name)
    {
        var card = InventedCall.Make().Scorecard;
        var text = string.Join("\r\n", Rows(Analysed(card with { File = name + ".wav", Metadata = card.Metadata with { Agent = name, Queue = name } })));
        var fields = text[(text.IndexOf("\r\n", StringComparison.Ordinal) + 2)..];
        Assert.That(fields, Does.StartWith("\"'" + name.Replace("\"", "\"\"", StringComparison.Ordinal)));
    }

    [Test]
    public void Write_AnyTable_StartsWithTheMarkSpreadsheetsNeed()
    {
        using var stream = new MemoryStream();
        CallsCsv.Write([], Language.German, stream);
        Assert.That(stream.ToArray()[..3], Is.EqualTo(Encoding.UTF8.Preamble.ToArray()));
    }

    private static CallOutcome Analysed(Scorecard card) => new()
    {
        Path = "/in/" + card.File,
        Kind = OutcomeKind.Analysed,
        Reason = null,
        Scorecard = card,
        ResultFolder = "calls/a",
        Elapsed = TimeSpan.FromSeconds(4),
    };

    private static string[] Rows(params CallOutcome[] outcomes)
    {
        using var stream = new MemoryStream();
        CallsCsv.Write(outcomes, Language.German, stream);
        return Encoding.UTF8.GetString(stream.ToArray()).TrimStart('\uFEFF').TrimEnd().Split("\r\n");
    }
}
