using CallQuality.Core.Phrases;

namespace CallQuality.Core.Mistakes;

/// <summary>Categories of phrases that offer the caller a way on.</summary>
internal static class OffersOfHelp
{
    /// <summary>Another way, as it may follow a refusal.</summary>
    public static PhraseCategory[] AnotherWay { get; } =
    [
        PhraseCategory.Alternative, PhraseCategory.SolutionOffer, PhraseCategory.CallbackPromise,
        PhraseCategory.SendPromise, PhraseCategory.DeadlinePromise,
    ];

    /// <summary>A solution: another way or a common step.</summary>
    public static PhraseCategory[] Solution { get; } = [.. AnotherWay, PhraseCategory.Together];

    /// <summary>Help of any kind: a solution or whatever else is promised.</summary>
    public static PhraseCategory[] Any { get; } = [.. Solution, PhraseCategory.OtherPromise];
}
