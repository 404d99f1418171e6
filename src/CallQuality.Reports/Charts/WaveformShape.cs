using System.Globalization;
using System.Numerics.Tensors;
using System.Text;

namespace CallQuality.Reports.Charts;

/// <summary>The outline of a channel's level over the whole call as one closed SVG path in a box of 1000 by 100.</summary>
internal static class WaveformShape
{
    /// <summary>Width of the box; also the number of columns.</summary>
    public const int Columns = 1000;

    // Height of the box is 100; its middle is silence.
    private const int Middle = 50;

    /// <summary>The path.</summary>
    /// <param name="samples">The channel.</param>
    /// <returns>Path data; a flat line for silence. The loudest hundredth of the columns fills the box, so that a quiet line can still be read.</returns>
    public static string Path(ReadOnlySpan<float> samples)
    {
        var peaks = Peaks(samples);
        var full = Math.Max(Loud(peaks), 1e-4f);
        var path = new StringBuilder(Columns * 14);
        path.Append("M0 ").Append(Middle);
        for (var column = 0; column < Columns; column++)
        {
            Append(path, column, Middle - Height(peaks[column], full));
        }

        for (var column = Columns - 1; column >= 0; column--)
        {
            Append(path, column, Middle + Height(peaks[column], full));
        }

        return path.Append('Z').ToString();
    }

    private static float[] Peaks(ReadOnlySpan<float> samples)
    {
        var peaks = new float[Columns];
        for (var column = 0; column < Columns; column++)
        {
            var from = (int)((long)column * samples.Length / Columns);
            var to = (int)((long)(column + 1) * samples.Length / Columns);
            peaks[column] = to > from ? Math.Abs(TensorPrimitives.MaxMagnitude(samples[from..to])) : 0;
        }

        return peaks;
    }

    private static float Loud(float[] peaks)
    {
        var sorted = peaks.ToArray();
        Array.Sort(sorted);
        return sorted[Columns - 1 - (Columns / 100)];
    }

    // At least a hair's breadth, so that silence shows as a line and not as a gap in the drawing.
    private static double Height(float peak, float full) => Math.Max(0.6, Math.Min(1, peak / full) * (Middle - 2));

    private static void Append(StringBuilder path, int x, double y) =>
        path.Append('L').Append(x).Append(' ').Append(y.ToString("0.#", CultureInfo.InvariantCulture));
}
