using CallQuality.Core.Analysis;
using CallQuality.Core.Calls;
using CallQuality.Core.Dialogue;
using CallQuality.Core.Phrases;
using CallQuality.Core.Transcription;

namespace CallQuality.Core.Mistakes;

/// <summary>Lists what the agent promised: what, and until when.</summary>
/// <remarks>Stateless and thread-safe.</remarks>
internal sealed class PromiseFinder(PhraseBooks books)
{
    /// <summary>The promises in the order they were made; each sentence counts once.</summary>
    public IReadOnlyList<Promise> Find(CallEvidence evidence)
    {
        var due = new DueReader(evidence.Language);
        var found = new List<Promise>();
        foreach (var turn in evidence.Dialogue.Turns.Where(turn => turn.Side == Side.Agent))
        {
            var matches = books.For(evidence.Language).Find(
                turn, PhraseCategory.CallbackPromise, PhraseCategory.SendPromise, PhraseCategory.DeadlinePromise, PhraseCategory.OtherPromise);
            var told = -1;
            foreach (var match in matches)
            {
                if (match.FirstWord <= told)
                {
                    continue;
                }

                var (first, last) = Sentence(turn, match);
                told = last;
                found.Add(ToPromise(match, [.. turn.Words.Skip(first).Take(last - first + 1)], due, evidence.Metadata.StartedAt));
            }
        }

        return found;
    }

    // A promise is quoted with its sentence: who and when often stand before or behind the phrase itself.
    private static (int First, int Last) Sentence(Turn turn, PhraseMatch match)
    {
        var first = match.FirstWord;
        while (first > 0 && !EndsSentence(turn.Words[first - 1]))
        {
            first--;
        }

        var last = match.FirstWord + match.Words.Count - 1;
        while (last < turn.Words.Count - 1 && !EndsSentence(turn.Words[last]))
        {
            last++;
        }

        return (first, last);
    }

    private static bool EndsSentence(Word word) => word.Text[^1] is '.' or '!' or '?' && !char.IsDigit(word.Text[0]);

    private static Promise ToPromise(PhraseMatch match, IReadOnlyList<Word> sentence, DueReader due, DateTimeOffset? startedAt)
    {
        var quote = string.Join(' ', sentence.Select(word => word.Text));
        var (dueQuote, at) = due.Read(quote, startedAt + sentence[0].Start);
        return new Promise
        {
            Start = sentence[0].Start,
            End = sentence[^1].End,
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
