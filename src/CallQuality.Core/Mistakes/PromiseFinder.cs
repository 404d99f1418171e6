using CallQuality.Core.Analysis;
using CallQuality.Core.Calls;
using CallQuality.Core.Phrases;
using CallQuality.Core.Transcription;
using CallQuality.Core.Utterances;

namespace CallQuality.Core.Mistakes;

/// <summary>Lists what the agent promised: who, what, and until when.</summary>
/// <remarks>Stateless and thread-safe.</remarks>
internal sealed class PromiseFinder(PhraseBooks books)
{
    /// <summary>The promises in the order they were made; a sentence counts once, or once for each promise in it that names a time.</summary>
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
            foreach (var group in matches.GroupBy(match => SpokenSentence.Of(turn, match).First))
            {
                found.AddRange(ClausesOf(SpokenSentence.Of(turn, group.First()), [.. group], due).Select(said => ToPromise(said.Match, said.Words, due, evidence)));
            }
        }

        return found;
    }

    // "I'll send it tomorrow, and I'll call you on Thursday": two promises, where each has a time of its own. Else the sentence is one.
    private static IEnumerable<(PhraseMatch Match, IReadOnlyList<Word> Words)> ClausesOf(SpokenSentence sentence, List<PhraseMatch> matches, DueReader due)
    {
        var (start, match) = (0, matches[0]);
        foreach (var next in matches.Skip(1).Where(next => next.Entry.Category != match.Entry.Category))
        {
            var border = BorderBefore(sentence.Words, match.FirstWord + match.Words.Count - sentence.First, next.FirstWord - sentence.First);
            if (border is { } at && NamesTime(sentence.Words.Take(at).Skip(start), due) && NamesTime(sentence.Words.Skip(at), due))
            {
                yield return (match, [.. sentence.Words.Take(at).Skip(start)]);
                (start, match) = (at, next);
            }
        }

        yield return (match, [.. sentence.Words.Skip(start)]);
    }

    // Index of the word with which the clause of the next phrase begins: the first behind a comma or that is an "and".
    private static int? BorderBefore(IReadOnlyList<Word> words, int from, int next) => Enumerable.Range(from, Math.Max(0, next - from + 1))
        .Where(index => words[index - 1].Text.EndsWith(',') || words[index].Text is "und" or "and" or "dann" or "then")
        .Select(index => (int?)index).FirstOrDefault();

    private static bool NamesTime(IEnumerable<Word> words, DueReader due) => due.Read(TextOf(words), saidAt: null).Quote is not null;

    private static string TextOf(IEnumerable<Word> words) => string.Join(' ', words.Select(word => word.Text));

    private static Promise ToPromise(PhraseMatch match, IReadOnlyList<Word> words, DueReader due, CallEvidence evidence)
    {
        var quote = TextOf(words);
        var (dueQuote, at) = due.Read(quote, evidence.Metadata.StartedAt + words[0].Start);
        return new Promise
        {
            Start = words[0].Start,
            End = words[^1].End,
            Quote = quote,
            Who = PromiseParty.Find(evidence.Language, match.Quote, quote),
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
