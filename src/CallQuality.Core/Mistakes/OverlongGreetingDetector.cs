using CallQuality.Audio;
using CallQuality.Core.Analysis;
using CallQuality.Core.Phrases;
using CallQuality.Core.Scoring;
using CallQuality.Core.Wording;

namespace CallQuality.Core.Mistakes;

/// <summary>Judges the agent's opening: words, syllables, seconds, breaths and antiquated formulas. Too short is a finding too.</summary>
internal sealed class OverlongGreetingDetector(PhraseBooks books) : IMistakeDetector
{
    /// <inheritdoc/>
    public Mistake Mistake => Mistake.OverlongGreeting;

    /// <inheritdoc/>
    public MistakeResult Judge(CallEvidence evidence, Rubric rubric)
    {
        var verdict = new Verdict(Mistake, RestsOn.Words | RestsOn.BothSides, evidence, rubric);
        if (OpeningTurn.Find(evidence, books.For(evidence.Language)) is not { } greeting)
        {
            return verdict.Refuse(Texts.Both("greeting.none"));
        }

        verdict.Read("greetingWords", greeting.Words.Count);
        verdict.Read("greetingSyllables", greeting.Syllables);
        verdict.Read("greetingSeconds", greeting.Seconds);
        verdict.Read("greetingBreaths", greeting.Breaths);
        verdict.Read("antiquatedFormulas", greeting.Formulas.Count);
        var shortest = verdict.Rule("greetingWords").NormMin ?? 0;
        if (greeting.Words.Count < shortest)
        {
            verdict.Find(Whole(greeting, verdict, "greetingWords", greeting.Words.Count, Texts.Both("greeting.short", greeting.Words.Count), "greeting.advice.short"));
            verdict.NotAbove(verdict.LowestSlight);
            return verdict.Conclude();
        }

        FindLength(greeting, verdict);
        foreach (var formula in greeting.Formulas)
        {
            verdict.Find(new Finding
            {
                Start = formula.Start,
                End = formula.End,
                Quote = formula.Quote,
                Measure = "antiquatedFormulas",
                Value = greeting.Formulas.Count,
                Norm = verdict.Rule("antiquatedFormulas").Norm,
                Explanation = Texts.Both("greeting.formula", formula.Quote),
                Advice = Texts.Both("greeting.advice"),
                Weight = formula.Strength / 2,
            });
        }

        return verdict.Conclude();
    }

    private static void FindLength(OpeningTurn greeting, Verdict verdict)
    {
        var seconds = greeting.Seconds;
        var words = greeting.Words.Count;
        if (words > verdict.Setting("tooLongWords") || seconds > verdict.Setting("tooLongSeconds"))
        {
            verdict.Find(Whole(greeting, verdict, "greetingSeconds", seconds, Texts.Both("greeting.tooLong", words, greeting.Syllables, seconds), "greeting.advice", 2));
        }
        else if (verdict.IsBeyondNorm("greetingWords", words) || verdict.IsBeyondNorm("greetingSeconds", seconds))
        {
            verdict.Find(Whole(greeting, verdict, "greetingSeconds", seconds, Texts.Both("greeting.long", words, greeting.Syllables, seconds), "greeting.advice"));
        }

        var run = greeting.LongestRunSeconds;
        if (run > verdict.Setting("breathGroupSeconds"))
        {
            var norm = verdict.SettingNorm("breathGroupSeconds", isUpperBound: true);
            verdict.Find(Whole(greeting, verdict, "greetingRunSeconds", run, Texts.Both("greeting.breathless", run), "greeting.advice.breath") with { Norm = norm });
        }
    }

    private static Finding Whole(OpeningTurn greeting, Verdict verdict, string measure, double value, Bilingual explanation, string advice, double weight = 1) => new()
    {
        Start = greeting.Start,
        End = greeting.End,
        Quote = greeting.Quote,
        Measure = measure,
        Value = value,
        Norm = measure == "greetingRunSeconds" ? new Norm(null, null, "s", "L") : verdict.Rule(measure).Norm,
        Explanation = explanation,
        Advice = Texts.Both(advice),
        Weight = weight,
    };
}
