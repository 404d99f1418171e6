namespace CallQuality.Core.Measurement;

/// <summary>How far the pitch moves: standard deviation and 5th-to-95th percentile in semitones about the median.</summary>
/// <param name="Semitones">Standard deviation about the median.</param>
/// <param name="RangeSemitones">5th to 95th percentile.</param>
/// <param name="MedianHz">The median.</param>
public readonly record struct PitchSpread(double Semitones, double RangeSemitones, double MedianHz)
{
    /// <summary>Voiced frames that a window of ten seconds needs at least: one second.</summary>
    public const int FewestFrames = 100;

    private const double WithinOctave = 0.9;

    /// <summary>Measures voiced frames; <see langword="null"/> with too few of them or where they do not agree on one voice.</summary>
    /// <param name="pitchHz">Frames; NaN where unvoiced.</param>
    /// <param name="fewestFrames">Fewest voiced frames; fewer are enough for a single sentence.</param>
    public static PitchSpread? Of(ReadOnlySpan<float> pitchHz, int fewestFrames = FewestFrames)
    {
        var semitones = new double[pitchHz.Length];
        var count = 0;
        foreach (var hz in pitchHz)
        {
            if (float.IsFinite(hz))
            {
                semitones[count++] = 12 * Math.Log2(hz);
            }
        }

        if (count < fewestFrames)
        {
            return null;
        }

        var voiced = semitones.AsSpan(0, count);
        voiced.Sort();
        var median = Numbers.OfSorted(voiced, 0.5);
        var (squares, near) = (0.0, 0);
        foreach (var value in voiced)
        {
            squares += (value - median) * (value - median);
            near += Math.Abs(value - median) <= 12 ? 1 : 0;
        }

        return near < WithinOctave * count
            ? null
            : new PitchSpread(
                Math.Sqrt(squares / (count - 1)),
                Numbers.OfSorted(voiced, 0.95) - Numbers.OfSorted(voiced, 0.05),
                Math.Pow(2, median / 12));
    }
}
