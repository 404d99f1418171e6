using CallQuality.Core.Analysis;
using CallQuality.Core.Calls;
using CallQuality.Core.Dialogue;
using CallQuality.Core.Phrases;
using CallQuality.Core.Wording;

namespace CallQuality.Core.Utterances;

/// <summary>What was heard of the phrases' categories in one call: by the phrase lists, and beside them by the classifier where no list had a hit.</summary>
internal sealed class HeardPhrases
{
    // A reading weighs half of a listed phrase: the list names words that anybody can check, the classifier a likeness.
    private const double Weight = 0.5;

    // "I'll do that now" is information or urging: a few words are a matter for the lists.
    private const int FewestWordsOfAMistake = 6;

    private static readonly PhraseCategory[] Mistaken =
    [
        PhraseCategory.Contradiction, PhraseCategory.Lecturing, PhraseCategory.Justification, PhraseCategory.BrushOff, PhraseCategory.Urging,
    ];

    private static readonly PhraseCategory[] Arguing = [PhraseCategory.Contradiction, PhraseCategory.Lecturing, PhraseCategory.Justification, PhraseCategory.YesBut];
    private static readonly PhraseCategory[] Regard = [PhraseCategory.Thanks, PhraseCategory.Apology, PhraseCategory.OwnFault, PhraseCategory.ThanksForHint];

    private static readonly PhraseCategory[] Promising =
        [PhraseCategory.OtherPromise, PhraseCategory.CallbackPromise, PhraseCategory.SendPromise, PhraseCategory.DeadlinePromise];

    private readonly PhraseBook list;
    private readonly ILookup<Turn, PhraseMatch> readings;

    /// <summary>Prepares what was heard in a call.</summary>
    /// <param name="evidence">The call.</param>
    /// <param name="books">The phrase lists.</param>
    public HeardPhrases(CallEvidence evidence, PhraseBooks books)
    {
        list = books.For(evidence.Language);
        readings = evidence.Readings
            .Where(reading => reading.Label != UtteranceLabel.Neutral)
            .Where(reading => reading.Utterance.IsCertain)
            .Where(reading => !reading.Label.IsMistake() || reading.Utterance.Words.Count >= FewestWordsOfAMistake)
            .Where(reading => reading.Utterance.FollowsCaller || !AnswersTheCaller(reading.Label))
            .Where(reading => !IsListed(reading))
            .ToLookup(reading => reading.Utterance.Turn, reading => ToMatch(reading, evidence.Language), ReferenceEqualityComparer.Instance as IEqualityComparer<Turn>);
    }

    /// <summary>Finds phrases of some categories in a turn, in the order they were said.</summary>
    public IReadOnlyList<PhraseMatch> Find(Turn turn, params ReadOnlySpan<PhraseCategory> categories)
    {
        var listed = list.Find(turn, categories);
        var read = new List<PhraseMatch>();
        foreach (var match in readings[turn])
        {
            if (categories.Contains(match.Entry.Category))
            {
                read.Add(match);
            }
        }

        return read.Count == 0 ? listed : [.. listed.Concat(read).OrderBy(match => match.FirstWord)];
    }

    // The first of them is the category a reading is counted under.
    private static PhraseCategory[] SameKind(UtteranceLabel label) => label switch
    {
        UtteranceLabel.KnowItAll => [PhraseCategory.Lecturing, .. Arguing],
        UtteranceLabel.BrushOff => [PhraseCategory.BrushOff],
        UtteranceLabel.Impatience => [PhraseCategory.Urging],
        UtteranceLabel.Acknowledgement => [PhraseCategory.Acknowledgement, PhraseCategory.Apology],
        UtteranceLabel.Together => [PhraseCategory.Together],
        UtteranceLabel.Respect => Regard,
        UtteranceLabel.OpenQuestion => [PhraseCategory.OpenQuestion],
        UtteranceLabel.Paraphrase => [PhraseCategory.Paraphrase],
        _ => Promising,
    };

    // Where the utterance stands in the call: before the caller has said anything, nothing can be contradicted, refused, hurried, taken up or given back.
    private static bool AnswersTheCaller(UtteranceLabel label) =>
        label.IsMistake() || label is UtteranceLabel.Acknowledgement or UtteranceLabel.Paraphrase;

    // What a list has found is not counted twice, and nothing that a list knows for a mistake is a strength.
    private bool IsListed(UtteranceReading reading) =>
        list.Find(reading.Utterance.Turn, [.. SameKind(reading.Label), .. reading.Label.IsMistake() ? [] : Mistaken])
            .Any(match => Overlap(match, reading.Utterance));

    private static bool Overlap(PhraseMatch match, Utterance utterance) =>
        match.FirstWord < utterance.FirstWord + utterance.Words.Count && match.FirstWord + match.Words.Count > utterance.FirstWord;

    // What to say instead: a reading has no better wording of its own.
    private static string? Instead(UtteranceLabel label, Language language) => label switch
    {
        UtteranceLabel.KnowItAll => Texts.Get(language, "knowItAll.instead"),
        UtteranceLabel.BrushOff => Texts.Get(language, "handling.instead"),
        UtteranceLabel.Impatience => Texts.Get(language, "impatience.instead"),
        _ => null,
    };

    private static PhraseMatch ToMatch(UtteranceReading reading, Language language) => new()
    {
        Entry = new PhraseEntry
        {
            Category = SameKind(reading.Label)[0],
            Pattern = "",
            Weight = Weight,
            Example = reading.Utterance.Text,
            Counter = "",
            Better = Instead(reading.Label, language),
            Origin = "",
        },
        Words = reading.Utterance.Words,
        FirstWord = reading.Utterance.FirstWord,
        Certainty = reading.Probability,
        Turn = reading.Utterance.Turn,
        Reading = reading,
    };
}
