using CallQuality.Core.Transcription;
using CallQuality.Inference.Whisper;

namespace CallQuality.Tests.Inference.Whisper;

public class WordPlacerTests
{
    private const int RateHz = 1000;

    [Test]
    public void Place_WordBegunInThePause_BeginsWithTheSpeech()
    {
        var words = Place([(1, 3), (10, 12)], ("one", 1, 3.2), ("two", 3.2, 11));

        Assert.That(words[0].End.TotalSeconds, Is.EqualTo(3).Within(0.01));
        Assert.That(words[1].Start.TotalSeconds, Is.EqualTo(10).Within(0.01));
        Assert.That(words[1].End.TotalSeconds, Is.EqualTo(11).Within(0.01));
    }

    [Test]
    public void Place_WordAcrossAPause_StaysOnTheSideWhereMostOfItIs()
    {
        var word = Place([(1, 3), (10, 12)], ("word", 2.9, 11))[0];

        Assert.That(word.Start.TotalSeconds, Is.EqualTo(10).Within(0.01));
        Assert.That(word.End.TotalSeconds, Is.EqualTo(11).Within(0.01));
    }

    [Test]
    public void Place_SliverAcrossAShortGap_IsCutOff()
    {
        var word = Place([(1, 3), (3.2, 5)], ("word", 2.95, 4))[0];

        Assert.That(word.Start.TotalSeconds, Is.EqualTo(3.2).Within(0.01));
    }

    [Test]
    public void Place_NoLength_GetsTheShortest()
    {
        var word = Place([(1, 3)], ("word", 2, 2))[0];

        Assert.That((word.End - word.Start).TotalSeconds, Is.EqualTo(0.06).Within(0.001));
    }

    [FsCheck.NUnit.Property]
    public bool Place_AnyTimes_GivesOrderedWordsInsideSpeech(byte[] steps)
    {
        (double, double)[] speech = [(1, 3), (3.15, 4), (7, 9), (9.2, 9.8), (20, 25)];
        var at = 0.0;
        var timed = steps.Select((step, i) => (Name: $"w{i}", Start: at, End: at += step * 0.01)).ToArray();
        var words = Place(speech, [.. timed]);
        return words.Zip(words.Skip(1)).All(pair => pair.First.End <= pair.Second.Start)
            && words.All(word => word.End >= word.Start && word.Start.TotalSeconds >= 1 - 0.001 && word.End.TotalSeconds <= 25 + 0.001
                && speech.Zip(speech.Skip(1)).All(gap => gap.Second.Item1 - gap.First.Item2 < 0.3
                    || word.End.TotalSeconds <= gap.First.Item2 + 0.002 || word.Start.TotalSeconds >= gap.Second.Item1 - 0.002));
    }

    /// <summary>Word times are given on the recording's clock, which the pack shortens.</summary>
    private static IReadOnlyList<Word> Place((double Start, double End)[] speech, params (string Text, double Start, double End)[] words)
    {
        var segments = speech.Select(s => new SpeechSegment(TimeSpan.FromSeconds(s.Start), TimeSpan.FromSeconds(s.End))).ToArray();
        var pack = SpeechPacker.Pack(0, new float[30 * RateHz], RateHz, segments).Single();
        return WordPlacer.Place(pack, [.. words.Select(word =>
            new WordPlacer.Timed(word.Text, pack.PackSeconds(word.Start), pack.PackSeconds(word.End), 1))]);
    }
}
