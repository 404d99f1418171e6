namespace CallQuality.Core.Phrases;

/// <summary>What a phrase of the lists stands for. A closed list: the headings of <c>phrases.de.yaml</c> and <c>phrases.en.yaml</c>.</summary>
public enum PhraseCategory
{
    /// <summary>Tells the caller that what they said is wrong.</summary>
    Contradiction,

    /// <summary>Tells the caller what they should have done, known or read.</summary>
    Lecturing,

    /// <summary>"Ja, aber …" at the start of a turn.</summary>
    YesBut,

    /// <summary>Explains why the house is right where help was asked for.</summary>
    Justification,

    /// <summary>Pushes the caller to the point or to the end.</summary>
    Urging,

    /// <summary>Turns the matter away.</summary>
    BrushOff,

    /// <summary>Antiquated or stilted formulas of an opening.</summary>
    StiltedGreeting,

    /// <summary>A word of greeting.</summary>
    GreetingWord,

    /// <summary>Words that lead up to the speaker's own name.</summary>
    NameIntroduction,

    /// <summary>Shows that the matter has arrived.</summary>
    Acknowledgement,

    /// <summary>Offers another way after a refusal.</summary>
    Alternative,

    /// <summary>Asks at the end whether anything is left, or says goodbye with a wish.</summary>
    ClosingOffer,

    /// <summary>Thanks.</summary>
    Thanks,

    /// <summary>Apology that names what for.</summary>
    Apology,

    /// <summary>Works on the matter together with the caller.</summary>
    Together,

    /// <summary>Question that asks for more than yes or no.</summary>
    OpenQuestion,

    /// <summary>Says back in own words what the caller said.</summary>
    Paraphrase,

    /// <summary>Admits a fault of one's own or of the house.</summary>
    OwnFault,

    /// <summary>Thanks for a hint or correction.</summary>
    ThanksForHint,

    /// <summary>Offers a way to solve the matter.</summary>
    SolutionOffer,

    /// <summary>Says before a silence what it is for.</summary>
    HoldAnnouncement,

    /// <summary>Asks to hear something again that did not arrive.</summary>
    AskingBack,

    /// <summary>Promises to call back.</summary>
    CallbackPromise,

    /// <summary>Promises to send something.</summary>
    SendPromise,

    /// <summary>Promises that something will be done or ready.</summary>
    DeadlinePromise,

    /// <summary>Promises anything else.</summary>
    OtherPromise,

    // What follows callers say. The classifier of agents' utterances does not look at it, so it stays at the end.

    /// <summary>The caller misses a call that was promised.</summary>
    MissingCallback,

    /// <summary>The caller misses something that was to be sent.</summary>
    MissingDelivery,

    /// <summary>The caller says that something was promised, or that nothing came of it.</summary>
    BrokenPromise,
}
