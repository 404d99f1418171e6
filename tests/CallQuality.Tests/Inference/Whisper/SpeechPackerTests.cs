using CallQuality.Core.Transcription;
using CallQuality.Inference.Whisper;

namespace CallQuality.Tests.Inference.Whisper;

public class SpeechPackerTests
{
    private const int RateHz = 8000;

    [Test]
    public void Pack_LongPause_IsCutToThreeTenths()
    {
        var pack = Pack(20, (1, 3), (10, 12)).Single();

        // Margins: 0.15 s before the first, 0.3 s between, 0.15 s behind the last.
        Assert.That(pack.Seconds, Is.EqualTo(0.15 + 2 + 0.3 + 2 + 0.15).Within(1e-3));
        Assert.That(pack.Pieces, Has.Count.EqualTo(2));
    }

    [Test]
    public void Pack_ShortPause_StaysAsItIs()
    {
        var pack = Pack(20, (1, 3), (3.2, 5)).Single();

        Assert.That(pack.Pieces, Has.Count.EqualTo(1));
        Assert.That(pack.Seconds, Is.EqualTo(4 + 0.3).Within(1e-3));
    }

    [Test]
    public void RecordingSeconds_InEveryPiece_LeadsBack()
    {
        var pack = Pack(60, (1, 3), (10, 12), (40, 45)).Single();

        foreach (var moment in new[] { 1.0, 2.5, 10.0, 11.9, 40.1, 44.9 })
        {
            Assert.That(pack.RecordingSeconds(pack.PackSeconds(moment)), Is.EqualTo(moment).Within(1e-6));
        }
    }

    [Test]
    public void Sound_OfAPack_IsTheRecordingsOwn()
    {
        var samples = Enumerable.Range(0, 20 * RateHz).Select(i => (float)i).ToArray();
        var pack = SpeechPacker.Pack(0, samples, RateHz, [Segment(1, 3), Segment(10, 12)])[0];

        var sound = pack.Sound(samples);

        Assert.That(sound[(int)(pack.PackSeconds(11) * RateHz)], Is.EqualTo(11f * RateHz).Within(1));
        Assert.That(sound[0], Is.EqualTo(samples[pack.Pieces[0].RecordingStart]));
    }

    [Test]
    public void Sound_SpeechBeginsWithTheRecording_IsLedInBySilence()
    {
        var samples = Enumerable.Range(1, 20 * RateHz).Select(i => (float)i).ToArray();
        var pack = SpeechPacker.Pack(0, samples, RateHz, [Segment(0.05, 3), Segment(10, 12)])[0];

        var sound = pack.Sound(samples);

        Assert.That(sound[..(int)(SpeechPacker.LeadSeconds * RateHz)], Is.All.Zero);
        Assert.That(sound[(int)(SpeechPacker.LeadSeconds * RateHz)], Is.EqualTo(1));
        Assert.That(pack.RecordingSeconds(pack.PackSeconds(2)), Is.EqualTo(2).Within(1e-9));
        Assert.That(pack.RecordingSeconds(0.1), Is.Zero);
    }

    [Test]
    public void Pack_UnbrokenSpeech_IsSplitAtItsQuietestMoment()
    {
        var samples = new float[50 * RateHz];
        Array.Fill(samples, 0.5f);
        samples.AsSpan(24 * RateHz, RateHz / 4).Clear();

        var packs = SpeechPacker.Pack(0, samples, RateHz, [Segment(0, 50)]);

        Assert.That(packs, Has.Count.EqualTo(2));
        Assert.That(packs[0].Speech[^1].End.TotalSeconds, Is.EqualTo(24.125).Within(0.13));
    }

    // Two packs are filled to the last sample, so that a rounding error decides what fits.
    [Test]
    public void Pack_SpeechThatFillsPacksToTheLastSample_IsPacked() =>
        Assert.That(LosesNoneAndOverfillsNoPack([179, 186, 159, 165, 204, 112, 214]), Is.True);

    [FsCheck.NUnit.Property]
    public bool Pack_AnySpeech_LosesNoneAndOverfillsNoPack(byte[] lengths) => LosesNoneAndOverfillsNoPack(lengths);

    private static bool LosesNoneAndOverfillsNoPack(byte[] lengths)
    {
        var speech = new List<SpeechSegment>();
        var at = 0.0;
        foreach (var length in lengths)
        {
            at += 0.1 + (length % 7 * 0.1);
            speech.Add(Segment(at, at + 0.3 + (length * 0.05)));
            at += 0.3 + (length * 0.05);
        }

        var samples = new float[(int)((at + 1) * 1000)];
        var packs = SpeechPacker.Pack(0, samples, 1000, speech);
        var wanted = speech.Sum(s => s.Duration.TotalSeconds);
        var kept = packs.Sum(pack => pack.Speech.Sum(s => s.Duration.TotalSeconds));
        return packs.All(pack => pack.Seconds <= SpeechPacker.LeadSeconds + SpeechPacker.LongestPackSeconds + 1e-6)
            && Math.Abs(wanted - kept) < 0.01 * (speech.Count + 1)
            && packs.SelectMany(pack => pack.Speech).Zip(packs.SelectMany(pack => pack.Speech).Skip(1)).All(pair => pair.First.End <= pair.Second.Start);
    }

    private static IReadOnlyList<SpeechPack> Pack(int seconds, params (double Start, double End)[] speech) =>
        SpeechPacker.Pack(0, new float[seconds * RateHz], RateHz, [.. speech.Select(s => Segment(s.Start, s.End))]);

    private static SpeechSegment Segment(double start, double end) => new(TimeSpan.FromSeconds(start), TimeSpan.FromSeconds(end));
}
