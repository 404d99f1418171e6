using CallQuality.Core.Analysis;
using CallQuality.Core.Calls;
using CallQuality.Core.Dialogue;
using CallQuality.Core.Phrases;

namespace CallQuality.Core.Mistakes;

/// <summary>Lists where the caller says that something promised earlier did not come.</summary>
/// <remarks>Stateless and thread-safe. The words alone count; whether anything had been promised is for <see cref="Coaching.CustomerHistory"/> to say.</remarks>
public static class ComplaintFinder
{
    /// <summary>Finds them in a call that was analysed before anybody looked for them, by the lists that ship with the program.</summary>
    public static IReadOnlyList<PromiseComplaint> Find(Scorecard card)
    {
        ArgumentNullException.ThrowIfNull(card);
        return LanguageCodes.FromCode(card.Transcript.LanguageCode) is { } language ? Find(card.Dialogue, PhraseBook.BuiltIn(language)) : [];
    }

    /// <summary>The complaints in the order they were made; each sentence counts once.</summary>
    internal static IReadOnlyList<PromiseComplaint> Find(CallDialogue dialogue, PhraseBook list) =>
    [
        .. from turn in dialogue.Turns
           where turn.Side == Side.Customer
           from said in SpokenSentence.Once(turn, list.Find(turn, PhraseCategory.MissingCallback, PhraseCategory.MissingDelivery, PhraseCategory.BrokenPromise))
           select new PromiseComplaint(said.Sentence.Words[0].Start, said.Sentence.Words[^1].End, said.Sentence.Text, KindOf(said.Match.Entry.Category)),
    ];

    private static ComplaintKind KindOf(PhraseCategory category) => category switch
    {
        PhraseCategory.MissingCallback => ComplaintKind.Callback,
        PhraseCategory.MissingDelivery => ComplaintKind.Delivery,
        _ => ComplaintKind.Unnamed,
    };
}

/// <summary>What a caller misses.</summary>
public enum ComplaintKind
{
    /// <summary>To be called.</summary>
    Callback,

    /// <summary>Something that was to be sent.</summary>
    Delivery,

    /// <summary>The words do not say.</summary>
    Unnamed,
}

/// <summary>The caller says that something promised did not come.</summary>
/// <param name="Start">From the recording's start.</param>
/// <param name="End">From the recording's start.</param>
/// <param name="Quote">The sentence, word for word.</param>
/// <param name="Kind">What is missed.</param>
public sealed record PromiseComplaint(TimeSpan Start, TimeSpan End, string Quote, ComplaintKind Kind);
