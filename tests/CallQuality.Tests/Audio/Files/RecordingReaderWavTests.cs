using System.Buffers.Binary;
using System.Security.Cryptography;
using CallQuality.Audio;
using CallQuality.Audio.Dsp;
using CallQuality.Audio.Files;

namespace CallQuality.Tests.Audio.Files;

public class RecordingReaderWavTests
{
    private static readonly int[] Amplitudes = [0, 1, -1, 1000, -1000, 32767, -32768, 12345, -23456, 64];

    private TestFolder folder = null!;

    [SetUp]
    public void MakeFolder() => folder = new TestFolder();

    [TearDown]
    public void RemoveFolder() => folder.Dispose();

    private static IEnumerable<TestCaseData> Encodings()
    {
        // Every encoding carries the same amplitudes, written by the definitions of the formats.
        yield return new TestCaseData(1, 16, WavBytes.Pcm16(Amplitudes), "pcm_s16le", 0.0).SetName("16 bit");
        yield return new TestCaseData(1, 24, (byte[])[.. Amplitudes.SelectMany(a => WavBytes.UInt32((uint)(a << 8)).Take(3))], "pcm_s24le", 0.0).SetName("24 bit");
        yield return new TestCaseData(1, 32, (byte[])[.. Amplitudes.SelectMany(a => WavBytes.UInt32((uint)(a << 16)))], "pcm_s32le", 0.0).SetName("32 bit");
        yield return new TestCaseData(1, 8, (byte[])[.. Amplitudes.Select(a => (byte)((a >> 8) + 128))], "pcm_u8", 1 / 128.0).SetName("8 bit");
        yield return new TestCaseData(3, 32, (byte[])[.. Amplitudes.SelectMany(a => Float(a / 32768f))], "pcm_f32le", 0.0).SetName("float");
        yield return new TestCaseData(3, 64, (byte[])[.. Amplitudes.SelectMany(a => Double(a / 32768.0))], "pcm_f64le", 0.0).SetName("double");

        // The coarsest step of both laws is 1024 of 32768, so the nearest value is at most 512 away (µ-law: 644 at its clipped end).
        yield return new TestCaseData(6, 8, (byte[])[.. Amplitudes.Select(a => G711.EncodeALaw((short)a))], "pcm_alaw", 513 / 32768.0).SetName("A-law");
        yield return new TestCaseData(7, 8, (byte[])[.. Amplitudes.Select(a => G711.EncodeMuLaw((short)a))], "pcm_mulaw", 645 / 32768.0).SetName("µ-law");
    }

    [TestCaseSource(nameof(Encodings))]
    public void Read_EveryEncoding_GivesTheAmplitudes(int tag, int bits, byte[] data, string codec, double tolerance)
    {
        var plain = Read(WavBytes.File(WavBytes.Format(tag, 2, 8000, bits), WavBytes.Chunk("data", data)));
        var extensible = Read(WavBytes.File(WavBytes.Extensible(tag, 2, 8000, bits, bits), WavBytes.Chunk("data", data)));

        Assert.That(plain.Source, Is.EqualTo(new SourceFormat("wav", codec, 8000, 2, bits)));
        Assert.That(plain.SampleRateHz, Is.EqualTo(8000));
        Assert.That(plain.Channels[0], Is.EqualTo(Amplitudes.Where((_, i) => i % 2 == 0).Select(a => a / 32768f)).Within(tolerance));
        Assert.That(plain.Channels[1], Is.EqualTo(Amplitudes.Where((_, i) => i % 2 == 1).Select(a => a / 32768f)).Within(tolerance));
        Assert.That(plain.Notices, Is.Empty);
        Assert.That(extensible.Channels, Is.EqualTo(plain.Channels));
        Assert.That(extensible.Source, Is.EqualTo(plain.Source));
    }

    [TestCase(20, 24, "pcm_s24le")]
    [TestCase(24, 32, "pcm_s32le")]
    public void Read_FewerValidBits_AreLeftJustified(int validBits, int bits, string codec)
    {
        byte[] data = [.. WavBytes.UInt32(0x4000_0000).Skip(4 - (bits / 8)), .. WavBytes.UInt32(0xC000_0000).Skip(4 - (bits / 8))];

        var recording = Read(WavBytes.File(WavBytes.Extensible(1, 1, 8000, bits, validBits), WavBytes.Chunk("data", data)));

        Assert.That(recording.Source.Codec, Is.EqualTo(codec));
        Assert.That(recording.Channels[0], Is.EqualTo((float[])[0.5f, -0.5f]));
    }

    [TestCase(8000, 8000)]
    [TestCase(11025, 16000)]
    [TestCase(16000, 16000)]
    [TestCase(44100, 16000)]
    [TestCase(48000, 16000)]
    [TestCase(96000, 16000)]
    [TestCase(192000, 16000)]
    public void Read_EveryRate_EqualsResamplingTheWhole(int rateHz, int expectedRateHz)
    {
        var frames = rateHz / 4;
        var bytes = WavBytes.Noise(rateHz, 2, frames);
        var right = new float[frames];
        for (var frame = 0; frame < frames; frame++)
        {
            right[frame] = BinaryPrimitives.ReadInt16LittleEndian(bytes.AsSpan(44 + (4 * frame) + 2)) / 32768f;
        }

        var recording = Read(bytes);

        var expected = Resampler.Convert(right, rateHz, expectedRateHz).Select(sample => Math.Clamp(sample, -1, 1)).ToArray();
        Assert.That(recording.SampleRateHz, Is.EqualTo(expectedRateHz));
        Assert.That(Signals.Distance(recording.Channels[1], expected), Is.Zero);
        Assert.That(recording.Duration, Is.EqualTo(TimeSpan.FromSeconds(0.25)).Within(TimeSpan.FromSeconds(1.0 / expectedRateHz)));
    }

    [Test]
    public void Read_File_KnowsItsHashAndPath()
    {
        byte[] bytes = [.. WavBytes.Noise(8000, 1, 100_000), .. WavBytes.Chunk("LIST", new byte[70_001]), 1, 2, 3];
        var path = folder.Write("Gespräch mit Müller.wav", bytes);

        var recording = RecordingReader.Read(path, CancellationToken.None);

        Assert.That(recording.Sha256, Is.EqualTo(Convert.ToHexStringLower(SHA256.HashData(bytes))));
        Assert.That(recording.Path, Is.EqualTo(path));
    }

    [Test]
    public void Read_ChunksAroundTheData_ArePassedOver()
    {
        var data = WavBytes.Pcm16([1000, 2000, 3000]);
        var recording = Read(WavBytes.File(
            WavBytes.Chunk("JUNK", new byte[70_000]), WavBytes.Chunk("bext", [1, 2, 3]), WavBytes.Format(1, 1, 8000, 16), WavBytes.Chunk("fact", 3, 0, 0, 0),
            WavBytes.Chunk("data", data), WavBytes.Chunk("LIST", [9, 9, 9]), WavBytes.Chunk("id3 ", [8])));

        Assert.That(recording.Channels[0], Is.EqualTo((float[])[1000 / 32768f, 2000 / 32768f, 3000 / 32768f]));
        Assert.That(recording.Notices, Is.Empty);
    }

    [Test]
    public void Read_OddChunkWithoutPadding_IsForgiven()
    {
        var recording = Read(WavBytes.File(
            WavBytes.Claiming("LIST", 3, 1, 2, 3), WavBytes.Format(1, 1, 8000, 16), WavBytes.Claiming("note", 1, 7), WavBytes.Chunk("data", WavBytes.Pcm16([5]))));

        Assert.That(recording.Channels[0], Is.EqualTo((float[])[5 / 32768f]));
    }

    [TestCase(0u)]
    [TestCase(0xFFFFFFFFu)]
    [TestCase(0x7FFFF000u)]
    [TestCase(5000u)]
    public void Read_LengthThatIsNotThere_TakesWhatIsThereAndSaysSo(uint claimed)
    {
        // Half a frame at the end was still being written.
        byte[] data = [.. WavBytes.Pcm16(Enumerable.Range(0, 1000)), 7];

        var recording = Read(WavBytes.File(WavBytes.Format(1, 1, 8000, 16), WavBytes.Claiming("data", claimed, data)));

        Assert.That(recording.Channels[0], Has.Length.EqualTo(1000));
        Assert.That(recording.Notices, Has.Count.EqualTo(1));
        Assert.That(recording.Notices[0].German, claimed == 5000 ? Does.Contain("5000").And.Contain("2001") : Does.Contain("nie eingetragen"));
    }

    [Test]
    public void Read_Rf64_TakesTheLengthFromItsOwnChunk()
    {
        byte[] lengths = [.. new byte[8], .. WavBytes.UInt32(6), .. new byte[16]];

        var recording = Read(WavBytes.FileOf(
            "RF64", WavBytes.Chunk("ds64", lengths), WavBytes.Format(1, 1, 8000, 16), WavBytes.Claiming("data", uint.MaxValue, WavBytes.Pcm16([1, 2, 3, 4, 5]))));

        Assert.That(recording.Channels[0], Has.Length.EqualTo(3));
        Assert.That(recording.Notices, Is.Empty);
    }

    [Test]
    public void Read_FloatsBeyondReason_AreSilencedOrLimitedAndCounted()
    {
        float[] samples = [0.5f, float.NaN, float.PositiveInfinity, float.NegativeInfinity, 3.4e38f, -2f, 1f, -1f];

        var recording = Read(WavBytes.File(WavBytes.Format(3, 1, 8000, 32), WavBytes.Chunk("data", [.. samples.SelectMany(Float)])));

        Assert.That(recording.Channels[0], Is.EqualTo((float[])[0.5f, 0, 0, 0, 1, -1, 1, -1]));
        Assert.That(recording.Notices.Select(notice => notice.English), Has.One.StartsWith("3 samples were not a number").And.One.StartsWith("2 samples were beyond"));
    }

    [Test]
    public void Read_WavNamedOtherwise_IsReadByItsContent()
    {
        var path = folder.Write("call.mp3", WavBytes.Noise(8000, 2, 800));

        Assert.That(RecordingReader.Read(path, ffmpeg: null, CancellationToken.None).Source.Container, Is.EqualTo("wav"));
    }

    [TestCase("c.al", "pcm_alaw", 0xD5, 8 / 32768f)]
    [TestCase("c.ULAW", "pcm_mulaw", 0xFF, 0f)]
    public void Read_RawTelephonySamples_NeedNoOtherProgram(string name, string codec, byte code, float expected)
    {
        var path = folder.Write(name, [.. Enumerable.Repeat(code, 8000)]);

        var recording = RecordingReader.Read(path, ffmpeg: null, CancellationToken.None);

        Assert.That(recording.Source.Codec, Is.EqualTo(codec));
        Assert.That(recording.Duration, Is.EqualTo(TimeSpan.FromSeconds(1)));
        Assert.That(recording.Channels[0], Is.All.EqualTo(expected));
    }

    [Test]
    public void Read_FourMinutesOfTelephoneStereo_AllocatesLittleBesideTheSamples()
    {
        const int Frames = 4 * 60 * 8000;
        var path = folder.Write("long.wav", WavBytes.File(WavBytes.Format(6, 2, 8000, 8), WavBytes.Chunk("data", new byte[2 * Frames])));

        var bytes = Allocation.Of(() => RecordingReader.Read(path, CancellationToken.None));

        Assert.That(bytes, Is.LessThan((2L * Frames * sizeof(float)) + 400_000));
    }

    [Test]
    public void Read_CancelledToken_StopsWithoutAResult()
    {
        var path = folder.Write("call.wav", WavBytes.Noise(8000, 1, 8000));

        Assert.That(() => RecordingReader.Read(path, new CancellationToken(canceled: true)), Throws.InstanceOf<OperationCanceledException>());
    }

    private static byte[] Float(float value) => WavBytes.UInt32(BitConverter.SingleToUInt32Bits(value));

    private static byte[] Double(double value) => BitConverter.GetBytes(value);

    private Recording Read(byte[] bytes) => RecordingReader.Read(folder.Write("call.wav", bytes), ffmpeg: null, CancellationToken.None);
}
