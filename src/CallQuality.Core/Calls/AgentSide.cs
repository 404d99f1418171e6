using CallQuality.Audio;
using CallQuality.Core.Transcription;
using CallQuality.Core.Wording;

namespace CallQuality.Core.Calls;

/// <summary>Decides which channel is the agent's: as told, else from what is said on each. Stateless and thread-safe.</summary>
internal static class AgentSide
{
    /// <summary>From this correlation on two channels carry the same signal.</summary>
    public const double SameSignal = 0.95;

    /// <summary>A channel with less speech than this carries nobody.</summary>
    private static readonly TimeSpan LeastSpeech = TimeSpan.FromSeconds(1);

    // Who answers a support line speaks first; worth as much as a middling phrase, because outbound calls are the other way round.
    private const double FirstSpeakerWeight = 1.5;

    // Weights to probability by a logistic curve: 1.5 alone gives 0.74, one clear formula of the greeting and the first word 0.98.
    private const double Steepness = 0.7;
    private const double Clear = 0.9;

    /// <summary>Decides.</summary>
    /// <param name="option">The channel the user named (0 left, 1 right); <see langword="null"/> for auto.</param>
    /// <param name="metadata">What is known about the call.</param>
    /// <param name="transcript">Words of all channels.</param>
    /// <param name="speech">Voice activity, one list a channel; one or two channels.</param>
    /// <param name="correlation">Correlation of the two channels' samples, see <see cref="ChannelSimilarity"/>; <see langword="null"/> for one channel.</param>
    public static CallSides Decide(
        int? option,
        CallMetadata metadata,
        Transcript transcript,
        IReadOnlyList<IReadOnlyList<SpeechSegment>> speech,
        double? correlation)
    {
        if (speech.Count == 1)
        {
            return Shared(Texts.Both("sides.mono"));
        }

        if (correlation >= SameSignal)
        {
            return Shared(Texts.Both("sides.sameSignal", correlation));
        }

        var given = option ?? metadata.AgentChannel;
        var givenKey = option is null ? "sides.metadata" : "sides.option";
        var speaking = Enumerable.Range(0, 2).Where(channel => Amount(speech[channel]) >= LeastSpeech).ToArray();
        return speaking.Length == 1
            ? OneSided(speaking[0], given, givenKey, transcript)
            : given is { } channel ? Stereo(channel, 1, Texts.Both(givenKey, Name(channel)))
            : FromWords(transcript, speech);
    }

    private static CallSides FromWords(Transcript transcript, IReadOnlyList<IReadOnlyList<SpeechSegment>> speech)
    {
        var (left, leftQuote) = Evidence(transcript, 0);
        var (right, rightQuote) = Evidence(transcript, 1);
        var first = FirstSpeaker(speech);
        var difference = left - right + (first is 0 ? FirstSpeakerWeight : first is 1 ? -FirstSpeakerWeight : 0);
        var agent = difference > 0 ? 0 : difference < 0 ? 1 : first ?? 0;
        var certainty = 1 / (1 + Math.Exp(-Steepness * Math.Abs(difference)));
        var quote = agent == 0 ? leftQuote : rightQuote;
        var spokeFirst = first == agent;
        var sentence = quote is null
            ? Texts.Both(left == right && spokeFirst ? "sides.firstOnly" : "sides.otherAsks", Name(agent), certainty)
            : Texts.Both(certainty >= Clear ? "sides.greets" : "sides.probably", Name(agent), quote, certainty);
        return Stereo(agent, certainty, sentence);
    }

    private static CallSides OneSided(int speaking, int? given, string givenKey, Transcript transcript)
    {
        if (given is { } channel)
        {
            return new CallSides
            {
                AgentChannel = channel,
                CustomerChannel = channel == speaking ? null : speaking,
                Separation = Separation.Single,
                DecidedBy = Texts.Both(channel == speaking ? "sides.onlyAgent" : "sides.agentSilent", Texts.Both(givenKey, Name(channel))),
            };
        }

        // One channel that speaks may be the agent, the customer, or both mixed: only an agent's own phrases, well ahead, tell.
        var (score, quote) = Evidence(transcript, speaking);
        var certainty = 1 / (1 + Math.Exp(-Steepness * score));
        return certainty >= Clear && quote is not null
            ? new CallSides
            {
                AgentChannel = speaking,
                CustomerChannel = null,
                Separation = Separation.Single,
                Certainty = certainty,
                DecidedBy = Texts.Both("sides.onlyOneGreets", Name(speaking), quote, certainty),
            }
            : Shared(Texts.Both("sides.onlyOneUnknown", Name(speaking))) with { AgentChannel = speaking };
    }

    private static CallSides Stereo(int agent, double certainty, Bilingual decidedBy) => new()
    {
        AgentChannel = agent,
        CustomerChannel = 1 - agent,
        Separation = Separation.Stereo,
        Certainty = certainty,
        DecidedBy = decidedBy,
    };

    private static CallSides Shared(Bilingual decidedBy) => new()
    {
        AgentChannel = 0,
        CustomerChannel = null,
        Separation = Separation.Single,
        AgentChannelIsShared = true,
        DecidedBy = decidedBy,
    };

    private static (double Score, string? Quote) Evidence(Transcript transcript, int channel)
    {
        var words = transcript.Words.Where(word => word.Channel == channel).ToArray();
        return SideCues.For(transcript.LanguageCode).Select(cues => cues.Count(words)).MaxBy(result => Math.Abs(result.Score));
    }

    private static int? FirstSpeaker(IReadOnlyList<IReadOnlyList<SpeechSegment>> speech)
    {
        var starts = speech.Select(channel => channel.Count > 0 ? channel[0].Start : TimeSpan.MaxValue).ToArray();
        return starts[0] < starts[1] ? 0 : starts[1] < starts[0] ? 1 : null;
    }

    private static TimeSpan Amount(IReadOnlyList<SpeechSegment> speech) => speech.Aggregate(TimeSpan.Zero, (sum, segment) => sum + segment.Duration);

    private static Bilingual Name(int channel) => Texts.Both(channel == 0 ? "sides.left" : "sides.right");
}
