using CallQuality.Core.Mistakes;

namespace CallQuality.Core.Scoring;

/// <summary>Sums eight verdicts up.</summary>
public static class OverallScore
{
    /// <summary>
    /// The overall score, 0 to 100, and how sure it is, 0 to 1; both <see langword="null"/> where no mistake with a weight was scored.
    /// The score is the mean by the rubric's weights, drawn towards the worst mistake by <see cref="Rubric.WorstShare"/>.
    /// The confidence is the mean of the mistakes' confidences by the same weights; what was not scored counts as 0.
    /// </summary>
    public static (int? Score, double? Confidence) Of(IReadOnlyList<MistakeResult> results, Rubric rubric)
    {
        ArgumentNullException.ThrowIfNull(results);
        ArgumentNullException.ThrowIfNull(rubric);
        var (sum, weights, confidence, all, worst) = (0.0, 0.0, 0.0, 0.0, 100);
        foreach (var result in results)
        {
            var weight = rubric.For(result.Mistake).Weight;
            all += weight;
            if (result.Score is { } score && weight > 0)
            {
                sum += weight * score;
                weights += weight;
                confidence += weight * (result.Confidence ?? 0);
                worst = Math.Min(worst, score);
            }
        }

        if (weights == 0)
        {
            return (null, null);
        }

        var mean = sum / weights;
        var overall = mean + (rubric.WorstShare * (worst - mean));
        return ((int)Math.Round(overall, MidpointRounding.AwayFromZero), Math.Round(confidence / all, 3));
    }
}
