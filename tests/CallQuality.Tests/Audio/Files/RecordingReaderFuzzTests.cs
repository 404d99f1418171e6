using CallQuality.Audio;
using CallQuality.Audio.Files;
using FsCheck;
using FsCheck.Fluent;

namespace CallQuality.Tests.Audio.Files;

public class RecordingReaderFuzzTests
{
    private const int MostFileBytes = 6000;

    // Blocks, hash, filter (a rate of 191999 Hz has the largest) and both channels at twice the rate; never what a header claims.
    private const long MostAllocatedBytes = 6_000_000;

    private TestFolder folder = null!;

    [SetUp]
    public void MakeFolder() => folder = new TestFolder();

    [TearDown]
    public void RemoveFolder() => folder.Dispose();

    [Property(MaxTest = 150)]
    public bool Read_BytesAfterAHeader_GiveARecordingOrARefusal(PositiveInt seed)
    {
        var random = new Random(seed.Get);
        var tail = new byte[random.Next(MostFileBytes)];
        random.NextBytes(tail);
        int[] tags = [1, 3, 6, 7, 0x31, 0xFFFE];
        var format = WavBytes.Format(tags[random.Next(tags.Length)], 1 + random.Next(2), 8000, 8 * (1 + random.Next(4)));
        return EndsOrderly([.. WavBytes.File(format), .. random.Next(2) == 0 ? WavBytes.Claiming("data", (uint)random.Next()) : [], .. tail]);
    }

    [Property(MaxTest = 150)]
    public bool Read_BytesChangedAnywhere_GiveARecordingOrARefusal(PositiveInt seed)
    {
        var random = new Random(seed.Get);
        var bytes = WavBytes.Noise(8000, 2, random.Next(1000), seed.Get);
        for (var changes = 1 + random.Next(6); changes > 0; changes--)
        {
            bytes[random.Next(Math.Min(60, bytes.Length))] = (byte)random.Next(256);
        }

        return EndsOrderly(bytes[..random.Next(1, bytes.Length)]);
    }

    [Property(MaxTest = 100)]
    public bool Read_RandomChunks_GiveARecordingOrARefusal(PositiveInt seed)
    {
        var random = new Random(seed.Get);
        string[] ids = ["fmt ", "data", "LIST", "ds64", "fact", "abcd"];
        var chunks = Enumerable.Range(0, random.Next(8)).Select(_ =>
        {
            var content = new byte[random.Next(60)];
            random.NextBytes(content);
            return WavBytes.Claiming(ids[random.Next(ids.Length)], random.Next(3) == 0 ? (uint)random.NextInt64(1L << 32) : (uint)content.Length, content);
        });
        return EndsOrderly(WavBytes.FileOf(random.Next(2) == 0 ? "RIFF" : "RF64", [.. chunks]));
    }

    private bool EndsOrderly(byte[] bytes)
    {
        var path = folder.Write("fuzz.wav", bytes);
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            var recording = RecordingReader.Read(path, ffmpeg: null, CancellationToken.None);
            Assert.That(recording.Channels.All(channel => Array.TrueForAll(channel, sample => Math.Abs(sample) <= 1)), Is.True);
        }
        catch (CallQualityException refusal) when (refusal is UnreadableAudioException or UnsupportedAudioException)
        {
            Assert.That(refusal.Text.German, Does.Contain(path));
        }

        return GC.GetAllocatedBytesForCurrentThread() - before < MostAllocatedBytes;
    }
}
