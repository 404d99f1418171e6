using CallQuality.Audio.Dsp;
using FsCheck;
using FsCheck.Fluent;

namespace CallQuality.Tests.Audio.Dsp;

public class ResamplerTests
{
    private static readonly int[] UsualRates = [8000, 11025, 12000, 16000, 22050, 24000, 32000, 44100, 48000, 88200, 96000, 192000];

    private static IEnumerable<TestCaseData> Pairs() =>
        from rate in UsualRates.Append(8001).Append(15999).Append(44056)
        from target in (int[])[8000, 16000]
        where rate != target
        select new TestCaseData(rate, target);

    [TestCaseSource(nameof(Pairs))]
    public void Convert_ToneInThePassBand_StaysWhereItWas(int from, int to)
    {
        // 0.9 of the lower Nyquist frequency is just inside the pass band; the phase shows that times are exact.
        foreach (var share in (double[])[0.05, 0.5, 0.9])
        {
            var frequency = share * Math.Min(from, to) / 2;
            var converted = Resampler.Convert(Signals.Tone(frequency, from, from / 5, 0.5, 0.3), from, to);
            var expected = Signals.Tone(frequency, to, converted.Length, 0.5, 0.3);

            // The edges see half a filter of silence.
            var edge = (int)(150L * to / Math.Min(from, to));
            Assert.That(Signals.Distance(converted.AsSpan()[edge..^edge], expected.AsSpan()[edge..^edge]), Is.LessThan(5e-5), $"{frequency} Hz");
        }
    }

    [TestCaseSource(nameof(Pairs))]
    public void Convert_ToneInTheStopBand_Vanishes(int from, int to)
    {
        // Going up, the images of a tone near the old Nyquist frequency; going down, everything from the new one on.
        var frequency = from > to ? (to / 2.0) + 1 : 0.999 * from / 2;
        var converted = Resampler.Convert(Signals.Tone(frequency, from, from / 5), from, to);
        var edge = (int)(150L * to / Math.Min(from, to));
        var residue = from > to ? converted : Rest(converted, frequency, to);

        // 80 dB below the tone's own level.
        Assert.That(Signals.RootMeanSquare(residue.AsSpan()[edge..^edge]), Is.LessThan(Math.Sqrt(0.5) * 1e-4));
    }

    [TestCaseSource(nameof(Pairs))]
    public void Convert_Noise_EqualsDirectConvolution(int from, int to)
    {
        var input = Signals.Noise(3 * WindowedSinc.HalfWidth(from, to), seed: from);
        var converted = Resampler.Convert(input, from, to);

        for (var n = 0; n < converted.Length; n += 7 * Math.Max(1, from / 48000))
        {
            Assert.That(converted[n], Is.EqualTo(Direct(input, n, from, to)).Within(3e-5), $"sample {n}");
        }
    }

    [Test]
    public void Convert_Constant_KeepsItsLevel()
    {
        var input = new float[44100];
        Array.Fill(input, 0.25f);

        var converted = Resampler.Convert(input, 44100, 16000);

        Assert.That(converted[200..^200], Is.All.EqualTo(0.25f).Within(1e-6));
    }

    [Test]
    public void Convert_Impulse_IsSymmetric()
    {
        var input = new float[4801];
        input[2400] = 1;

        var converted = Resampler.Convert(input, 48000, 16000);

        Assert.That(converted, Is.EqualTo(converted.Reverse().ToArray()).Within(1e-7));
        Assert.That(Array.IndexOf(converted, converted.Max()), Is.EqualTo(800));
    }

    [TestCase(8000, 16000, 10, 20)]
    [TestCase(16000, 8000, 11, 6)]
    [TestCase(44100, 16000, 44100, 16000)]
    [TestCase(44100, 16000, 0, 0)]
    [TestCase(96000, 16000, 1, 1)]
    public void OutputLength_CountsInstantsBeforeTheEnd(int from, int to, int length, int expected)
    {
        Assert.That(new Resampler(from, to).OutputLength(length), Is.EqualTo(expected));
        Assert.That(Resampler.Convert(new float[length], from, to), Has.Length.EqualTo(expected));
    }

    [Property(MaxTest = 60)]
    public bool Process_InParts_GivesTheSameAsTheWhole(PositiveInt seed)
    {
        var random = new Random(seed.Get);
        var from = UsualRates[random.Next(UsualRates.Length)];
        var to = random.Next(2) == 0 ? 8000 : 16000;
        var input = Signals.Noise(random.Next(20_000), seed.Get);
        var resampler = new Resampler(from, to);
        var parts = new List<float>();
        for (var start = 0; start < input.Length;)
        {
            var length = Math.Min(input.Length - start, random.Next(random.Next(2) == 0 ? 5 : 6000));
            var room = new float[resampler.OutputLengthOfNext(length)];
            parts.AddRange(room[..resampler.Process(input.AsSpan(start, length), room)]);
            start += length;
        }

        var rest = new float[resampler.OutputLengthOfFlush];
        parts.AddRange(rest[..resampler.Flush(rest)]);
        return parts.SequenceEqual(Resampler.Convert(input, from, to));
    }

    [Property(MaxTest = 30)]
    public bool Convert_Gain_PassesThrough(PositiveInt seed, NormalFloat gain)
    {
        var scale = (float)Math.Clamp(gain.Get, -10, 10);
        var input = Signals.Noise(5000, seed.Get);
        var loud = Resampler.Convert(Array.ConvertAll(input, value => value * scale), 48000, 16000);
        var quiet = Resampler.Convert(input, 48000, 16000);
        return loud.Zip(quiet).All(pair => Math.Abs(pair.First - (pair.Second * scale)) <= 2e-5 * (1 + Math.Abs(scale)));
    }

    [Property(MaxTest = 30)]
    public bool Convert_ShiftByWholePeriods_ShiftsTheOutput(PositiveInt seed, PositiveInt shift)
    {
        // 3 input samples are 4 output samples exactly.
        var periods = 1 + (shift.Get % 500);
        var input = Signals.Noise(4000, seed.Get);
        var shifted = Resampler.Convert([.. new float[3 * periods], .. input], 12000, 16000);
        var plain = Resampler.Convert(input, 12000, 16000);
        return shifted.Skip(4 * periods).Zip(plain).All(pair => Math.Abs(pair.First - pair.Second) <= 1e-6);
    }

    [Test]
    public void Process_OutputTooShort_IsRefusedAndNothingIsTaken()
    {
        var resampler = new Resampler(8000, 16000);

        Assert.That(() => resampler.Process(new float[1000], new float[10]), Throws.ArgumentException);
        Assert.That(resampler.OutputLengthOfFlush, Is.Zero);
    }

    [Test]
    public void Reset_AfterAStream_StartsAfresh()
    {
        var input = Signals.Noise(2000, seed: 5);
        var resampler = new Resampler(48000, 16000);
        var output = new float[2000];
        resampler.Process(Signals.Noise(3000, seed: 6), output);

        resampler.Reset();
        var written = resampler.Process(input, output);
        written += resampler.Flush(output.AsSpan(written));

        Assert.That(output[..written], Is.EqualTo(Resampler.Convert(input, 48000, 16000)));
    }

    [Test]
    public void ForAnotherStream_TwoStreamsInTurns_DoNotMix()
    {
        var (left, right) = (Signals.Noise(3000, seed: 8), Signals.Noise(3000, seed: 9));
        var first = new Resampler(8000, 16000);
        first.Process(left.AsSpan(0, 1000), new float[2000]);
        var second = first.ForAnotherStream();
        var output = new float[6000];
        var written = second.Process(right.AsSpan(0, 1500), output);
        first.Process(left.AsSpan(1000), new float[4000]);
        written += second.Process(right.AsSpan(1500), output.AsSpan(written));
        second.Flush(output.AsSpan(written));

        Assert.That(output, Is.EqualTo(Resampler.Convert(right, 8000, 16000)));
    }

    [Test]
    public void Process_Blocks_AllocatesNothing()
    {
        var resampler = new Resampler(44100, 16000);
        var input = Signals.Noise(4096, seed: 7);
        var output = new float[4096];

        Assert.That(Allocation.Of(() => resampler.Process(input, output)), Is.Zero);
    }

    private static float[] Rest(float[] converted, double frequency, int rate)
    {
        // What is left of a filtered tone once its own frequency is taken out by least squares.
        var (sine, cosine) = (0.0, 0.0);
        var middle = converted[300..^300];
        for (var n = 0; n < middle.Length; n++)
        {
            var (s, c) = Math.SinCos(2 * Math.PI * frequency * n / rate);
            sine += middle[n] * s * 2 / middle.Length;
            cosine += middle[n] * c * 2 / middle.Length;
        }

        var rest = new float[converted.Length];
        for (var n = 0; n < middle.Length; n++)
        {
            var (s, c) = Math.SinCos(2 * Math.PI * frequency * n / rate);
            rest[300 + n] = (float)(middle[n] - (sine * s) - (cosine * c));
        }

        return rest;
    }

    private static double Direct(float[] input, int n, int from, int to)
    {
        var half = WindowedSinc.HalfWidth(from, to);
        var position = (long)n * from;
        var index = (int)(position / to);
        var taps = new float[2 * half];
        WindowedSinc.Fill(taps, (double)(position % to) / to, from, to);
        var sum = 0.0;
        for (var j = 0; j < taps.Length; j++)
        {
            var k = index - half + 1 + j;
            sum += k >= 0 && k < input.Length ? (double)input[k] * taps[j] : 0;
        }

        return sum;
    }
}
