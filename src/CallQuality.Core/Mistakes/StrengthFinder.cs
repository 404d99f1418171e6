using CallQuality.Core.Analysis;
using CallQuality.Core.Calls;
using CallQuality.Core.Phrases;
using CallQuality.Core.Utterances;
using CallQuality.Core.Wording;

namespace CallQuality.Core.Mistakes;

/// <summary>Finds the four strengths in the agent's words and turn-taking. Each stands on its own evidence; none raises or lowers a score.</summary>
/// <remarks>Stateless and thread-safe.</remarks>
internal sealed class StrengthFinder(PhraseBooks books)
{
    private const int MostFindings = 5;
    private const int MostNames = 3;
    private const double ListeningTalkRatio = 0.5;

    // "Yes" counts as listening only where it comes again and again while the other speaks.
    private const int FewestBackchannels = 3;

    private static readonly Norm AtLeastOne = new(1, null, "count", "P");

    /// <summary>All four, in the order of <see cref="Strength"/>, with what was heard of each.</summary>
    public IReadOnlyList<StrengthResult> Find(CallEvidence evidence, IReadOnlyList<Promise> promises)
    {
        var phrases = new HeardPhrases(evidence, books);
        var heard = evidence.Dialogue.Turns.Where(turn => turn.Side == Side.Agent)
            .SelectMany(turn => phrases.Find(
                turn,
                PhraseCategory.Together, PhraseCategory.Thanks, PhraseCategory.Apology, PhraseCategory.OwnFault,
                PhraseCategory.ThanksForHint, PhraseCategory.OpenQuestion, PhraseCategory.Paraphrase))
            .ToLookup(match => match.Entry.Category);
        return
        [
            new StrengthResult(Strength.SolvesTogether, Ranked(Said(heard, "togetherPhrases", PhraseCategory.Together))),
            new StrengthResult(Strength.ShowsRespect, Ranked(
            [
                .. Said(heard, "respectPhrases", PhraseCategory.Thanks, PhraseCategory.Apology, PhraseCategory.OwnFault, PhraseCategory.ThanksForHint),
                .. NamesUsed(evidence),
            ])),
            new StrengthResult(Strength.ListensAndAsks, Ranked(
            [
                .. Said(heard, "openQuestions", PhraseCategory.OpenQuestion),
                .. Said(heard, "paraphrases", PhraseCategory.Paraphrase),
                .. Listening(evidence),
            ])),
            new StrengthResult(Strength.KeepsPromises, Ranked(promises.Where(promise => promise.DueQuote is not null).Select(Firm))),
        ];
    }

    private static IEnumerable<Finding> Said(ILookup<PhraseCategory, PhraseMatch> heard, string measure, params PhraseCategory[] categories) =>
        from category in categories
        from match in heard[category]
        let sentence = SpokenSentence.Of(match.Turn!, match)
        group (match, sentence) by sentence.Words[0].Start into said
        let strongest = said.MaxBy(hit => hit.match.Strength)
        let words = strongest.sentence.Words
        let finding = Heard(words[0].Start, words[^1].End, strongest.sentence.Text, measure, 1, AtLeastOne, strongest.match.Strength)
        select finding with { Explanation = PhraseFinding.WithWords(finding.Explanation, strongest.match) };

    // Once or twice is courteous; the fourth time is a sales trick, so it is no longer counted.
    private static IEnumerable<Finding> NamesUsed(CallEvidence evidence)
    {
        if (evidence.Metadata.Customer?.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not [.., { Length: > 2 } surname])
        {
            return [];
        }

        var used = evidence.Transcript.Words
            .Where(word => evidence.Sides.SideOf(word.Channel) == Side.Agent)
            .Where(word => word.Text.Trim('.', ',', '?', '!', ';', ':').Equals(surname, StringComparison.OrdinalIgnoreCase))
            .ToList();
        return used.Count is >= 1 and <= MostNames
            ? used.Select(word => Heard(word.Start, word.End, word.Text, "customerNameUses", used.Count, new Norm(1, MostNames, "count", "P"), word.Confidence))
            : [];
    }

    private static IEnumerable<Finding> Listening(CallEvidence evidence)
    {
        var signs = evidence.Dialogue.Backchannels.Where(sign => sign.Turn.Side == Side.Agent).ToList();
        if (signs.Count >= FewestBackchannels)
        {
            var middle = signs[signs.Count / 2].Turn;
            yield return Heard(middle.Start, middle.End, middle.Text, "backchannels", signs.Count, new Norm(FewestBackchannels, null, "count", "P"), 0.5);
        }

        var longest = evidence.Dialogue.Turns.Where(turn => turn.Side == Side.Customer).MaxBy(turn => turn.Duration);
        if (longest is not null && evidence.Agent.TalkRatio is { } share and < ListeningTalkRatio)
        {
            yield return Heard(longest.Start, longest.End, null, "talkRatio", share, new Norm(null, ListeningTalkRatio, "share", "P"), 0.4);
        }
    }

    private static Finding Firm(Promise promise) =>
        Heard(promise.Start, promise.End, promise.Quote, "firmPromises", 1, AtLeastOne, 1);

    private static Finding Heard(TimeSpan start, TimeSpan end, string? quote, string measure, double value, Norm norm, double weight) => new()
    {
        Start = start,
        End = end,
        Quote = quote,
        Measure = measure,
        Value = value,
        Norm = norm,
        Explanation = Texts.Both($"strength.heard.{measure}", value),
        Advice = Texts.Both($"strength.advice.{measure}"),
        Weight = weight,
    };

    private static IReadOnlyList<Finding> Ranked(IEnumerable<Finding> findings) =>
        [.. findings.OrderByDescending(finding => finding.Weight).ThenBy(finding => finding.Start).Take(MostFindings)];
}
