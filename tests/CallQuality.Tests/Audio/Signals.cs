namespace CallQuality.Tests.Audio;

/// <summary>Signals whose properties are known in closed form.</summary>
internal static class Signals
{
    public static float[] Tone(double frequencyHz, int rateHz, int length, double amplitude = 1, double phase = 0)
    {
        var samples = new float[length];
        for (var n = 0; n < length; n++)
        {
            samples[n] = (float)(amplitude * Math.Sin((2 * Math.PI * frequencyHz * n / rateHz) + phase));
        }

        return samples;
    }

    /// <summary>White noise, evenly distributed between plus and minus the amplitude.</summary>
    public static float[] Noise(int length, int seed, double amplitude = 1)
    {
        var random = new Random(seed);
        var samples = new float[length];
        for (var n = 0; n < length; n++)
        {
            samples[n] = (float)(amplitude * ((2 * random.NextDouble()) - 1));
        }

        return samples;
    }

    /// <summary>The largest difference between two signals of the same length; NUnit's own comparison takes seconds for long ones.</summary>
    public static double Distance(ReadOnlySpan<float> first, ReadOnlySpan<float> second)
    {
        Assert.That(first.Length, Is.EqualTo(second.Length));
        var largest = 0.0;
        for (var n = 0; n < first.Length; n++)
        {
            // Written so that NaN counts as infinitely far.
            var distance = Math.Abs((double)first[n] - second[n]);
            largest = distance <= largest ? largest : double.IsNaN(distance) ? double.PositiveInfinity : distance;
        }

        return largest;
    }

    public static double RootMeanSquare(ReadOnlySpan<float> samples)
    {
        var sum = 0.0;
        foreach (var sample in samples)
        {
            sum += (double)sample * sample;
        }

        return Math.Sqrt(sum / samples.Length);
    }
}

/// <summary>Counts what a piece of code takes from the managed heap.</summary>
internal static class Allocation
{
    /// <summary>Bytes taken by one run on this thread, after a first run that compiles it.</summary>
    public static long Of(Action action)
    {
        action();
        var before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
