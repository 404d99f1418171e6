using CallQuality.Core.Analysis;
using CallQuality.Core.Calls;
using CallQuality.Core.Mistakes;
using CallQuality.Reports.Pages;

namespace CallQuality.Reports.Scorecards;

/// <summary>A scorecard as the page tells it: what comes first, what stands beside what.</summary>
/// <remarks>Immutable. The components of this folder take it as their only parameter.</remarks>
public sealed class ScorecardView
{
    private const int MostMoments = 3;

    /// <summary>Prepares a page.</summary>
    /// <param name="analysis">The result with sound and tracks.</param>
    /// <param name="language">Language of the page.</param>
    /// <param name="linkedSound">Address of the sound beside the page; <see langword="null"/> where the page carries it.</param>
    public ScorecardView(CallAnalysis analysis, Language language, string? linkedSound)
        : this((analysis ?? throw new ArgumentNullException(nameof(analysis))).Scorecard, CallDrawing.Of(analysis), language, linkedSound)
    {
    }

    /// <summary>Prepares a page of a call that was drawn before.</summary>
    /// <param name="card">The result.</param>
    /// <param name="drawing">Its sound and tracks as drawn.</param>
    /// <param name="language">Language of the page.</param>
    /// <param name="linkedSound">Address of the sound; <see langword="null"/> where the page carries it.</param>
    public ScorecardView(Scorecard card, CallDrawing drawing, Language language, string? linkedSound)
    {
        ArgumentNullException.ThrowIfNull(card);
        Card = card;
        Drawing = drawing;
        Words = new Wordings(language);
        LinkedSound = linkedSound;
        Moments = ChooseMoments(card);
        Readings = FirstReadings(card);
    }

    /// <summary>Sound and tracks as drawn.</summary>
    public CallDrawing Drawing { get; }

    /// <summary>The result.</summary>
    public Scorecard Card { get; }

    /// <summary>The page's words.</summary>
    public Wordings Words { get; }

    /// <summary>Address of the sound beside the page; <see langword="null"/> where the page carries it.</summary>
    public string? LinkedSound { get; }

    /// <summary>The two or three findings that matter most: of different mistakes and times, the worst mistake first.</summary>
    public IReadOnlyList<Moment> Moments { get; }

    /// <summary>The first reading of every measure, for the norms in the table of measurements.</summary>
    public IReadOnlyDictionary<string, MeasureReading> Readings { get; }

    /// <summary>All findings of mistakes in the order of the call, each span once a mistake.</summary>
    public IEnumerable<Moment> FindingsInOrder => Card.Mistakes
        .SelectMany(result => result.Findings.Select(finding => new Moment(result, finding)))
        .OrderBy(moment => moment.Finding.Start)
        .ThenBy(moment => moment.Result.Mistake);

    /// <summary>The page's title, also that of the browser's tab.</summary>
    public string Title => Words.Text("title", Card.File);

    /// <summary>
    /// The reading that explains a mistake's score best: that of its strongest finding, so that bar and sentence agree, else
    /// the one furthest from its norm; <see langword="null"/> without known readings.
    /// </summary>
    public static MeasureReading? Telling(MistakeResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var known = result.Readings.Where(reading => reading.Value is not null && IsBounded(reading.Norm)).ToList();
        return known.Find(reading => result.Findings is [var first, ..] && reading.Measure == first.Measure)
            ?? known.MinBy(reading => reading.PartialScore ?? 101);
    }

    /// <summary>One line of evidence: what was heard at the strongest finding, or that nothing was found, or why there is no score.</summary>
    public string Evidence(MistakeResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (result.Reason is { } reason)
        {
            return Words.Text(reason);
        }

        return result.Findings.Count > 0
            ? Words.Text(result.Findings[0].Explanation)
            : Words[result.Readings.Any(reading => IsOutside(reading.Value, reading.Norm)) ? "mistake.noFindings" : "mistake.clean"];
    }

    /// <summary>Whether a value lies outside the usual range; an unknown one does not.</summary>
    internal static bool IsOutside(double? value, Norm? norm) => norm is not null && (value < norm.Min || value > norm.Max);

    // "0 or more" bounds nothing.
    private static bool IsBounded(Norm norm) => norm.Max is not null || norm.Min is not (null or 0);

    // The strongest moment of each of the worst mistakes: three times the same thing teaches less than three things, so a
    // second moment of one mistake is there only to make two. What lies in the best band was not found and comes first nowhere.
    private static List<Moment> ChooseMoments(Scorecard card)
    {
        var ranked = card.Mistakes
            .Where(result => result.Severity is not (null or Severity.None) && result.Findings.Count > 0)
            .OrderBy(result => result.Score)
            .ToList();
        var chosen = new List<Moment>();
        void Take(MistakeResult result, int most)
        {
            var moment = result.Findings
                .Select(finding => new Moment(result, finding))
                .FirstOrDefault(moment => chosen.TrueForAll(other => !other.Overlaps(moment)));
            if (moment is not null && chosen.Count < most)
            {
                chosen.Add(moment);
            }
        }

        ranked.ForEach(result => Take(result, MostMoments));
        ranked.ForEach(result => Take(result, MostMoments - 1));
        return chosen;
    }

    private static Dictionary<string, MeasureReading> FirstReadings(Scorecard card)
    {
        var readings = new Dictionary<string, MeasureReading>(StringComparer.Ordinal);
        foreach (var reading in card.Mistakes.SelectMany(result => result.Readings))
        {
            // Later mistakes win: TooFast knows the tempo's lower bound too, HarriedDelivery only the upper one.
            if (!readings.TryGetValue(reading.Measure, out var known) || (known.Norm.Min is null && reading.Norm.Min is not null))
            {
                readings[reading.Measure] = reading;
            }
        }

        return readings;
    }
}

/// <summary>A finding together with the verdict it belongs to.</summary>
/// <param name="Result">The verdict.</param>
/// <param name="Finding">The finding.</param>
public sealed record Moment(MistakeResult Result, Finding Finding)
{
    /// <summary>Whether two findings share time.</summary>
    public bool Overlaps(Moment other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Finding.Start < other.Finding.End && other.Finding.Start < Finding.End;
    }
}
