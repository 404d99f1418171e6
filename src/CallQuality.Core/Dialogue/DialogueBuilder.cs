using CallQuality.Core.Calls;
using CallQuality.Core.Transcription;

namespace CallQuality.Core.Dialogue;

/// <summary>Finds who spoke when and how the two took turns, from voice activity and words.</summary>
/// <remarks>
/// Works by channel and names the sides last, so that nothing depends on which side is the agent.
/// Stateless and thread-safe.
/// </remarks>
internal static class DialogueBuilder
{
    /// <summary>A longer silence of one side ends its turn even if the other stays silent: a hold, a look-up.</summary>
    public static readonly TimeSpan LongestPauseInTurn = TimeSpan.FromSeconds(2);

    /// <summary>Builds the dialogue.</summary>
    /// <param name="transcript">Words of all channels.</param>
    /// <param name="speech">Voice activity, one list a channel.</param>
    /// <param name="sides">Who is on which channel. Channels of nobody are left out.</param>
    public static CallDialogue Build(Transcript transcript, IReadOnlyList<IReadOnlyList<SpeechSegment>> speech, CallSides sides)
    {
        var agent = Spurts(transcript, speech, sides.AgentChannel);
        var customer = sides.CustomerChannel is { } channel ? Spurts(transcript, speech, channel) : [];
        var finder = new BackchannelFinder(channel => BackchannelWords.For(transcript.LanguageCodeOf(channel)));
        var agentBackchannels = finder.Find(agent, customer);
        var customerBackchannels = finder.Find(customer, agent);
        var agentTalk = agent.Where(spurt => !agentBackchannels.Contains(spurt)).ToList();
        var customerTalk = customer.Where(spurt => !customerBackchannels.Contains(spurt)).ToList();

        var pauses = new List<Pause>();
        var turns = Turns(agentTalk, customerTalk, sides, pauses).Concat(Turns(customerTalk, agentTalk, sides, pauses))
            .OrderBy(turn => turn.Start).ThenBy(turn => Channel(turn.Side, sides)).ToList();
        return new CallDialogue
        {
            Turns = turns,
            Pauses = [.. pauses.OrderBy(pause => pause.Start).ThenBy(pause => Channel(pause.Side, sides))],
            Overlaps = Overlaps(agent, customer, sides),
            CutIns = TurnTaking.CutIns(turns, side => side == Side.Agent ? agentTalk : customerTalk),
            Backchannels =
            [
                .. agentBackchannels.Concat(customerBackchannels).OrderBy(spurt => spurt.Start).ThenBy(spurt => spurt.Channel)
                    .Select(spurt => new Backchannel(TurnOf([spurt], sides))),
            ],
            ResponseGaps = TurnTaking.ResponseGaps(turns),
            AgentSpeech = speech[sides.AgentChannel],
            CustomerSpeech = sides.CustomerChannel is { } index ? speech[index] : [],
        };
    }

    private static IReadOnlyList<TalkSpurt> Spurts(Transcript transcript, IReadOnlyList<IReadOnlyList<SpeechSegment>> speech, int channel) =>
        TalkSpurts.Of(channel, speech[channel], [.. transcript.Words.Where(word => word.Channel == channel)]);

    private static List<Turn> Turns(List<TalkSpurt> own, List<TalkSpurt> other, CallSides sides, List<Pause> pauses)
    {
        var turns = new List<Turn>();
        var open = new List<TalkSpurt>();
        var next = 0;
        foreach (var spurt in own)
        {
            if (open.Count > 0)
            {
                while (next < other.Count && other[next].End <= open[^1].End)
                {
                    next++;
                }

                if (EndsTurn(open[^1].End, spurt.Start, other.ElementAtOrDefault(next)))
                {
                    turns.Add(TurnOf(open, sides));
                    open.Clear();
                }
                else
                {
                    pauses.Add(new Pause(sides.SideOf(spurt.Channel), open[^1].End, spurt.Start));
                }
            }

            open.Add(spurt);
        }

        if (open.Count > 0)
        {
            turns.Add(TurnOf(open, sides));
        }

        return turns;
    }

    /// <param name="silenceStart">When this side fell silent.</param>
    /// <param name="silenceEnd">When it went on.</param>
    /// <param name="other">The other side's first spurt that ends after this side fell silent.</param>
    private static bool EndsTurn(TimeSpan silenceStart, TimeSpan silenceEnd, TalkSpurt? other)
    {
        if (other is null || other.Start >= silenceEnd)
        {
            return silenceEnd - silenceStart > LongestPauseInTurn;
        }

        // Both were speaking: a short catch of breath while talking over somebody ends nothing.
        var talksOver = other.Start < silenceStart && other.End >= silenceEnd;
        return !talksOver || silenceEnd - silenceStart > BackchannelFinder.SameContribution;
    }

    private static Turn TurnOf(List<TalkSpurt> spurts, CallSides sides) => new()
    {
        Side = sides.SideOf(spurts[0].Channel),
        Start = spurts[0].Start,
        End = spurts[^1].End,
        Words = [.. spurts.SelectMany(spurt => spurt.Words)],
    };

    private static List<Overlap> Overlaps(IReadOnlyList<TalkSpurt> agent, IReadOnlyList<TalkSpurt> customer, CallSides sides)
    {
        var overlaps = new List<Overlap>();
        var (i, j) = (0, 0);
        while (i < agent.Count && j < customer.Count)
        {
            var (a, b) = (agent[i], customer[j]);
            if (a.Overlaps(b.Start, b.End))
            {
                // Of two that start at the very same instant one must be named: the higher channel, whoever is on it.
                var later = a.Start == b.Start ? Math.Max(a.Channel, b.Channel) : a.Start > b.Start ? a.Channel : b.Channel;
                overlaps.Add(new Overlap(a.Start > b.Start ? a.Start : b.Start, a.End < b.End ? a.End : b.End, sides.SideOf(later)));
            }

            _ = a.End <= b.End ? i++ : j++;
        }

        return overlaps;
    }

    private static int Channel(Side side, CallSides sides) => side == Side.Agent ? sides.AgentChannel : sides.CustomerChannel ?? int.MaxValue;
}
