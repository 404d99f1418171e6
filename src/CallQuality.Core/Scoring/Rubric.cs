using System.Collections.Frozen;
using CallQuality.Core.Calls;
using CallQuality.Core.Mistakes;

namespace CallQuality.Core.Scoring;

/// <summary>The norms by which calls are judged: one versioned file, shipped inside the program or given by the user.</summary>
/// <remarks>Immutable and safe to share between threads.</remarks>
public sealed record Rubric
{
    private static readonly Lazy<Rubric> Shipped = new(RubricReader.ReadShipped);

    /// <summary>The rubric that ships with the program.</summary>
    public static Rubric Default => Shipped.Value;

    /// <summary>Version as the file names it; every score carries it.</summary>
    public required string Version { get; init; }

    /// <summary>What must be given before anything is scored.</summary>
    public required Gates Gates { get; init; }

    /// <summary>How confidence falls.</summary>
    public required ConfidenceRules Confidence { get; init; }

    /// <summary>Where severity begins.</summary>
    public required SeverityBands Bands { get; init; }

    /// <summary>Share of the worst mistake in the overall score, 0 to 1; the rest is the weighted mean of all.</summary>
    public required double WorstShare { get; init; }

    /// <summary>The rules of each mistake; all eight are present.</summary>
    internal FrozenDictionary<Mistake, MistakeRubric> Mistakes { get; init; } = FrozenDictionary<Mistake, MistakeRubric>.Empty;

    /// <summary>Reads and validates a rubric file.</summary>
    /// <param name="yaml">The file's text.</param>
    /// <param name="fileName">The file's name as error sentences show it.</param>
    /// <exception cref="RubricException">The text is not a valid rubric; every error is named with its line.</exception>
    public static Rubric Parse(string yaml, string fileName) => RubricReader.Read(yaml, fileName, Default);

    /// <summary>The rules of one mistake.</summary>
    public MistakeRubric For(Mistake mistake) => Mistakes[mistake];

    /// <summary>The band of a score of 0 to 100.</summary>
    public Severity SeverityOf(int score) =>
        score >= Bands.None ? Severity.None
        : score >= Bands.Slight ? Severity.Slight
        : score >= Bands.Clear ? Severity.Clear
        : Severity.Severe;
}

/// <summary>What must be given before anything is scored. A gate that is not passed gives <see cref="ScoreStatus.NotScorable"/> with its reason.</summary>
public sealed record Gates
{
    /// <summary>Least speech of the agent in seconds.</summary>
    public required double MinAgentSpeechSeconds { get; init; }

    /// <summary>Least signal-to-noise ratio in dB for measures the line can spoil.</summary>
    public required double MinSnrDb { get; init; }

    /// <summary>Greatest share of clipped samples, 0 to 1, for the same.</summary>
    public required double MaxClippedShare { get; init; }

    /// <summary>Greatest share of speech lost in drop-outs, 0 to 1, for the same.</summary>
    public required double MaxDropoutShare { get; init; }

    /// <summary>From this lower band edge in hertz on, pitch movement is not scored.</summary>
    public required double PitchLowEdgeHz { get; init; }

    /// <summary>Least mean word certainty, 0 to 1, for mistakes that rest on words.</summary>
    public required double MinWordCertainty { get; init; }
}

/// <summary>How the confidence of a score falls: each factor rises in a straight line from its lowest value at the gate to 1 at the value named here.</summary>
public sealed record ConfidenceRules
{
    /// <summary>Agent speech in seconds from which on its factor is 1.</summary>
    public required double FullSpeechSeconds { get; init; }

    /// <summary>Signal-to-noise ratio in dB from which on its factor is 1.</summary>
    public required double FullSnrDb { get; init; }

    /// <summary>Mean word certainty from which on its factor is 1.</summary>
    public required double FullWordCertainty { get; init; }

    /// <summary>The factor at the gate itself, 0 to 1.</summary>
    public required double AtGate { get; init; }

    /// <summary>The factor where the two people had to be told apart by their voices, 0 to 1.</summary>
    public required double Diarised { get; init; }

    /// <summary>The factor where only the agent was recorded, 0 to 1.</summary>
    public required double AgentAlone { get; init; }
}

/// <summary>Lower ends of the severity bands, descending; below <see cref="Clear"/> is severe.</summary>
/// <param name="None">From here on <see cref="Severity.None"/>.</param>
/// <param name="Slight">From here on <see cref="Severity.Slight"/>.</param>
/// <param name="Clear">From here on <see cref="Severity.Clear"/>.</param>
public sealed record SeverityBands(int None, int Slight, int Clear);

/// <summary>The rules of one mistake.</summary>
public sealed record MistakeRubric
{
    /// <summary>The mistake.</summary>
    public required Mistake Mistake { get; init; }

    /// <summary>Weight in the overall score, 0 (not counted) and up.</summary>
    public required double Weight { get; init; }

    /// <summary>From the mean of the measures' partial scores to the mistake's score; fitted to people's ratings by <c>callquality calibrate</c>, else a straight line.</summary>
    public MonotoneCurve Curve { get; init; } = MonotoneCurve.Identity;

    /// <summary>Measures by language and id.</summary>
    internal FrozenDictionary<(Language Language, string Id), MeasureRule> Measures { get; init; } = FrozenDictionary<(Language Language, string Id), MeasureRule>.Empty;

    /// <summary>Settings by language and id.</summary>
    internal FrozenDictionary<(Language Language, string Id), RubricNumber> Settings { get; init; } = FrozenDictionary<(Language Language, string Id), RubricNumber>.Empty;

    /// <summary>Ids of the mistake's measures in the order of the file.</summary>
    public required IReadOnlyList<string> MeasureIds { get; init; }

    /// <summary>Ids of the mistake's settings in the order of the file.</summary>
    public required IReadOnlyList<string> SettingIds { get; init; }

    /// <summary>The rule of a measure in a language.</summary>
    /// <exception cref="KeyNotFoundException">The rubric has no such measure: an error of this program, validated files have all.</exception>
    public MeasureRule Measure(string id, Language language) => Measures[(language, id)];

    /// <summary>The value of a setting in a language, in the unit the rubric names.</summary>
    /// <exception cref="KeyNotFoundException">The rubric has no such setting: an error of this program, validated files have all.</exception>
    public double Setting(string id, Language language) => Settings[(language, id)].Value;

    /// <summary>A setting as a norm, for findings that are held against it.</summary>
    /// <param name="id">Id of the setting.</param>
    /// <param name="language">The call's language.</param>
    /// <param name="isUpperBound">Whether the setting is the greatest usual value; else it is the least.</param>
    /// <exception cref="KeyNotFoundException">The rubric has no such setting.</exception>
    public Norm SettingNorm(string id, Language language, bool isUpperBound)
    {
        var setting = Settings[(language, id)];
        return new Norm(isUpperBound ? null : setting.Value, isUpperBound ? setting.Value : null, setting.Unit, setting.Source);
    }
}

/// <summary>One number of the rubric with its unit and source.</summary>
/// <param name="Value">The value in its unit.</param>
/// <param name="Unit">Id of the unit.</param>
/// <param name="Source">L, M or P.</param>
internal sealed record RubricNumber(double Value, string Unit, string Source);
