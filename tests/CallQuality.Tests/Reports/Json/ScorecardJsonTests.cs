using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CallQuality.Audio;
using CallQuality.Core.Analysis;
using CallQuality.Core.Calls;
using CallQuality.Core.Mistakes;
using CallQuality.Reports.Json;
using Json.Schema;

namespace CallQuality.Tests.Reports.Json;

public class ScorecardJsonTests
{
    private static readonly JsonSchema Schema = JsonSchema.FromText(ScorecardJson.SchemaText());

    [Test]
    public void ToBytes_InventedCall_SatisfiesTheSchema()
    {
        Assert.That(Problems(Bytes(InventedCall.Make().Scorecard)), Is.Empty);
    }

    [Test]
    public void ToBytes_NothingScorableOneSided_SatisfiesTheSchema()
    {
        Assert.That(Problems(Bytes(InventedCall.Make(Bare).Scorecard)), Is.Empty);
    }

    [Test]
    public void Schema_ScoreOf101_IsRefused()
    {
        var text = Encoding.UTF8.GetString(Bytes(InventedCall.Make().Scorecard)).Replace("\"score\": 31", "\"score\": 101", StringComparison.Ordinal);
        Assert.That(Problems(Encoding.UTF8.GetBytes(text)), Is.Not.Empty);
    }

    [Test]
    public void Schema_ScoredWithoutScore_IsRefused()
    {
        var text = Encoding.UTF8.GetString(Bytes(InventedCall.Make().Scorecard)).Replace("\"score\": 31", "\"score\": null", StringComparison.Ordinal);
        Assert.That(Problems(Encoding.UTF8.GetBytes(text)), Is.Not.Empty);
    }

    [Test]
    public void Read_WhatWasWritten_GivesTheSameBytesAgain()
    {
        var bytes = Bytes(InventedCall.Make().Scorecard);
        Assert.That(Bytes(ScorecardJson.Read(bytes, "scorecard.json")), Is.EqualTo(bytes));
    }

    [Test]
    public void Read_WhatWasWritten_KeepsVerdictsTimesAndTurns()
    {
        var card = InventedCall.Make().Scorecard;
        var back = ScorecardJson.Read(Bytes(card), "scorecard.json");
        Assert.Multiple(() =>
        {
            Assert.That(back.Mistakes.Select(result => result.Score), Is.EqualTo(card.Mistakes.Select(result => result.Score)));
            Assert.That(back.Mistakes[3].Findings[0], Is.EqualTo(card.Mistakes[3].Findings[0]));
            Assert.That(back.Metadata, Is.EqualTo(card.Metadata));
            Assert.That(back.Promises, Is.EqualTo(card.Promises));
            Assert.That(back.Dialogue.CutIns[0].Interrupted.Text, Is.EqualTo(card.Dialogue.CutIns[0].Interrupted.Text));
            Assert.That(back.Dialogue.Backchannels[0].Turn.Text, Is.EqualTo("Mhm."));
        });
    }

    [Test]
    public void ToBytes_GermanThreadCulture_StaysInvariant()
    {
        var invariant = Bytes(InventedCall.Make().Scorecard);
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = Core.Wording.Texts.German;
            Assert.That(Bytes(InventedCall.Make().Scorecard), Is.EqualTo(invariant));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Test]
    public void ToBytes_UnknownValue_IsNullNotZero()
    {
        var json = JsonNode.Parse(Bytes(InventedCall.Make().Scorecard))!;
        var agent = json["measurements"]!["agent"]!.AsObject();
        Assert.That(agent.ContainsKey("clarity") && agent["clarity"] is null);
    }

    [Test]
    public void ToBytes_English_PutsEnglishInFrontAndKeepsBoth()
    {
        var json = JsonNode.Parse(ScorecardJson.ToBytes(InventedCall.Make().Scorecard, Language.English))!;
        var finding = json["mistakes"]![0]!["findings"]![0]!;
        Assert.Multiple(() =>
        {
            Assert.That((string?)finding["explanation"], Is.EqualTo("Pitch moved 1.4 semitones (usual 2.5–4)."));
            Assert.That((string?)finding["explanations"]!["de"], Does.StartWith("Die Tonhöhe bewegte sich"));
            Assert.That((string?)finding["norm"], Is.EqualTo("2.5-4 st"));
            Assert.That((double?)finding["startSeconds"], Is.EqualTo(1.2));
        });
    }

    [Test]
    public void ToBytes_InventedCall_IsTheApprovedText()
    {
        var approved = File.ReadAllText(Path.Combine(TestContext.CurrentContext.TestDirectory, "Reports", "Json", "scorecard.approved.json"));
        Assert.That(Encoding.UTF8.GetString(Bytes(InventedCall.Make().Scorecard)), Is.EqualTo(approved));
    }

    [TestCase("", TestName = "Read_EmptyFile_SaysWhatWasExpected")]
    [TestCase("{}", TestName = "Read_EmptyObject_SaysWhatWasExpected")]
    [TestCase("{ \"schema\": \"callquality.scorecard/1\" }", TestName = "Read_SchemaAlone_SaysWhatWasExpected")]
    [TestCase("{ \"schema\": \"callquality.scorecard/9\" }", TestName = "Read_OtherSchema_SaysWhatWasExpected")]
    [TestCase("RIFF....WAVE", TestName = "Read_Sound_SaysWhatWasExpected")]
    public void Read_NoScorecard_Throws(string text)
    {
        var error = Assert.Throws<UnreadableScorecardException>(() => ScorecardJson.Read(Encoding.UTF8.GetBytes(text), "x.json"))!;
        Assert.Multiple(() =>
        {
            Assert.That(error.Text.English, Does.StartWith("x.json: ").And.Contain("callquality.scorecard/1"));
            Assert.That(error.Text.German, Does.StartWith("x.json: ").And.Contain("callquality.scorecard/1"));
        });
    }

    [Test]
    public void Read_EveryTruncation_ThrowsAndNeverCrashes()
    {
        var bytes = Bytes(InventedCall.Make().Scorecard);
        for (var length = 0; length < bytes.Length - 2; length += 997)
        {
            Assert.Throws<UnreadableScorecardException>(() => ScorecardJson.Read(bytes.AsSpan(0, length), "cut.json"), $"cut after {length} bytes");
        }
    }

    internal static Scorecard Bare(Scorecard card) => card with
    {
        CustomerLine = null,
        CustomerLineUsable = null,
        Customer = null,
        Sides = card.Sides with { CustomerChannel = null, Separation = Separation.Single },
        Metadata = new CallMetadata(),
        Transcript = card.Transcript with { LanguageCode = null, Words = [] },
        Dialogue = card.Dialogue with { Turns = [], Backchannels = [], CutIns = [], ResponseGaps = [], Overlaps = [], Pauses = [], CustomerSpeech = [] },
        OverallScore = null,
        OverallConfidence = null,
        Mistakes =
        [
            .. card.Mistakes.Select(result => result with
            {
                Status = ScoreStatus.NotScorable,
                Reason = new Bilingual("Zu wenig Sprache.", "Too little speech."),
                Score = null,
                Severity = null,
                Confidence = null,
                Findings = [],
            }),
        ],
        Strengths = [.. card.Strengths.Select(strength => strength with { Findings = [] })],
        Promises = [],
    };

    private static byte[] Bytes(Scorecard card) => ScorecardJson.ToBytes(card, Language.German);

    private static List<string> Problems(byte[] bytes)
    {
        using var document = JsonDocument.Parse(bytes);
        var results = Schema.Evaluate(document.RootElement, new EvaluationOptions { OutputFormat = OutputFormat.List });
        return results.IsValid
            ? []
            : [.. results.Details!.Where(detail => detail.Errors is not null).Select(detail => $"{detail.InstanceLocation}: {string.Join("; ", detail.Errors!.Values)}")];
    }
}
