using CallQuality.Core.Analysis;
using CallQuality.Core.Calls;
using CallQuality.Core.Phrases;
using CallQuality.Core.Utterances;

namespace CallQuality.Core.Mistakes;

/// <summary>Lists what the agent promised: what, and until when.</summary>
/// <remarks>Stateless and thread-safe.</remarks>
internal sealed class PromiseFinder(PhraseBooks books)
{
    /// <summary>The promises in the order they were made; each sentence counts once.</summary>
    public IReadOnlyList<Promise> Find(CallEvidence evidence)
    {
        var phrases = new HeardPhrases(evidence, books);
        var due = new DueReader(evidence.Language);
        var found = new List<Promise>();
        foreach (var turn in evidence.Dialogue.Turns.Where(turn => turn.Side == Side.Agent))
        {
            var matches = phrases.Find(
                turn, PhraseCategory.CallbackPromise, PhraseCategory.SendPromise, PhraseCategory.DeadlinePromise, PhraseCategory.OtherPromise);

            // A promise is quoted with its sentence: who and when often stand before or behind the phrase itself.
            found.AddRange(SpokenSentence.Once(turn, matches).Select(said => ToPromise(said.Match, said.Sentence, due, evidence.Metadata.StartedAt)));
        }

        return found;
    }

    private static Promise ToPromise(PhraseMatch match, SpokenSentence sentence, DueReader due, DateTimeOffset? startedAt)
    {
        var quote = sentence.Text;
        var (dueQuote, at) = due.Read(quote, startedAt + sentence.Words[0].Start);
        return new Promise
        {
            Start = sentence.Words[0].Start,
            End = sentence.Words[^1].End,
            Quote = quote,
            Kind = match.Entry.Category switch
            {
                PhraseCategory.CallbackPromise => PromiseKind.Callback,
                PhraseCategory.SendPromise => PromiseKind.SendInformation,
                PhraseCategory.DeadlinePromise when dueQuote is not null => PromiseKind.Deadline,
                _ => PromiseKind.Other,
            },
            DueQuote = dueQuote,
            Due = at,
        };
    }
}
