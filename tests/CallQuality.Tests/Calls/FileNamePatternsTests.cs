using CallQuality.Core.Calls;

namespace CallQuality.Tests.Calls;

public class FileNamePatternsTests
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.CreateCustomTimeZone("house", TimeSpan.FromHours(1), "house", "house");
    private static readonly DateTimeOffset Start = new(2026, 11, 25, 14, 30, 5, TimeSpan.FromHours(1));

    [TestCase("q-800-4930123456-20261125-143005-1795613405.77.wav", null, "4930123456", "800")]
    [TestCase("rg-600-4930123456-20261125-143005-1795613405.77.wav", null, "4930123456", "600")]
    [TestCase("out-4930123456-201-20261125-143005-1795613405.77.wav", "201", "4930123456", null)]
    [TestCase("exten-201-4930123456-20261125-143005-1795613405.77.mp3", "201", "4930123456", null)]
    [TestCase("internal-201-202-20261125-143005-1795613405.77.wav", "201", "202", null)]
    [TestCase("20261125_143005_SIP7.wav", null, null, null)]
    [TestCase("Auto1_GUID_001_AGENT_AndrewK_DT_2026-11-25T14-30-05.wav", "AndrewK", null, null)]
    [TestCase("Auto1_GUID_001_AGENT_AndrewK_CUST_4711_DT_2026-11-25T14-30-05.wav", "AndrewK", "4711", null)]
    public void Match_RecordersNames_TellWhoAndWhen(string name, string? agent, string? customer, string? queue)
    {
        var metadata = FileNamePatterns.Default.Match("/calls/2026/" + name, Zone);

        Assert.That(metadata, Is.EqualTo(new CallMetadata { Agent = agent, Customer = customer, Queue = queue, StartedAt = Start }));
    }

    [TestCase("call.wav")]
    [TestCase("01-de-clean.wav")]
    [TestCase("q-800-4930123456-20261325-143005-1795613405.77.wav")]
    [TestCase("20261125_993005_SIP7.wav")]
    [TestCase("")]
    public void Match_OtherNamesAndImpossibleDates_TellNothing(string name) =>
        Assert.That(FileNamePatterns.Default.Match(name, Zone), Is.Null);

    [Test]
    public void Parse_OwnPattern_IsUsed()
    {
        var patterns = FileNamePatterns.Parse("patterns:\n  - name: house\n    pattern: '^(?<agent>[a-z]+)_(?<language>de|en)_(?<agentChannel>left|right)$'\n", "house.yaml");

        Assert.That(patterns.Match("meier_de_right.wav", Zone), Is.EqualTo(new CallMetadata { Agent = "meier", Language = Language.German, AgentChannel = 1 }));
    }

    [TestCase("patterns:\n  - name: a\n    pattern: '(?<agent>'\n", 3)]
    [TestCase("patterns:\n  - name: a\n    pattern: '(?<agnet>.*)'\n", 3)]
    [TestCase("patterns:\n  - name: a\n", 2)]
    [TestCase("patterns: []\n", 1)]
    [TestCase("x: 1\n", 1)]
    [TestCase("patterns: [1\n", 2)]
    [TestCase("a: [1, 2\nb: }", 1)]
    public void Parse_Wrong_NamesTheLine(string yaml, int line) =>
        Assert.That(() => FileNamePatterns.Parse(yaml, "house.yaml"), Throws.TypeOf<MetadataException>().With.Message.StartsWith($"house.yaml, line {line}: found '"));

    [Test]
    public void Match_PatternThatBacktracksWithoutEnd_GivesUp()
    {
        var patterns = FileNamePatterns.Parse("patterns:\n  - name: a\n    pattern: '^(a+)+$'\n", "house.yaml");

        Assert.That(patterns.Match(new string('a', 40) + "!.wav", Zone), Is.Null);
    }
}
