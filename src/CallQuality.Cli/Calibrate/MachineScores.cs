using CallQuality.Core.Agreement;
using CallQuality.Core.Mistakes;
using CallQuality.Core.Wording;
using CallQuality.Reports.Json;
using CallQuality.Storage;
using CallQuality.Storage.Calls;

namespace CallQuality.Cli.Calibrate;

/// <summary>The machine's scores of rated calls, from scorecards in a folder or from the database.</summary>
/// <param name="Rubric">Version of the rubric that made them; they all have the same.</param>
/// <param name="Scores">Score by call and mistake, 0 to 100; <see langword="null"/> where it gave none.</param>
internal sealed record MachineScores(string Rubric, IReadOnlyDictionary<(string CallId, Mistake Mistake), int?> Scores)
{
    /// <summary>Reads every scorecard below a folder.</summary>
    /// <exception cref="RatedCallsException">There is none, or they were made with several rubrics.</exception>
    public static MachineScores OfFolder(string folder, IReadOnlySet<string> callIds)
    {
        if (!Directory.Exists(folder))
        {
            throw new RatedCallsException(Texts.Both("calibrate.noFolder", folder));
        }

        var cards = Directory.EnumerateFiles(folder, ScorecardJson.FileName, SearchOption.AllDirectories)
            .Select(path => ScorecardJson.Read(File.ReadAllBytes(path), path)).Where(card => callIds.Contains(card.CallId));
        return Of(cards.SelectMany(card => card.Mistakes.Select(result => (card.CallId, card.Versions.Rubric, result.Mistake, result.Score))));
    }

    /// <summary>Reads the current scorecards of the database.</summary>
    /// <exception cref="RatedCallsException">There is none, or they were made with several rubrics.</exception>
    public static MachineScores OfDatabase(CallDatabase database, IReadOnlySet<string> callIds) => Of(
        from scored in new CallReader(database, Storage.Scorecards.Redaction.OfNothing).Scored(callIds)
        from mistake in Enum.GetValues<Mistake>()
        select (scored.CallId, scored.Rubric, mistake, scored.Card.ScoreOf(mistake)));

    /// <summary>What people and machine said of a mistake, call by call, in the order of the calls' ids.</summary>
    public IReadOnlyList<RatedCall> RatedCalls(IReadOnlyList<Rating> ratings, Mistake mistake) => [.. ratings
        .Where(rating => rating.Mistake == mistake)
        .GroupBy(rating => rating.CallId)
        .OrderBy(group => group.Key, StringComparer.Ordinal)
        .Select(group => new RatedCall(Scores.GetValueOrDefault((group.Key, mistake)), [.. group.Select(rating => rating.Score)]))];

    private static MachineScores Of(IEnumerable<(string CallId, string Rubric, Mistake Mistake, int? Score)> all)
    {
        var rows = all.DistinctBy(row => (row.CallId, row.Mistake)).ToList();
        string[] rubrics = [.. rows.Select(row => row.Rubric).Distinct().Order(StringComparer.Ordinal)];
        return rubrics switch
        {
            [] => throw new RatedCallsException(Texts.Both("calibrate.noScorecard")),
            [var one] => new MachineScores(one, rows.ToDictionary(row => (row.CallId, row.Mistake), row => row.Score)),
            _ => throw new RatedCallsException(Texts.Both("calibrate.severalRubrics", string.Join(", ", rubrics))),
        };
    }
}

/// <summary>The rated calls cannot be compared.</summary>
internal sealed class RatedCallsException(Audio.Bilingual text) : Audio.CallQualityException(text);
