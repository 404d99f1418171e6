using CallQuality.Core.Calls;

namespace CallQuality.Core.Dialogue;

/// <summary>Cut-ins and response gaps from the order of turns.</summary>
internal static class TurnTaking
{
    /// <summary>A start nearer to the other's start is two people starting together.</summary>
    private static readonly TimeSpan LeastOnset = TimeSpan.FromSeconds(0.5);

    // About 40 % of ordinary speaker changes overlap, hardly any by more than half a second (Heldner and Edlund 2010).
    private static readonly TimeSpan OrdinaryOverlap = TimeSpan.FromSeconds(0.5);

    /// <summary>From here on an overlap counts if the other's last word was visibly broken off.</summary>
    private static readonly TimeSpan BrokenOffOverlap = TimeSpan.FromSeconds(0.2);

    /// <summary>Who speaks on for this long after the other fell silent keeps the floor.</summary>
    private static readonly TimeSpan FloorKept = TimeSpan.FromSeconds(0.5);

    /// <summary>Nobody answers a sound in less (Levinson and Torreira 2015): who starts sooner after the other did heard a pause.</summary>
    private static readonly TimeSpan LeastReaction = TimeSpan.FromSeconds(0.2);

    /// <summary>Turns that started well inside the other's turn, while the other was heard to speak, and kept the floor.</summary>
    /// <param name="turns">All turns, ordered by start.</param>
    /// <param name="spurtsOf">The talk spurts of a side, ordered by start.</param>
    public static List<CutIn> CutIns(IReadOnlyList<Turn> turns, Func<Side, IReadOnlyList<TalkSpurt>> spurtsOf)
    {
        var cutIns = new List<CutIn>();
        for (var i = 1; i < turns.Count; i++)
        {
            var interrupting = turns[i];
            if (Before(turns, i) is { } interrupted && IsCutIn(interrupted, interrupting)
                && spurtsOf(interrupted.Side).Any(spurt => spurt.Start + LeastReaction <= interrupting.Start && spurt.End > interrupting.Start))
            {
                cutIns.Add(new CutIn(interrupting.Side, interrupting.Start, interrupted, interrupting));
            }
        }

        return cutIns;
    }

    /// <summary>Times between one side's turn and the other's answer.</summary>
    /// <param name="turns">All turns, ordered by start.</param>
    public static List<ResponseGap> ResponseGaps(IReadOnlyList<Turn> turns)
    {
        var gaps = new List<ResponseGap>();
        for (var i = 1; i < turns.Count; i++)
        {
            // The turn before must be the other's, and this one must outlast it: what is said inside the other's turn answers nothing.
            if (turns[i - 1].Side != turns[i].Side && turns[i].End > turns[i - 1].End)
            {
                gaps.Add(new ResponseGap(turns[i].Side, turns[i - 1].End, turns[i].Start - turns[i - 1].End, turns[i]));
            }
        }

        return gaps;
    }

    private static Turn? Before(IReadOnlyList<Turn> turns, int index)
    {
        for (var i = index - 1; i >= 0; i--)
        {
            if (turns[i].Side != turns[index].Side)
            {
                return turns[i];
            }
        }

        return null;
    }

    private static bool IsCutIn(Turn interrupted, Turn interrupting)
    {
        var overlap = interrupted.End - interrupting.Start;
        return interrupting.Words.Count > 0
            && interrupting.Start - interrupted.Start > LeastOnset
            && interrupting.End - interrupted.End >= FloorKept
            && (overlap > OrdinaryOverlap || (overlap >= BrokenOffOverlap && IsBrokenOff(interrupted)));
    }

    private static bool IsBrokenOff(Turn turn) =>
        turn.Words is [.., { Text: var last }] && (last.EndsWith('-') || last.EndsWith('–') || last.EndsWith('…') || last.EndsWith("...", StringComparison.Ordinal));
}
