namespace CallQuality.Audio.Dsp;

/// <summary>The raised-cosine window of von Hann.</summary>
public static class HannWindow
{
    /// <summary>The periodic form, for spectra of overlapping frames: <c>w[n] = 0.5 − 0.5·cos(2πn/length)</c>.</summary>
    /// <param name="length">Samples, 1 or more.</param>
    public static float[] Periodic(int length) => Create(length, length);

    /// <summary>The symmetric form, whose first and last values are 0: <c>w[n] = 0.5 − 0.5·cos(2πn/(length − 1))</c>.</summary>
    /// <param name="length">Samples, 2 or more.</param>
    public static float[] Symmetric(int length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 2);
        return Create(length, length - 1);
    }

    private static float[] Create(int length, int period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        var window = new float[length];
        for (var n = 0; n < length; n++)
        {
            window[n] = (float)(0.5 - (0.5 * Math.Cos(2 * Math.PI * n / period)));
        }

        return window;
    }
}
