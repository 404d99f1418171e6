namespace CallQuality.Inference.Phrases;

/// <summary>Centres the vectors of the encoder and brings every number of them to one spread: they lie close together, and what matters are differences.</summary>
internal sealed class FeatureScale
{
    private const double LeastSpread = 1e-6;

    private readonly double[] means;
    private readonly double[] spreads;

    private FeatureScale(double[] means, double[] spreads)
    {
        this.means = means;
        this.spreads = spreads;
    }

    /// <summary>The scale of training rows.</summary>
    /// <param name="rows">Rows of like length, one at least.</param>
    /// <param name="scaled">How many numbers of a row are scaled, from the first; the others stay.</param>
    public static FeatureScale Of(IReadOnlyList<float[]> rows, int scaled)
    {
        var means = new double[scaled];
        var spreads = new double[scaled];
        for (var i = 0; i < scaled; i++)
        {
            var mean = rows.Average(row => (double)row[i]);
            means[i] = mean;
            spreads[i] = LeastSpread + Math.Sqrt(rows.Average(row => (row[i] - mean) * (row[i] - mean)));
        }

        return new FeatureScale(means, spreads);
    }

    /// <summary>A row, scaled.</summary>
    public float[] Apply(float[] row)
    {
        var scaled = (float[])row.Clone();
        for (var i = 0; i < means.Length; i++)
        {
            scaled[i] = (float)((row[i] - means[i]) / spreads[i]);
        }

        return scaled;
    }

    /// <summary>Makes weights for scaled rows into weights for rows as they are.</summary>
    public void Undo(Regression regression)
    {
        var (weights, biases) = regression;
        for (var label = 0; label < weights.Length; label++)
        {
            double bias = biases[label];
            for (var i = 0; i < means.Length; i++)
            {
                var weight = weights[label][i] / spreads[i];
                bias -= weight * means[i];
                weights[label][i] = (float)weight;
            }

            biases[label] = (float)bias;
        }
    }
}
