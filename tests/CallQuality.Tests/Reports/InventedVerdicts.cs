using CallQuality.Audio;
using CallQuality.Core.Dialogue;
using CallQuality.Core.Mistakes;

namespace CallQuality.Tests.Reports;

/// <summary>Verdicts of every kind for <see cref="InventedCall"/>.</summary>
internal static class InventedVerdicts
{
    private static readonly Norm None = new(null, 0, "count", "P");

    public static IReadOnlyList<MistakeResult> Mistakes { get; } =
    [
        Scored(Mistake.TonelessVoice, 74, 0.71,
            [InventedCall.Finding(1.2, 8, "Herzlich willkommen bei der Firma Quellbrunn und Söhne …", "pitchSpreadSemitones", 1.4, new Norm(2.5, 4, "st", "L"), "Die Tonhöhe bewegte sich um 1,4 Halbtöne (üblich 2,5–4).", "Pitch moved 1.4 semitones (usual 2.5–4).")],
            new MeasureReading("tonelessWindowShare", 0.31, new Norm(null, 0.2, "share", "P"), 70),
            new MeasureReading("pitchSpreadSemitones", 2.3, new Norm(2.5, 4, "st", "L"), 89),
            new MeasureReading("loudnessSpreadDb", 4.4, new Norm(3.5, null, "dB", "P"), 100)),
        Scored(Mistake.IndifferentManner, 88, 0.8,
            [InventedCall.Finding(19.6, 21.9, "Haben Sie denn die Anleitung gelesen?", "acknowledgements", 0, new Norm(1, null, "count", "P"), "Nach dem Anliegen des Kunden kam keine Bestätigung, dass es verstanden wurde.", "After the customer stated the matter there was no sign that it was understood.", 0.4)],
            new MeasureReading("acknowledgements", 0, new Norm(1, null, "count", "P"), 0),
            new MeasureReading("responseGapMedianSeconds", 0.7, new Norm(null, 1, "s", "P"), 93)),
        Scored(Mistake.Impatience, 48, 0.82,
            [
                InventedCall.Finding(25.3, 29.6, "Kommen Sie bitte zum Punkt", "urgingPhrases", 1, None, "Fiel dem Kunden nach 2,9 s ins Wort und drängte: „Kommen Sie bitte zum Punkt“.", "Cut in 2.9 s into the customer's turn and urged: “Kommen Sie bitte zum Punkt”.", 0.8),
                InventedCall.Finding(36.9, 38.2, "Da irren Sie sich", "cutInsPerMinute", 3.9, new Norm(null, 1, "/min", "P"), "3,9-mal je Minute fiel der Agent ins Wort (üblich bis 1).", "The agent cut in 3.9 times a minute (usual up to 1).", 0.2),
            ],
            new MeasureReading("cutInsPerMinute", 3.9, new Norm(null, 1, "/min", "P"), 3),
            new MeasureReading("cutInTurnShare", 0.28, new Norm(null, 0.15, "share", "P"), 42),
            new MeasureReading("urgingPhrases", 1, None, 75)),
        Scored(Mistake.OverlongGreeting, 31, 0.9,
            [InventedCall.Finding(1.2, 8.0, "Herzlich willkommen bei der Firma Quellbrunn und Söhne, mein Name ist Sonja Albers, was kann ich für Sie tun?", "greetingWords", 19, new Norm(3, 12, "words", "P"), "Die Meldung dauerte 6,8 s und hatte 19 Wörter, dazu drei antiquierte Formeln.", "The greeting took 6.8 s and 19 words, with three antiquated formulas.", 1)],
            new MeasureReading("greetingWords", 19, new Norm(3, 12, "words", "P"), 25),
            new MeasureReading("greetingSyllables", 33, new Norm(null, 20, "syll", "P"), 19),
            new MeasureReading("greetingSeconds", 6.8, new Norm(null, 4, "s", "P"), 37),
            new MeasureReading("antiquatedFormulas", 3, None, 25)),
        Scored(Mistake.HarriedDelivery, 96, 0.75, [],
            new MeasureReading("articulationRateSyllablesPerSecond", 6.4, new Norm(null, 6, "syll/s", "P"), 58),
            new MeasureReading("pauseRatio", 0.13, new Norm(0.1, null, "share", "P"), 91)),
        new MistakeResult
        {
            Mistake = Mistake.UnclearArticulation,
            Status = ScoreStatus.NotScorable,
            Reason = new Bilingual("Die Leitung des Kunden ist zu gestört (Abstand 9,4 dB, nötig 10 dB), um zu vergleichen.", "The customer's line is too poor to compare with (9.4 dB, 10 dB needed)."),
            Score = null,
            Severity = null,
            Confidence = null,
            Findings = [],
            Readings = [new MeasureReading("nucleiRatio", 0.93, new Norm(0.8, null, "ratio", "P"), null), new MeasureReading("askingBackPerMinute", null, new Norm(null, 0.3, "/min", "P"), null)],
        },
        Scored(Mistake.TooFast, 79, 0.85,
            [InventedCall.Finding(67.4, 75.1, "Gut, dann schicke ich Ihnen die Prüfanleitung", "articulationRateSyllablesPerSecond", 7.2, new Norm(5, 6, "syll/s", "L"), "7,2 Silben je Sekunde (üblich 5–6).", "7.2 syllables a second (usual 5–6).", 0.9)],
            new MeasureReading("fastWindowShare", 0.22, new Norm(null, 0.2, "share", "P"), 77),
            new MeasureReading("articulationRateSyllablesPerSecond", 6.4, new Norm(5, 6, "syll/s", "L"), 80)),
        Scored(Mistake.KnowItAll, 57, 0.66,
            [InventedCall.Finding(36.9, 41.9, "Da irren Sie sich, die Nummern haben bei uns acht Stellen, das kann so nicht stimmen.", "contradictions", 2, None, "Widersprach 0,7 s nach der Angabe des Kunden: „Da irren Sie sich“.", "Contradicted 0.7 s after the customer's statement: “Da irren Sie sich”.", 0.7)],
            new MeasureReading("contradictions", 2, None, 50),
            new MeasureReading("lecturingPhrases", 1, None, 75),
            new MeasureReading("counterweights", 1, new Norm(0, null, "count", "P"), null)),
    ];

    public static IReadOnlyList<StrengthResult> Strengths { get; } =
    [
        new(Strength.SolvesTogether, [InventedCall.Finding(56.4, 59.2, "Lassen Sie uns das gemeinsam prüfen", "together", 1, new Norm(1, null, "count", "P"), "Nahm den Kunden in die Lösung hinein.", "Made the solution a shared one.")]),
        new(Strength.ShowsRespect, [InventedCall.Finding(49, 51.6, "Danke, dass Sie noch einmal nachgesehen haben.", "thanks", 1, new Norm(1, null, "count", "P"), "Dankte für den Hinweis des Kunden.", "Thanked the customer for looking.")]),
        new(Strength.ListensAndAsks, []),
        new(Strength.KeepsPromises, [InventedCall.Finding(69.8, 72.4, "rufe Sie bis heute 15 Uhr zurück", "firmPromises", 1, new Norm(1, null, "count", "P"), "Sagte zu, wer was bis wann tut.", "Said who does what by when.")]),
    ];

    public static IReadOnlyList<Promise> Promises { get; } =
    [
        new Promise { Start = TimeSpan.FromSeconds(67.8), End = TimeSpan.FromSeconds(69.7), Quote = "schicke ich Ihnen die Prüfanleitung", Who = "ich", Kind = PromiseKind.SendInformation, DueQuote = null, Due = null },
        new Promise { Start = TimeSpan.FromSeconds(69.8), End = TimeSpan.FromSeconds(72.4), Quote = "rufe Sie bis heute 15 Uhr zurück", Kind = PromiseKind.Callback, DueQuote = "bis heute 15 Uhr", Due = new DateTimeOffset(2026, 11, 24, 15, 0, 0, TimeSpan.FromHours(1)) },
    ];

    public static ReactionTimes Reactions { get; } = new()
    {
        MatterStated = TimeSpan.FromSeconds(8.4),
        SecondsToUnderstanding = 30.1,
        SecondsToOffer = null,
        Greeting = new HeardWords(TimeSpan.FromSeconds(0.4), TimeSpan.FromSeconds(2.9), "Huber Haustechnik, guten Tag"),
        Understanding = new HeardWords(TimeSpan.FromSeconds(49), TimeSpan.FromSeconds(51.6), "Danke, dass Sie noch einmal nachgesehen haben"),
        Holds = [new Hold(TimeSpan.FromSeconds(56), TimeSpan.FromSeconds(62.5), IsAnnounced: false)],
    };

    public static MistakeResult Scored(Mistake mistake, int score, double confidence, IReadOnlyList<Finding> findings, params MeasureReading[] readings) => new()
    {
        Mistake = mistake,
        Status = ScoreStatus.Scored,
        Reason = null,
        Score = score,
        Severity = score >= 85 ? Severity.None : score >= 70 ? Severity.Slight : score >= 40 ? Severity.Clear : Severity.Severe,
        Confidence = confidence,
        Findings = findings,
        Readings = readings,
    };
}
