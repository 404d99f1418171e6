using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using CallQuality.Core.Analysis;
using CallQuality.Core.Calls;
using CallQuality.Core.Mistakes;
using CallQuality.Core.Wording;
using CallQuality.Reports.Scorecards;
using CallQuality.Tests.Reports.Json;

namespace CallQuality.Tests.Reports.Scorecards;

public class ScorecardPageTests
{
    [Test]
    public void Render_SameCallTwice_GivesTheSameBytes()
    {
        var first = Html(InventedCall.Make());
        Assert.That(Html(InventedCall.Make()), Is.EqualTo(first));
    }

    [TestCase(Language.German)]
    [TestCase(Language.English)]
    public void Render_InventedCall_NamesAllEightMistakesAndStrengthsFound(Language language)
    {
        var html = Html(InventedCall.Make(), language);
        Assert.Multiple(() =>
        {
            foreach (var mistake in Enum.GetValues<Mistake>())
            {
                Assert.That(html, Does.Contain(Texts.Get(language, $"mistake.{mistake}")));
            }

            Assert.That(html, Does.Contain(Texts.Get(language, "strength.SolvesTogether")));
            Assert.That(html, Does.Contain(Texts.Get(language, "report.about.voice")));
            Assert.That(html, Does.StartWith($"<!DOCTYPE html>\n<html lang=\"{language.Code()}\">"));
        });
    }

    [Test]
    public void Render_InventedCall_PutsHeaviestMomentsOfDifferentMistakesFirst()
    {
        var view = new ScorecardView(InventedCall.Make(), Language.German, null);
        Assert.That(
            view.Moments.Select(moment => moment.Result.Mistake),
            Is.EqualTo(new[] { Mistake.OverlongGreeting, Mistake.Impatience, Mistake.KnowItAll }));
    }

    [Test]
    public void Render_OneMistakeOnly_StillShowsTwoMoments()
    {
        var view = new ScorecardView(
            InventedCall.Make(card => card with { Mistakes = [.. card.Mistakes.Select(result => result.Mistake == Mistake.Impatience ? result : result with { Findings = [] })] }),
            Language.German,
            null);
        Assert.That(view.Moments, Has.Count.EqualTo(2));
    }

    [Test]
    public void Render_NoMistakeFound_PutsNoMomentFirst()
    {
        var call = InventedCall.Make(card => card with { Mistakes = [.. card.Mistakes.Select(result => result with { Score = 90, Severity = Severity.None })] });

        Assert.That(new ScorecardView(call, Language.English, null).Moments, Is.Empty);
        Assert.That(Html(call, Language.English), Does.Contain("None of the mistakes that were scored was found in this call."));
    }

    [Test]
    public void Render_HostileNamesAndQuotes_StayText()
    {
        var html = Html(InventedCall.Make(HostileCall.Make));
        Assert.Multiple(() =>
        {
            Assert.That(html, Does.Not.Contain("<script>alert"));
            Assert.That(html, Does.Not.Contain("<img"));
            Assert.That(Regex.Count(html, "<script"), Is.EqualTo(2), "the sound and the player");
            Assert.That(html, Does.Contain("&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#x27;&gt;&lt;img"));
        });
    }

    [Test]
    public void Render_Policy_AllowsExactlyTheStyleAndScriptOfThePage()
    {
        var html = Html(InventedCall.Make());
        var policy = Regex.Match(html, "Content-Security-Policy\" content=\"([^\"]*)\"").Groups[1].Value;
        Assert.Multiple(() =>
        {
            Assert.That(policy, Does.Contain("default-src 'none'"));
            Assert.That(policy, Does.Not.Contain("unsafe"));
            Assert.That(policy, Does.Not.Contain("http"));
            Assert.That(policy, Does.Contain($"script-src 'sha256-{Hash(Between(html, "<script>", "</script>"))}'"));
            Assert.That(policy, Does.Contain($"style-src 'sha256-{Hash(Between(html, "<style>", "</style>"))}'"));
            Assert.That(Regex.IsMatch(html, " style=\""), Is.False, "style attributes would be blocked by the policy");
            Assert.That(Regex.IsMatch(html, " on[a-z]+=\""), Is.False, "inline handlers would be blocked by the policy");
        });
    }

    [Test]
    public void Render_AnyCall_NamesNoAddressOutsideThePage()
    {
        var html = Html(InventedCall.Make());
        Assert.That(Regex.Matches(html, "(?:src|href|action)=\"([^\"#]+)\"").Select(match => match.Groups[1].Value), Is.Empty);
        Assert.That(html, Does.Not.Contain("http://").And.Not.Contain("https://"));
    }

    [Test]
    public void Render_ShortCall_CarriesItsSound()
    {
        var analysis = InventedCall.Make();
        var html = Html(analysis);
        var wav = Convert.FromBase64String(Between(html, "id=\"sound\">", "</script>"));
        Assert.That(wav, Has.Length.EqualTo(58 + (2 * analysis.Recording.Channels[0].Length)));
    }

    [Test]
    public void Render_LongCall_LinksItsSound()
    {
        var html = Html(InventedCall.Make(lengthSeconds: 1205));
        Assert.Multiple(() =>
        {
            Assert.That(html, Does.Contain("src=\"call.wav\""));
            Assert.That(html, Does.Not.Contain("id=\"sound\""));
            Assert.That(html, Has.Length.LessThan(300_000));
        });
    }

    [Test]
    public void Render_NothingScorable_SaysWhyEightTimes()
    {
        var html = Html(InventedCall.Make(ScorecardJsonTests.Bare));
        Assert.Multiple(() =>
        {
            Assert.That(Regex.Count(html, "<dd>Zu wenig Sprache\\.</dd>"), Is.EqualTo(8));
            Assert.That(html, Does.Contain(Texts.Get(Language.German, "report.head.noOverall")));
            Assert.That(html, Does.Contain(Texts.Get(Language.German, "report.transcript.empty")));
        });
    }

    [Test]
    public void Render_MonoWithoutPitch_DrawsWhatThereIs()
    {
        var analysis = InventedCall.Make(ScorecardJsonTests.Bare);
        var mono = analysis with { Recording = analysis.Recording with { Channels = [analysis.Recording.Channels[0]] }, AgentPitch = null, CustomerPitch = null };
        var html = Html(mono);
        Assert.That(Regex.Count(html, "class=\"wave "), Is.EqualTo(1));
    }

    [Test]
    public void Render_EveryPlayableSpan_LiesInTheCall()
    {
        var html = Html(InventedCall.Make());
        var spans = Regex.Matches(html, "data-(?:span|finding)=\"([0-9.]+),([0-9.]+)\"");
        Assert.That(spans, Has.Count.GreaterThan(15));
        foreach (Match span in spans)
        {
            var start = double.Parse(span.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);
            var end = double.Parse(span.Groups[2].Value, System.Globalization.CultureInfo.InvariantCulture);
            Assert.That(start, Is.LessThan(end).And.GreaterThanOrEqualTo(0), span.Value);
            Assert.That(end, Is.LessThanOrEqualTo(86), span.Value);
        }
    }

    private static string Html(CallAnalysis analysis, Language language = Language.German)
    {
        using var writer = new StringWriter();
        ScorecardPage.Render(analysis, language, writer);
        return writer.ToString();
    }

    private static string Between(string text, string start, string end)
    {
        var from = text.IndexOf(start, StringComparison.Ordinal) + start.Length;
        return text[from..text.IndexOf(end, from, StringComparison.Ordinal)];
    }

    private static string Hash(string text) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
