using CallQuality.Audio;
using CallQuality.Audio.Line;
using CallQuality.Core.Calls;
using CallQuality.Core.Dialogue;
using CallQuality.Core.Measurement;
using CallQuality.Core.Mistakes;
using CallQuality.Core.Transcription;
using CallQuality.Core.Wording;

namespace CallQuality.Core.Analysis;

/// <summary>The result for one call: eight verdicts with their evidence and the versions that made them.</summary>
public sealed record Scorecard
{
    /// <summary>Id of the call: the first 16 hexadecimal digits of the file's SHA-256.</summary>
    public required string CallId { get; init; }

    /// <summary>The file's name without folders.</summary>
    public required string File { get; init; }

    /// <summary>SHA-256 of the file.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Length of the recording.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>What the file was.</summary>
    public required SourceFormat Source { get; init; }

    /// <summary>What a reader should know about the file.</summary>
    public required IReadOnlyList<Bilingual> Notices { get; init; }

    /// <summary>What is known besides the sound.</summary>
    public required CallMetadata Metadata { get; init; }

    /// <summary>Who is on which channel and how that was decided.</summary>
    public required CallSides Sides { get; init; }

    /// <summary>The agent's line.</summary>
    public required LineQuality AgentLine { get; init; }

    /// <summary>Whether the agent's line is good enough for measures it could spoil.</summary>
    public required bool AgentLineUsable { get; init; }

    /// <summary>The customer's line; <see langword="null"/> where the customer has no channel.</summary>
    public required LineQuality? CustomerLine { get; init; }

    /// <summary>Whether the customer's line is good enough; <see langword="null"/> where there is none.</summary>
    public required bool? CustomerLineUsable { get; init; }

    /// <summary>The words.</summary>
    public required Transcript Transcript { get; init; }

    /// <summary>The turns.</summary>
    public required CallDialogue Dialogue { get; init; }

    /// <summary>Measures of the agent's side.</summary>
    public required SideMeasurements Agent { get; init; }

    /// <summary>Measures of the customer's side; <see langword="null"/> where the customer has no channel.</summary>
    public required SideMeasurements? Customer { get; init; }

    /// <summary>The eight mistakes, in the order of <see cref="Mistake"/>.</summary>
    public required IReadOnlyList<MistakeResult> Mistakes { get; init; }

    /// <summary>The four strengths, in the order of <see cref="Strength"/>.</summary>
    public required IReadOnlyList<StrengthResult> Strengths { get; init; }

    /// <summary>What the agent promised, in order.</summary>
    public required IReadOnlyList<Promise> Promises { get; init; }

    /// <summary>Where the caller misses what was promised in an earlier call, in order; <see langword="null"/> where nobody looked: scorecards from before this was looked for.</summary>
    public IReadOnlyList<PromiseComplaint>? Complaints { get; init; }

    /// <summary>How soon the matter was taken up; <see langword="null"/> where the call was not scored.</summary>
    public ReactionTimes? Reactions { get; init; }

    /// <summary>The overall score, 0 to 100; <see langword="null"/> where no mistake could be scored.</summary>
    public required int? OverallScore { get; init; }

    /// <summary>How sure the overall score is, 0 to 1; <see langword="null"/> without a score.</summary>
    public required double? OverallConfidence { get; init; }

    /// <summary>Program, rubric and model versions.</summary>
    public required Versions Versions { get; init; }

    /// <summary>Why no mistake could be scored: the reason most of them share. <see langword="null"/> where there is an overall score.</summary>
    public Bilingual? WhyNotScorable => OverallScore is not null ? null : Mistakes
        .Where(result => result.Reason is not null)
        .GroupBy(result => result.Reason!.Value)
        .OrderByDescending(group => group.Count())
        .Select(group => group.Key)
        .FirstOrDefault(Texts.Both("report.head.noOverall"));
}

/// <summary>The versions that made a result.</summary>
/// <param name="Program">Version of this program.</param>
/// <param name="Rubric">Version named in the rubric file.</param>
/// <param name="Models">Model role to its name and hash.</param>
public sealed record Versions(string Program, string Rubric, IReadOnlyDictionary<string, string> Models);
