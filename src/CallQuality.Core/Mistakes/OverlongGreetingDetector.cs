using CallQuality.Audio;
using CallQuality.Core.Analysis;
using CallQuality.Core.Calls;
using CallQuality.Core.Phrases;
using CallQuality.Core.Scoring;
using CallQuality.Core.Transcription;
using CallQuality.Core.Wording;

namespace CallQuality.Core.Mistakes;

/// <summary>Judges the agent's opening: words, syllables, seconds, breaths, antiquated formulas, and the parts with their order. Too short is a finding too.</summary>
internal sealed class OverlongGreetingDetector(PhraseBooks books, CompanyProfile? company = null) : IMistakeDetector
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
        var houseText = company?.Greetings.GetValueOrDefault(evidence.Language);
        var formulas = Own(greeting, houseText, books.For(evidence.Language));
        verdict.Read("antiquatedFormulas", formulas.Count);
        verdict.Read("greetingWordsAfterName", greeting.WordsAfterName);
        verdict.Read("greetingNameTempoRatio", greeting.NameTempoRatio);
        var share = houseText is null ? null : SharedWords(greeting, houseText);
        verdict.Read("houseTextShare", share);
        var parts = Parts(greeting, evidence, houseText);
        verdict.Read("greetingParts", parts.Share);
        verdict.Read("greetingOrder", parts.IsNameFirst is { } isNameFirst ? (isNameFirst ? 1 : 0) : null);
        var shortest = verdict.Rule("greetingWords").NormMin ?? 0;
        if (greeting.Words.Count < shortest)
        {
            verdict.Find(Whole(greeting, verdict, "greetingWords", greeting.Words.Count, Texts.Both("greeting.short", greeting.Words.Count), Texts.Both("greeting.advice.short")));
            verdict.NotAbove(verdict.LowestSlight);
            return verdict.Conclude();
        }

        FindLength(greeting, verdict);
        FindName(greeting, verdict);
        FindParts(greeting, parts, verdict);
        FindOtherWords(greeting, share, houseText, evidence.Metadata.Agent, verdict);
        FindFormulas(formulas, verdict);
        return verdict.Conclude();
    }

    private static void FindLength(OpeningTurn greeting, Verdict verdict)
    {
        var seconds = greeting.Seconds;
        var words = greeting.Words.Count;
        if (words > verdict.Setting("tooLongWords") || seconds > verdict.Setting("tooLongSeconds"))
        {
            verdict.Find(Whole(greeting, verdict, "greetingSeconds", seconds, Texts.Both("greeting.tooLong", words, greeting.Syllables, seconds), Texts.Both("greeting.advice"), 2));
        }
        else if (verdict.IsBeyondNorm("greetingWords", words) || verdict.IsBeyondNorm("greetingSeconds", seconds))
        {
            verdict.Find(Whole(greeting, verdict, "greetingSeconds", seconds, Texts.Both("greeting.long", words, greeting.Syllables, seconds), Texts.Both("greeting.advice")));
        }

        var run = greeting.LongestRunSeconds;
        if (run > verdict.Setting("breathGroupSeconds"))
        {
            var norm = verdict.SettingNorm("breathGroupSeconds", isUpperBound: true);
            verdict.Find(Whole(greeting, verdict, "greetingRunSeconds", run, Texts.Both("greeting.breathless", run), Texts.Both("greeting.advice.breath")) with { Norm = norm });
        }
    }

    // The name is what the caller wants to keep: it comes last, and not faster than the rest.
    private static void FindName(OpeningTurn greeting, Verdict verdict)
    {
        if (greeting.Name is not { } name)
        {
            return;
        }

        var said = greeting.Words.Skip(name.First).Take(name.Count).ToList();
        if (verdict.IsBeyondNorm("greetingWordsAfterName", greeting.WordsAfterName))
        {
            var count = greeting.WordsAfterName!.Value;
            Add("greetingWordsAfterName", count, Texts.Both("greeting.nameNotLast", count), greeting.End);
        }

        if (verdict.IsBeyondNorm("greetingNameTempoRatio", greeting.NameTempoRatio))
        {
            var ratio = greeting.NameTempoRatio!.Value;
            Add("greetingNameTempoRatio", ratio, Texts.Both("greeting.nameFast", ratio), said[^1].End);
        }

        void Add(string measure, double value, Bilingual explanation, TimeSpan end) => verdict.Find(
            Whole(greeting, verdict, measure, value, explanation, Texts.Both("greeting.advice.name"), 0.4) with
            {
                Start = said[0].Start,
                End = end,
                Quote = string.Join(' ', said.Select(word => word.Text)).TrimEnd(',', '.'),
            });
    }

    private GreetingParts Parts(OpeningTurn greeting, CallEvidence evidence, string? houseText)
    {
        var phrases = books.For(evidence.Language);
        var parts = GreetingParts.Of(greeting, phrases, company?.Name, evidence.Metadata.Agent);
        return company is null || houseText is null ? parts : parts.AsPrescribed(houseText, company.Name, phrases);
    }

    private static void FindParts(OpeningTurn greeting, GreetingParts parts, Verdict verdict)
    {
        if (parts.IsGreetingMissing)
        {
            Add("greetingParts", parts.Share!.Value, "greeting.wordMissing", "greeting.advice.wordMissing");
        }

        if (parts.IsCompanyMissing)
        {
            Add("greetingParts", parts.Share!.Value, "greeting.companyMissing", "greeting.advice.companyMissing");
        }

        if (parts.IsNameMissing)
        {
            Add("greetingParts", parts.Share!.Value, "greeting.nameMissing", "greeting.advice.nameMissing");
        }

        if (parts.IsNameFirst == true)
        {
            Add("greetingOrder", 1, "greeting.nameFirst", "greeting.advice.nameFirst");
        }

        void Add(string measure, double value, string explanation, string advice) =>
            verdict.Find(Whole(greeting, verdict, measure, value, Texts.Both(explanation, greeting.Quote), Texts.Both(advice), 0.4));
    }

    private static void FindFormulas(List<PhraseMatch> formulas, Verdict verdict)
    {
        foreach (var formula in formulas)
        {
            verdict.Find(PhraseFinding.Of(
                formula, "antiquatedFormulas", formulas.Count, verdict.Rule("antiquatedFormulas").Norm,
                Texts.Both("greeting.formula", formula.Quote), Texts.Both("greeting.advice.formula")) with { Weight = formula.Strength / 2 });
        }
    }

    private static void FindOtherWords(OpeningTurn greeting, double? share, string? houseText, string? agent, Verdict verdict)
    {
        if (verdict.IsBeyondNorm("houseTextShare", share))
        {
            var advice = Texts.Both("greeting.advice.notOurs", houseText!.Replace("{name}", agent ?? "…", StringComparison.Ordinal));
            verdict.Find(Whole(greeting, verdict, "houseTextShare", share!.Value, Texts.Both("greeting.notOurs", greeting.Quote, share), advice, 0.4));
        }
    }

    // A formula that the house itself prescribes is the house's, not the agent's.
    private static List<PhraseMatch> Own(OpeningTurn greeting, string? houseText, PhraseBook phrases)
    {
        if (houseText is null)
        {
            return [.. greeting.Formulas];
        }

        var prescribed = phrases.Find(WrittenWords.Of(houseText), PhraseCategory.StiltedGreeting).Select(match => match.Entry.Pattern).ToHashSet(StringComparer.Ordinal);
        return [.. greeting.Formulas.Where(formula => !prescribed.Contains(formula.Entry.Pattern))];
    }

    private static double? SharedWords(OpeningTurn greeting, string houseText)
    {
        var said = greeting.Words.Select(word => Spelling.Fold(word.Text)).ToHashSet(StringComparer.Ordinal);
        var written = houseText.Replace("{name}", " ", StringComparison.Ordinal).Split(' ').Select(Spelling.Fold).Where(word => word.Length > 0).ToList();
        return written.Count == 0 ? null : written.Count(said.Contains) / (double)written.Count;
    }

    private static Finding Whole(OpeningTurn greeting, Verdict verdict, string measure, double value, Bilingual explanation, Bilingual advice, double weight = 1) => new()
    {
        Start = greeting.Start,
        End = greeting.End,
        Quote = greeting.Quote,
        Measure = measure,
        Value = value,
        Norm = measure == "greetingRunSeconds" ? new Norm(null, null, "s", "L") : verdict.Rule(measure).Norm,
        Explanation = explanation,
        Advice = advice,
        Weight = weight,
    };
}
