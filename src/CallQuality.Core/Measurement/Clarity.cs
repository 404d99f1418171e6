namespace CallQuality.Core.Measurement;

/// <summary>
/// How clearly the words came out, 0 to 100: word certainty, nuclei heard per syllable expected, depth of the syllable-rate modulation.
/// Each runs from its bad to its good anchor; unknown ones are left out.
/// </summary>
internal static class Clarity
{
    private static readonly (double Bad, double Good, double Weight) Certainty = (0.45, 0.85, 0.5);
    private static readonly (double Bad, double Good, double Weight) Nuclei = (0.55, 0.85, 0.25);
    private static readonly (double Bad, double Good, double Weight) Modulation = (0.35, 0.6, 0.25);

    /// <summary>The three together; <see langword="null"/> where fewer than two are known.</summary>
    public static double? Of(double? wordCertainty, double? nucleiRatio, double? modulationDepth)
    {
        var (sum, weight, known) = (0.0, 0.0, 0);
        foreach (var (value, anchors) in new[] { (wordCertainty, Certainty), (nucleiRatio, Nuclei), (modulationDepth, Modulation) })
        {
            if (value is { } number)
            {
                sum += anchors.Weight * Math.Clamp((number - anchors.Bad) / (anchors.Good - anchors.Bad), 0, 1);
                weight += anchors.Weight;
                known++;
            }
        }

        return known >= 2 ? 100 * sum / weight : null;
    }
}
