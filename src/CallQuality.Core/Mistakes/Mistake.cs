namespace CallQuality.Core.Mistakes;

/// <summary>The eight mistakes. A closed list: names and order are the product's vocabulary.</summary>
public enum Mistake
{
    /// <summary>Tonlose Stimme / Toneless voice.</summary>
    TonelessVoice,

    /// <summary>Teilnahmslose Gesprächsführung / Indifferent handling.</summary>
    IndifferentManner,

    /// <summary>Ungeduldige Gesprächsführung / Impatient handling.</summary>
    Impatience,

    /// <summary>Zu lange, antiquierte Meldung / Over-long greeting.</summary>
    OverlongGreeting,

    /// <summary>Gehetzte Sprechweise / Harried delivery.</summary>
    HarriedDelivery,

    /// <summary>Undeutliche Aussprache / Unclear articulation.</summary>
    UnclearArticulation,

    /// <summary>Zu schnelles Sprechen / Speaking too fast.</summary>
    TooFast,

    /// <summary>Besserwisserei / Know-it-all arguing.</summary>
    KnowItAll,
}

/// <summary>The four strengths. A closed list.</summary>
public enum Strength
{
    /// <summary>Works towards a solution together with the caller.</summary>
    SolvesTogether,

    /// <summary>Thanks, apologises with substance, uses the caller's name.</summary>
    ShowsRespect,

    /// <summary>Open questions, paraphrase, back-channels.</summary>
    ListensAndAsks,

    /// <summary>Promises with who, what and when.</summary>
    KeepsPromises,
}
