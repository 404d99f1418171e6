using CallQuality.Audio.Prosody;
using FsCheck;
using FsCheck.Fluent;

namespace CallQuality.Tests.Audio.Prosody;

public class PitchTrackerTests
{
    // A hundredth is a sixth of a semitone; the frame of 50 ms sees the pitch move by less than that.
    private const double Tolerance = 0.01;

    [TestCase(85)]
    [TestCase(120)]
    [TestCase(210)]
    [TestCase(330)]
    public void Estimate_HarmonicStack_FindsTheFundamental(double hz)
    {
        var track = new PitchTracker(8000).Estimate(Voices.Harmonics(_ => hz, 1));

        Assert.That(Inner(track), Is.All.EqualTo(hz).Within(Tolerance * hz));
    }

    [TestCase(90, 200)]
    [TestCase(90, 300)]
    [TestCase(140, 300)]
    [TestCase(220, 300)]
    public void Estimate_MissingFundamental_FindsItAllTheSame(double hz, double lowHz)
    {
        var track = new PitchTracker(8000).Estimate(Voices.Harmonics(_ => hz, 1, lowHz));

        Assert.That(Inner(track), Is.All.EqualTo(hz).Within(Tolerance * hz));
    }

    // A breathy voice on a noisy telephone: nearly all power in the second harmonic, the rest forty decibels under it.
    [Test]
    public void Estimate_StrongSecondHarmonic_IsNotTakenForTheFundamental()
    {
        var second = Voices.Harmonics(_ => 240, 1, 200, 360, level: 0.1);
        var rest = Voices.Harmonics(_ => 120, 1, 200, 2500, level: 0.0008);
        var noise = Signals.Noise(8000, 3, 0.003);

        var track = new PitchTracker(8000).Estimate([.. second.Select((sample, index) => sample + rest[index] + noise[index])]);

        Assert.That(Inner(track), Is.All.EqualTo(120).Within(Tolerance * 120));
    }

    [Test]
    public void Estimate_MovingPitch_IsFollowed()
    {
        static double Pitch(double t) => 150 * Math.Pow(2, 0.25 * Math.Sin(2 * Math.PI * t));

        var track = new PitchTracker(8000).Estimate(Voices.Harmonics(Pitch, 2, 300));

        for (var frame = 5; frame < 195; frame++)
        {
            Assert.That(track.PitchHz[frame], Is.EqualTo(Pitch((frame + 0.5) / 100)).Within(3).Percent, $"frame {frame}");
        }
    }

    [Test]
    public void Estimate_SixteenKilohertz_GivesTheSameTrack()
    {
        var narrow = new PitchTracker(8000).Estimate(Voices.Harmonics(_ => 180, 1));
        var wide = new PitchTracker(16000).Estimate(Voices.Harmonics(_ => 180, 1, rateHz: 16000));

        Assert.That(wide.PitchHz, Has.Length.EqualTo(narrow.PitchHz.Length));
        Assert.That(Inner(wide), Is.All.EqualTo(180).Within(Tolerance * 180));
    }

    [Test]
    public void Estimate_NoiseAndSilence_AreUnvoiced()
    {
        var track = new PitchTracker(8000).Estimate(Voices.Concat(new float[8000], Signals.Noise(8000, 5, 0.3)));

        Assert.That(track.PitchHz.Count(float.IsFinite), Is.LessThan(4));
    }

    [Test]
    public void Estimate_Empty_GivesNoFrames() => Assert.That(new PitchTracker(8000).Estimate([]).PitchHz, Is.Empty);

    [Test]
    public void Estimate_GainAndPolarity_ChangeNothing() => Prop.ForAll(
        Gen.Choose(-30, 12).ToArbitrary(),
        Gen.Choose(80, 300).ToArbitrary(),
        (gainDb, hz) =>
        {
            var voice = Voices.Concat(Voices.Harmonics(t => hz * (1 + (0.2 * t)), 0.5, 250), Signals.Noise(2400, hz, 0.02), Voices.Harmonics(_ => hz, 0.3, 250));
            var plain = new PitchTracker(8000).Estimate(voice).PitchHz;
            var changed = new PitchTracker(8000).Estimate(Voices.Scale(voice, -Math.Pow(10, gainDb / 20.0))).PitchHz;
            return plain.Zip(changed).All(pair => float.IsNaN(pair.First) == float.IsNaN(pair.Second) && !(Math.Abs(pair.First - pair.Second) > 0.1));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(15));

    [Test]
    public void Estimate_AddedSilence_ShiftsTheTrack() => Prop.ForAll(
        Gen.Choose(0, 150).ToArbitrary(),
        frames =>
        {
            var voice = Voices.Harmonics(t => 130 + (20 * t), 0.6, 250);
            var plain = new PitchTracker(8000).Estimate(voice).PitchHz;
            var shifted = new PitchTracker(8000).Estimate(Voices.Concat(new float[80 * frames], voice)).PitchHz;
            return plain.Select((hz, index) => (hz, Moved: shifted[index + frames]))
                .Skip(4).SkipLast(4).All(pair => Math.Abs(pair.hz - pair.Moved) < 1);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(15));

    private static IEnumerable<float> Inner(PitchTrack track) => track.PitchHz.Skip(4).SkipLast(4);
}
