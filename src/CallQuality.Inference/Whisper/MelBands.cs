namespace CallQuality.Inference.Whisper;

/// <summary>Triangular bands on Slaney's mel scale, each of unit area.</summary>
/// <remarks>Source: Slaney, Auditory Toolbox (1998), as in librosa's default; what Whisper's <c>mel_filters.npz</c> holds.</remarks>
internal static class MelBands
{
    private const double LinearHzPerMel = 200.0 / 3;
    private const double LogStartHz = 1000;
    private static readonly double LogStep = Math.Log(6.4) / 27;

    /// <summary>The bands from 0 to half the sample rate, each as first bin and weights.</summary>
    public static (int First, float[] Weights)[] Create(int bands, int bins, int sampleRateHz)
    {
        var nyquistHz = sampleRateHz / 2.0;
        var edgesHz = Enumerable.Range(0, bands + 2).Select(i => Hz(Mel(nyquistHz) * i / (bands + 1))).ToArray();
        return [.. Enumerable.Range(0, bands).Select(b => Band(edgesHz[b], edgesHz[b + 1], edgesHz[b + 2], bins, nyquistHz))];
    }

    private static (int First, float[] Weights) Band(double lowHz, double middleHz, double highHz, int bins, double nyquistHz)
    {
        var area = 2 / (highHz - lowHz);
        var all = Enumerable.Range(0, bins)
            .Select(bin => nyquistHz * bin / (bins - 1))
            .Select(hz => (float)(area * Math.Max(0, Math.Min((hz - lowHz) / (middleHz - lowHz), (highHz - hz) / (highHz - middleHz)))))
            .ToArray();
        var first = Array.FindIndex(all, weight => weight > 0);
        var last = Array.FindLastIndex(all, weight => weight > 0);
        return first < 0 ? (0, []) : (first, all[first..(last + 1)]);
    }

    private static double Mel(double hz) =>
        hz < LogStartHz ? hz / LinearHzPerMel : (LogStartHz / LinearHzPerMel) + (Math.Log(hz / LogStartHz) / LogStep);

    private static double Hz(double mel) => mel < LogStartHz / LinearHzPerMel
        ? mel * LinearHzPerMel
        : LogStartHz * Math.Exp(LogStep * (mel - (LogStartHz / LinearHzPerMel)));
}
