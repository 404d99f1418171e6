using System.Globalization;
using System.Text;
using CallQuality.Audio.Prosody;

namespace CallQuality.Reports.Charts;

/// <summary>Pitch over the whole call in semitones about the speaker's median, as SVG paths in a box of 1000 by 100.</summary>
internal sealed class PitchShape
{
    /// <summary>Semitones from the middle of the box to its edge.</summary>
    public const double EdgeSemitones = 9;

    private const int Columns = WaveformShape.Columns;

    private PitchShape(string movement, string median)
    {
        Movement = movement;
        Median = median;
    }

    /// <summary>Lowest to highest pitch of each column, as vertical strokes.</summary>
    public string Movement { get; }

    /// <summary>Median pitch of each column, as short horizontal strokes.</summary>
    public string Median { get; }

    /// <summary>The shape of a track; <see langword="null"/> where nothing in it is voiced.</summary>
    /// <param name="track">The track.</param>
    /// <param name="length">Length of the call.</param>
    public static PitchShape? Of(PitchTrack track, TimeSpan length)
    {
        var voiced = track.PitchHz.Where(float.IsFinite).Order().ToArray();
        if (voiced.Length == 0 || length <= TimeSpan.Zero)
        {
            return null;
        }

        var medianHz = voiced[voiced.Length / 2];
        var movement = new StringBuilder();
        var median = new StringBuilder();
        var column = new List<double>();
        for (int frame = 0, x = 0; x < Columns; x++)
        {
            column.Clear();
            for (; frame < track.PitchHz.Length && ColumnOf(track, frame, length) <= x; frame++)
            {
                if (float.IsFinite(track.PitchHz[frame]))
                {
                    column.Add(12 * Math.Log2(track.PitchHz[frame] / medianHz));
                }
            }

            if (column.Count > 0)
            {
                column.Sort();
                var middle = Y(column[column.Count / 2]);
                movement.Append(CultureInfo.InvariantCulture, $"M{x}.5 {Y(column[0]):0.#}V{Y(column[^1]):0.#}");
                median.Append(CultureInfo.InvariantCulture, $"M{x} {middle:0.#}h1");
            }
        }

        return new PitchShape(movement.ToString(), median.ToString());
    }

    private static int ColumnOf(PitchTrack track, int frame, TimeSpan length) =>
        (int)((track.FirstFrame + (track.Step * frame)) / length * Columns);

    private static double Y(double semitones) => 50 - (Math.Clamp(semitones, -EdgeSemitones, EdgeSemitones) / EdgeSemitones * 48);
}
