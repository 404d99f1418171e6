using CallQuality.Core.Analysis;
using CallQuality.Core.Calls;
using CallQuality.Core.Dialogue;
using CallQuality.Core.Phrases;
using CallQuality.Core.Transcription;
using CallQuality.Core.Utterances;

namespace CallQuality.Core.Mistakes;

/// <summary>Measures how the agent greeted, how soon the matter was taken up, and which waits were announced.</summary>
/// <remarks>Stateless and thread-safe.</remarks>
internal sealed class ReactionReader(PhraseBooks books)
{
    private static readonly TimeSpan LeastHold = TimeSpan.FromSeconds(5);

    /// <summary>The reaction times of a call.</summary>
    public ReactionTimes Read(CallEvidence evidence)
    {
        var phrases = new HeardPhrases(evidence, books);
        var matter = StatedMatter.Of(evidence.Dialogue);
        var agent = evidence.Dialogue.Turns.Concat(evidence.Dialogue.Backchannels.Select(sign => sign.Turn))
            .Where(turn => turn.Side == Side.Agent).OrderBy(turn => turn.Start).ToList();
        var understanding = First(matter, agent, phrases, PhraseCategory.Acknowledgement, PhraseCategory.Paraphrase, PhraseCategory.Apology);
        var offer = First(matter, agent, phrases, OffersOfHelp.Solution);
        return new ReactionTimes
        {
            Greeting = OpeningTurn.Find(evidence, books.For(evidence.Language)) is { } greeting ? new HeardWords(greeting.Start, greeting.End, greeting.Quote) : null,
            MatterStated = matter?.Start,
            SecondsToUnderstanding = SecondsTo(matter, understanding),
            SecondsToOffer = SecondsTo(matter, offer),
            Understanding = Said(understanding),
            Offer = Said(offer),
            Holds = Holds(evidence.Dialogue, phrases),
        };
    }

    private static PhraseMatch? First(Turn? matter, List<Turn> agent, HeardPhrases phrases, params PhraseCategory[] categories) =>
        matter is null ? null : agent.SelectMany(turn => phrases.Find(turn, categories))
            .Where(match => match.Start >= matter.Start).MinBy(match => match.Start);

    private static double? SecondsTo(Turn? matter, PhraseMatch? first) =>
        matter is null || first is null ? null : Math.Max(0, (first.Start - matter.End).TotalSeconds);

    private static HeardWords? Said(PhraseMatch? match) => match is null ? null : new HeardWords(match.Start, match.End, match.Quote);

    // A silence of both belongs to whoever spoke last: after the caller's words it is a slow answer, after the agent's it is a wait.
    private static List<Hold> Holds(CallDialogue dialogue, HeardPhrases phrases)
    {
        var speech = dialogue.AgentSpeech.Concat(dialogue.CustomerSpeech).OrderBy(segment => segment.Start).ToList();
        var holds = new List<Hold>();
        var spokenUntil = TimeSpan.Zero;
        foreach (SpeechSegment segment in speech)
        {
            var before = dialogue.Turns.LastOrDefault(turn => turn.Start < segment.Start);
            if (spokenUntil > TimeSpan.Zero && segment.Start - spokenUntil >= LeastHold && before is { Side: Side.Agent })
            {
                var said = before with { Words = [.. before.Words.Where(word => word.Start < segment.Start)] };
                holds.Add(new Hold(spokenUntil, segment.Start, phrases.Find(said, PhraseCategory.HoldAnnouncement).Count > 0));
            }

            spokenUntil = segment.End > spokenUntil ? segment.End : spokenUntil;
        }

        return holds;
    }
}
