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
        if (Of([.. results.Select(result => (result.Mistake, result.Score))], rubric) is not { } score)
        {
            return (null, null);
        }

        var all = results.Sum(result => rubric.For(result.Mistake).Weight);
        var confidence = results.Where(result => result.Score is not null).Sum(result => rubric.For(result.Mistake).Weight * (result.Confidence ?? 0));
        return (score, Math.Round(confidence / all, 3));
    }

    /// <summary>The overall score of scores alone, 0 to 100; <see langword="null"/> where no mistake with a weight has one.</summary>
    public static int? Of(IReadOnlyList<(Mistake Mistake, int? Score)> scores, Rubric rubric)
    {
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(rubric);
        var (sum, weights, worst) = (0.0, 0.0, 100);
        foreach (var (mistake, known) in scores)
        {
            var weight = rubric.For(mistake).Weight;
            if (known is { } score && weight > 0)
            {
                sum += weight * score;
                weights += weight;
                worst = Math.Min(worst, score);
            }
        }

        if (weights == 0)
        {
            return null;
        }

        var mean = sum / weights;
        var overall = mean + (rubric.WorstShare * (worst - mean));
        return (int)Math.Round(overall, MidpointRounding.AwayFromZero);
    }
}
