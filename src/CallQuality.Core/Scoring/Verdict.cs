using CallQuality.Audio;
using CallQuality.Core.Analysis;
using CallQuality.Core.Calls;
using CallQuality.Core.Mistakes;
using CallQuality.Core.Wording;

namespace CallQuality.Core.Scoring;

/// <summary>
/// Composes one mistake's verdict: measures are read, moments are found, and <see cref="Conclude"/> makes
/// score, severity and confidence of them by the rules every mistake shares.
/// </summary>
/// <remarks>
/// The score is the mean of the known measures' partial scores by the rubric's weights, put through the rubric's curve. Without a finding it is 100;
/// without a deduction there is no finding. Not thread-safe: one verdict a call and mistake.
/// </remarks>
/// <param name="mistake">The mistake.</param>
/// <param name="restsOn">What it is judged from.</param>
/// <param name="evidence">The call.</param>
/// <param name="rubric">The norms.</param>
internal sealed class Verdict(Mistake mistake, RestsOn restsOn, CallEvidence evidence, Rubric rubric)
{
    private readonly MistakeRubric rules = rubric.For(mistake);
    private readonly List<MeasureReading> readings = [];
    private readonly List<Finding> findings = [];
    private readonly List<string> required = [];
    private int floor;
    private int ceiling = 100;
    private double doubt = 1;
    private Bilingual? objection;

    /// <summary>The call's language, by which rules are chosen.</summary>
    public Language Language => evidence.Language;

    /// <summary>The rule of a measure in the call's language.</summary>
    public MeasureRule Rule(string measure) => rules.Measure(measure, Language);

    /// <summary>A setting in the call's language.</summary>
    public double Setting(string id) => rules.Setting(id, Language);

    /// <summary>A setting as a norm, for findings that are held against it.</summary>
    public Norm SettingNorm(string id, bool isUpperBound) => rules.SettingNorm(id, Language, isUpperBound);

    /// <summary>Whether a known value of the measure lies outside the usual range on the bad side.</summary>
    public bool IsBeyondNorm(string measure, double? value) => value is { } known && Rule(measure).IsBeyondNorm(known);

    /// <summary>Reads a measure: it is shown beside its norm and counts with its weight. Each measure is read once.</summary>
    /// <param name="measure">Id of the measure in the rubric.</param>
    /// <param name="value">The value; <see langword="null"/> where unknown, it then does not count.</param>
    public void Read(string measure, double? value)
    {
        var rule = Rule(measure);
        var known = value is { } number && double.IsFinite(number) ? number : (double?)null;
        readings.Add(new MeasureReading(measure, known, rule.Norm, known is { } v ? rule.PartialScore(v) : null));
    }

    /// <summary>As <see cref="Read"/>; where the value is unknown, the mistake is not scored.</summary>
    public void Require(string measure, double? value)
    {
        Read(measure, value);
        required.Add(measure);
    }

    /// <summary>Adds a moment.</summary>
    /// <param name="finding">The moment; its weight is any number of 0 and more, the conclusion turns weights into shares.</param>
    public void Find(Finding finding) => findings.Add(finding);

    /// <summary>Keeps the score from falling lower, for mistakes whose evidence is of one kind only.</summary>
    /// <param name="lowestScore">0 to 100; of several calls the highest holds.</param>
    public void NotBelow(int lowestScore) => floor = Math.Max(floor, lowestScore);

    /// <summary>Keeps the score from rising higher, for evidence that no curve measures.</summary>
    /// <param name="highestScore">0 to 100; of several calls the lowest holds.</param>
    public void NotAbove(int highestScore) => ceiling = Math.Min(ceiling, highestScore);

    /// <summary>The lowest score of <see cref="Severity.Slight"/>, for <see cref="NotBelow"/>.</summary>
    public int LowestSlight => rubric.Bands.Slight;

    /// <summary>The lowest score of <see cref="Severity.Clear"/>, for <see cref="NotBelow"/>.</summary>
    public int LowestClear => rubric.Bands.Clear;

    /// <summary>Lowers the confidence by a factor of 0 to 1.</summary>
    public void Doubt(double factor) => doubt *= Math.Clamp(factor, 0, 1);

    /// <summary>Keeps the mistake from being scored for a reason of its own, after the gates all mistakes share. The first objection holds.</summary>
    public void Object(Bilingual reason) => objection ??= reason;

    /// <summary>The verdict: not scorable where a gate or a required measure says so, else the score with its evidence.</summary>
    public MistakeResult Conclude()
    {
        if ((Gatekeeper.Refusal(evidence, rubric, restsOn) ?? objection ?? UnknownMeasure()) is { } reason)
        {
            return Refuse(reason);
        }

        var score = Score();
        return new MistakeResult
        {
            Mistake = mistake,
            Status = ScoreStatus.Scored,
            Reason = null,
            Score = score,
            Severity = rubric.SeverityOf(score),
            Confidence = Math.Round(Gatekeeper.Confidence(evidence, rubric, restsOn) * doubt, 3),
            Findings = score == 100 ? [] : Ranked(),
            Readings = readings,
        };
    }

    /// <summary>The verdict that there is none. Readings stay visible, without partial scores.</summary>
    public MistakeResult Refuse(Bilingual reason) =>
        MistakeResult.NotScorable(mistake, reason, [.. readings.Select(reading => reading with { PartialScore = null })]);

    private Bilingual? UnknownMeasure()
    {
        var unknown = readings.FirstOrDefault(reading => reading.Value is null && required.Contains(reading.Measure));
        if (unknown is null && readings.Any(reading => reading.Value is not null))
        {
            return null;
        }

        return unknown is null
            ? Texts.Both("gate.nothingMeasured")
            : Texts.Both("gate.unknownMeasure", Texts.Both("measure." + unknown.Measure));
    }

    private int Score()
    {
        if (findings.Count == 0)
        {
            return 100;
        }

        var (sum, weights) = (0.0, 0.0);
        foreach (var reading in readings)
        {
            if (reading.PartialScore is { } partial)
            {
                var weight = Rule(reading.Measure).Weight;
                sum += weight * partial;
                weights += weight;
            }
        }

        var mean = weights > 0 ? sum / weights : 100;
        return Math.Max(floor, Math.Min(ceiling, (int)Math.Round(rules.Curve.At(mean), MidpointRounding.AwayFromZero)));
    }

    private Finding[] Ranked()
    {
        var total = findings.Sum(finding => finding.Weight);
        return
        [
            .. findings
                .Select(finding => finding with { Weight = total > 0 ? finding.Weight / total : 1.0 / findings.Count })
                .OrderByDescending(finding => finding.Weight)
                .ThenBy(finding => finding.Start),
        ];
    }
}
