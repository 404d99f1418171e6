using CallQuality.Core.Mistakes;
using CallQuality.Core.Calls;
using CallQuality.Core.Scoring;

namespace CallQuality.Tests.Scoring;

public class RubricErrorTests
{
    private static readonly string Shipped = RubricReader.ShippedText();

    [TestCase("weight: 1\n    measures:\n      # Share", "weight: -1\n    measures:\n      # Share", "mistakes.TonelessVoice.weight", "-1")]
    [TestCase("minSnrDb: { value: 10,", "minSnrDb: { value: ten,", "gates.minSnrDb.value", "ten")]
    [TestCase("maxClippedShare: { value: 0.01,", "maxClippedShare: { value: 1.01,", "gates.maxClippedShare.value", "1.01")]
    [TestCase("maxClippedShare: { value: 0.01,", "maxClippedShare: { value: \"0.01\",", "gates.maxClippedShare.value", "0.01")]
    [TestCase("unit: dB, source: P }\n  maxClipped", "unit: Hz, source: P }\n  maxClipped", "gates.minSnrDb.unit", "Hz")]
    [TestCase("unit: Hz, source: M", "unit: Hz, source: X", "gates.pitchLowEdgeHz.source", "X")]
    [TestCase("severity: { none: 85, slight: 70, clear: 40 }", "severity: { none: 85, slight: 90, clear: 40 }", "severity.slight", "90")]
    [TestCase("severity: { none: 85, slight: 70, clear: 40 }", "severity: { none: 85, slight: 70, clear: 70 }", "severity.clear", "70")]
    [TestCase("severity: { none: 85,", "severity: { none: 85.5,", "severity.none", "85.5")]
    [TestCase("tonelessWindowShare: { good: 0.10, bad: 0.80,", "tonelessWindowShare: { good: 0.80, bad: 0.80,", "mistakes.TonelessVoice.measures.tonelessWindowShare.bad", "0.8")]
    [TestCase("tonelessWindowShare: { good: 0.10, bad: 0.80,", "tonelessWindowShare: { good: 0.80, bad: 0.10,", "mistakes.TonelessVoice.measures.tonelessWindowShare.bad", "0.1")]
    [TestCase("tonelessWindowShare: { good: 0.10, bad: 0.80,", "tonelessWindowShare: { good: 0.10, half: 0.9, bad: 0.80,", "mistakes.TonelessVoice.measures.tonelessWindowShare.half", "0.9")]
    [TestCase("normMin: 2.5, normMax: 4.0", "normMin: 4.5, normMax: 4.0", "mistakes.TonelessVoice.measures.pitchSpreadSemitones.normMin", "4.5")]
    [TestCase("windowRateSyllablesPerSecond: { value: { de: 6.5, en: 6.0 }", "windowRateSyllablesPerSecond: { value: { de: 6.5, en: fast }", "mistakes.TooFast.settings.windowRateSyllablesPerSecond.value.en", "fast")]
    [TestCase("schema: callquality.rubric/1", "schema: callquality.rubric/2", "schema", "callquality.rubric/2")]
    [TestCase("worstShare: { value: 0.3,", "worstShare: { value: 3,", "overall.worstShare.value", "3")]
    [TestCase("gates:\n", "gates: 5\nx:\n", "gates", "5")]
    public void Parse_WrongValue_NamesLineKeyAndFound(string good, string wrong, string key, string found)
    {
        var error = FirstError(good, wrong, key);

        Assert.That(error.Text.English, Does.StartWith($"mine.yaml, line {error.Line}: '{key}' is '{found}', expected is ").And.EndsWith("."));
        Assert.That(error.Text.German, Does.StartWith($"mine.yaml, Zeile {error.Line}: „{key}“ ist „{found}“, erwartet wird "));
    }

    [TestCase("minSnrDb:", "minimumSnrDb:", "gates.minimumSnrDb")]
    [TestCase("  TooFast:", "  TooQuick:", "mistakes.TooQuick")]
    [TestCase("      fastWindowShare: { good", "      fastShare: { good", "mistakes.TooFast.measures.fastShare")]
    [TestCase("minWitnesses: {", "fewestWitnesses: {", "mistakes.UnclearArticulation.settings.fewestWitnesses")]
    [TestCase("value: { de: 6.5, en: 6.0 }", "value: { de: 6.5, en: 6.0, fr: 6.1 }", "mistakes.TooFast.settings.windowRateSyllablesPerSecond.value.fr")]
    public void Parse_UnknownKey_IsNamedWithWhatIsAllowed(string good, string wrong, string key) =>
        Assert.That(FirstError(good, wrong, key).Text.English, Does.Contain($"'{key}' is unknown, allowed here are: "));

    [TestCase("minSnrDb:", "minimumSnrDb:", "gates.minSnrDb")]
    [TestCase("  TooFast:", "  TooQuick:", "mistakes.TooFast")]
    [TestCase("      fastWindowShare: { good", "      fastShare: { good", "mistakes.TooFast.measures.fastWindowShare")]
    [TestCase("minWitnesses: {", "fewestWitnesses: {", "mistakes.UnclearArticulation.settings.minWitnesses")]
    [TestCase("value: { de: 6.5, en: 6.0 }", "value: { de: 6.5 }", "mistakes.TooFast.settings.windowRateSyllablesPerSecond.value.en")]
    [TestCase("version: \"2026.11\"", "", "version")]
    public void Parse_MissingKey_IsNamedWithWhatIsExpected(string good, string wrong, string key) =>
        Assert.That(FirstError(good, wrong, key, isMissing: true).Text.German, Does.Contain($"„{key}“ fehlt, erwartet wird "));

    [TestCase("minSnrDb: { value: 10,", "minSnrDb: { value: ten,")]
    [TestCase("      fastWindowShare: { good: 0.05", "      fastWindowShare: { good: -3")]
    public void Parse_WrongValue_LineIsTheLineOfTheFile(string good, string wrong)
    {
        var lines = Shipped.Split('\n');
        var expected = Array.FindIndex(lines, line => line.Contains(good, StringComparison.Ordinal)) + 1;

        Assert.That(Errors(good, wrong).Single().Line, Is.EqualTo(expected));
    }

    [Test]
    public void Parse_SeveralErrors_AreAllNamedInOrder()
    {
        var text = Changed("minSnrDb: { value: 10,", "minSnrDb: { value: ten,").Replace("worstShare: { value: 0.3,", "worstShare: { value: 3,", StringComparison.Ordinal);
        var exception = Assert.Throws<RubricException>(() => Rubric.Parse(text, "mine.yaml"));

        Assert.That(exception!.Errors.Select(error => error.Key), Is.EqualTo(new[] { "gates.minSnrDb.value", "overall.worstShare.value" }));
        Assert.That(exception.Text.English.Split('\n'), Has.Length.EqualTo(2));
    }

    [TestCase("")]
    [TestCase("just a sentence")]
    [TestCase("- a\n- b\n")]
    [TestCase("a: [1, 2\nb: }")]
    [TestCase("a: 1\na: 2\n")]
    public void Parse_NoRubricAtAll_IsOneSentence(string text)
    {
        var exception = Assert.Throws<RubricException>(() => Rubric.Parse(text, "mine.yaml"));

        Assert.That(exception!.Errors, Has.Count.EqualTo(1));
        Assert.That(exception.Message, Does.StartWith("mine.yaml, line ").And.Contain("callquality.rubric/1"));
    }

    [Test]
    public void Parse_ChangedNumbers_AreUsed()
    {
        var rubric = Rubric.Parse(Changed("value: { de: 6.5, en: 6.0 }", "value: 7"), "mine.yaml");

        Assert.That(rubric.For(Mistake.TooFast).Setting("windowRateSyllablesPerSecond", Language.German), Is.EqualTo(7));
        Assert.That(rubric.For(Mistake.TooFast).Setting("windowRateSyllablesPerSecond", Language.English), Is.EqualTo(7));
    }

    private static RubricError FirstError(string good, string wrong, string key, bool isMissing = false)
    {
        var found = Errors(good, wrong).Where(error => error.Key == key && error.Text.English.Contains("is missing", StringComparison.Ordinal) == isMissing).ToList();
        Assert.That(found, Has.Count.EqualTo(1), string.Join('\n', Errors(good, wrong).Select(error => error.Text.English)));
        return found[0];
    }

    private static IReadOnlyList<RubricError> Errors(string good, string wrong) =>
        Assert.Throws<RubricException>(() => Rubric.Parse(Changed(good, wrong), "mine.yaml"))!.Errors;

    private static string Changed(string good, string wrong)
    {
        Assert.That(Shipped, Does.Contain(good));
        var at = Shipped.IndexOf(good, StringComparison.Ordinal);
        return Shipped[..at] + wrong + Shipped[(at + good.Length)..];
    }
}
