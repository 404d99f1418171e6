using CallQuality.Core.Analysis;
using CallQuality.Core.Calls;
using CallQuality.Core.Dialogue;
using CallQuality.Core.Measurement;

namespace CallQuality.Core.Mistakes;

/// <summary>A stretch of the agent's speech that can be played and quoted.</summary>
/// <param name="Start">From the recording's start.</param>
/// <param name="End">From the recording's start.</param>
/// <param name="Quote">The agent's words inside; <see langword="null"/> where none were recognised.</param>
internal sealed record Moment(TimeSpan Start, TimeSpan End, string? Quote)
{
    /// <summary>
    /// The longest stretch a window has in one turn. A window collects ten seconds of speech and may reach over the
    /// caller's turns; who plays it wants to hear the agent.
    /// </summary>
    public static Moment In(VoiceWindow window, CallEvidence evidence)
    {
        var best = (Turn: (Turn?)null, Start: window.Start, End: window.Start);
        foreach (var turn in evidence.Dialogue.Turns.Where(turn => turn.Side == Side.Agent && turn.Start < window.End && turn.End > window.Start))
        {
            var start = turn.Start > window.Start ? turn.Start : window.Start;
            var end = turn.End < window.End ? turn.End : window.End;
            if (end - start > best.End - best.Start)
            {
                best = (turn, start, end);
            }
        }

        return best.Turn is { } found
            ? new Moment(best.Start, best.End, QuoteOf(found, best.Start, best.End))
            : new Moment(window.Start, window.End, window.Quote.Length > 0 ? window.Quote : null);
    }

    private static string? QuoteOf(Turn turn, TimeSpan start, TimeSpan end)
    {
        var words = turn.Words.Where(word => (word.Start + word.End) / 2 >= start && (word.Start + word.End) / 2 <= end).Select(word => word.Text);
        return string.Join(' ', words) is { Length: > 0 } quote ? quote : null;
    }
}
