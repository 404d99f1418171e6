using System.Text;
using CallQuality.Cli.Metadata;
using CallQuality.Core.Calls;
using CallQuality.Reports.Metadata;

namespace CallQuality.Tests.Cli.Metadata;

public class MetadataTests
{
    private const string Header = "file,agent,customer,startedAt,agentChannel,language,queue\n";
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.CreateCustomTimeZone("house", TimeSpan.FromHours(1), "house", "house");
    private string folder = string.Empty;

    [SetUp]
    public void CreateFolder() => folder = Directory.CreateTempSubdirectory("callquality-").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public void Read_FullRow_GivesEveryField()
    {
        var metadata = Read(Header + "a.wav,Ann,4711,2026-11-25T14:30:05+02:00,right,en,support\n").Single().Metadata;

        Assert.That(metadata, Is.EqualTo(new CallMetadata
        {
            Agent = "Ann",
            Customer = "4711",
            StartedAt = new DateTimeOffset(2026, 11, 25, 14, 30, 5, TimeSpan.FromHours(2)),
            AgentChannel = 1,
            Language = Language.English,
            Queue = "support",
        }));
    }

    [Test]
    public void Read_EmptyFields_AreUnknown() =>
        Assert.That(Read(Header + "a.wav,,,,,,\n").Single().Metadata, Is.EqualTo(new CallMetadata()));

    [TestCase("file;agent\nä ö.wav;\"Müller; Anna\"\n")]
    [TestCase("file\tagent\nä ö.wav\tMüller; Anna\n")]
    [TestCase("agent,file\n\"Müller; Anna\",ä ö.wav\n\n")]
    [TestCase("\uFEFFfile,agent\r\nä ö.wav,Müller; Anna\r\n")]
    public void Read_SeparatorsOrderQuotesAndByteOrderMark_AreUnderstood(string text)
    {
        var (file, metadata) = Read(text).Single();

        Assert.That((file, metadata.Agent), Is.EqualTo(("ä ö.wav", "Müller; Anna")));
    }

    [TestCase("2026-11-25 14:30", 1)]
    [TestCase("25.11.2026 14:30", 1)]
    [TestCase("2026-11-25T14:30:00", 1)]
    [TestCase("2026-11-25T14:30:00Z", 0)]
    [TestCase("2026-11-25T14:30:00-05:00", -5)]
    [TestCase("2026-11-25 14:30:00 +03:00", 3)]
    public void Read_StartedAt_WithoutOffsetIsTheHousesOwnTime(string text, int hours) =>
        Assert.That(
            Read(Header + $"a.wav,,,{text},,,\n").Single().Metadata.StartedAt,
            Is.EqualTo(new DateTimeOffset(2026, 11, 25, 14, 30, 0, TimeSpan.FromHours(hours))).And.Property("Offset").EqualTo(TimeSpan.FromHours(hours)));

    [TestCase("a.wav,,,,,,\nb.wav,,,yesterday,,,\n", 3, "startedAt", "yesterday")]
    [TestCase("a.wav,,,2026-02-30 10:00,,,\n", 2, "startedAt", "2026-02-30 10:00")]
    [TestCase("a.wav,,,,middle,,\n", 2, "agentChannel", "middle")]
    [TestCase("a.wav,,,,,fr,\n", 2, "language", "fr")]
    [TestCase("a.wav,,,,,,\na.wav,,,,,,\n", 3, "file", "a.wav")]
    [TestCase(",Ann,,,,,\n", 2, "file", "")]
    [TestCase("a.wav,,,,,,x,y\n", 2, "queue", "y")]
    public void Read_WrongValue_NamesRowAndColumn(string rows, int row, string column, string found) =>
        Assert.That(
            () => Read(Header + rows),
            Throws.TypeOf<MetadataException>().With.Message.StartsWith($"calls.csv, row {row}, column '{column}': found '{found}', expected is "));

    [TestCase("agent,queue\nAnn,1\n", "column 'file'")]
    [TestCase("file,agnet\na.wav,Ann\n", "column 'agnet'")]
    [TestCase("file,file\na.wav,b.wav\n", "column 'file'")]
    public void Read_WrongHeader_NamesTheColumn(string text, string expected) =>
        Assert.That(() => Read(text), Throws.TypeOf<MetadataException>().With.Message.Contains("row 1, " + expected));

    [Test]
    public void Read_NotUtf8_SaysSo()
    {
        var path = Path.Combine(folder, "calls.csv");
        File.WriteAllBytes(path, [.. Encoding.ASCII.GetBytes("file,agent\na.wav,M"), 0xFC, (byte)'l', (byte)'\n']);

        Assert.That(() => MetadataCsv.Read(path, Zone), Throws.TypeOf<MetadataException>().With.Message.Contains("UTF-8"));
    }

    [Test]
    public void Read_NoSuchFile_IsOneSentence() =>
        Assert.That(() => MetadataCsv.Read(Path.Combine(folder, "none.csv"), Zone), Throws.TypeOf<MetadataException>().With.Message.StartsWith("none.csv: "));

    [Test]
    public void For_TableThenJsonThenName_TheFirstThatKnowsIsTaken()
    {
        var csv = Write("calls.csv", "file,agent\nsub/one.wav,FromTable\n");
        Write("two.json", "{ \"agent\": \"FromJson\", \"agentChannel\": 1, \"other\": { \"x\": [] } }");
        Write("one.json", "{ \"agent\": \"FromJson\" }");
        var lookup = new MetadataLookup(csv, FileNamePatterns.Default, Zone);

        Assert.That(lookup.For(Path.Combine(folder, "sub", "one.wav")).Agent, Is.EqualTo("FromTable"));
        Assert.That(lookup.For(Path.Combine(folder, "two.wav")), Is.EqualTo(new CallMetadata { Agent = "FromJson", AgentChannel = 1 }));
        Assert.That(lookup.For(Path.Combine(folder, "out-4930123456-201-20261125-143005-1795613405.77.wav")).Agent, Is.EqualTo("201"));
        Assert.That(lookup.For(Path.Combine(folder, "three.wav")), Is.EqualTo(new CallMetadata()));
    }

    [Test]
    public void For_BareFileNameInTheTable_FitsInAnyFolder()
    {
        var lookup = new MetadataLookup(Write("calls.csv", "file,agent\none.wav,Ann\n"), FileNamePatterns.Default, Zone);

        Assert.That(lookup.For(Path.Combine(folder, "a", "b", "one.wav")).Agent, Is.EqualTo("Ann"));
    }

    [Test]
    public void For_BackslashesInTheTable_AreFolders()
    {
        var lookup = new MetadataLookup(Write("calls.csv", "file,agent\n.\\sub\\one.wav,Ann\n"), FileNamePatterns.Default, Zone);

        Assert.That(lookup.For(Path.Combine(folder, "sub", "one.wav")).Agent, Is.EqualTo("Ann"));
    }

    [TestCase("{ \"agent\": ", "two.json: ")]
    [TestCase("[1]", "two.json: ")]
    [TestCase("{ \"language\": \"fr\" }", "two.json, column 'language': found 'fr'")]
    [TestCase("{ \"agent\": [1] }", "two.json, column 'agent': found '[1]'")]
    public void For_WrongJson_IsOneSentence(string json, string expected)
    {
        Write("two.json", json);
        var lookup = new MetadataLookup(null, FileNamePatterns.Default, Zone);

        Assert.That(() => lookup.For(Path.Combine(folder, "two.wav")), Throws.TypeOf<MetadataException>().With.Message.StartsWith(expected));
    }

    private IReadOnlyList<(string File, CallMetadata Metadata)> Read(string text) => MetadataCsv.Read(Write("calls.csv", text), Zone);

    private string Write(string name, string text)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
