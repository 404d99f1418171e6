using CallQuality.Core.Phrases;
using CallQuality.Core.Transcription;

namespace CallQuality.Core.Mistakes;

/// <summary>The parts of a greeting: a greeting word, the company, the agent's name. Each was said, is missing, or cannot be known.</summary>
internal sealed record GreetingParts
{
    /// <summary>Index of the greeting word, or of a formula in its place; <see langword="null"/> where neither is heard.</summary>
    public required int? GreetingAt { get; init; }

    /// <summary>Index of the company's first word; <see langword="null"/> where it is not heard or no profile names it.</summary>
    public required int? CompanyAt { get; init; }

    /// <summary>Where the agent's name is; <see langword="null"/> where none is sure.</summary>
    public required SpokenName? Name { get; init; }

    /// <summary>Whether a greeting word is missing for sure.</summary>
    public required bool IsGreetingMissing { get; init; }

    /// <summary>Whether the company is missing for sure.</summary>
    public required bool IsCompanyMissing { get; init; }

    /// <summary>Whether the agent's name is missing for sure.</summary>
    public required bool IsNameMissing { get; init; }

    /// <summary>Whether the agent's name comes before the company; <see langword="null"/> where one of them is not heard.</summary>
    public bool? IsNameFirst => CompanyAt is { } company && Name is { } name ? company >= name.First + name.Count : null;

    /// <summary>Parts said by parts that can be known, 0 to 1; <see langword="null"/> where none can.</summary>
    public double? Share
    {
        get
        {
            var said = new[] { GreetingAt is not null, CompanyAt is not null, Name is not null }.Count(isSaid => isSaid);
            var missing = new[] { IsGreetingMissing, IsCompanyMissing, IsNameMissing }.Count(isMissing => isMissing);
            return said + missing == 0 ? null : said / (double)(said + missing);
        }
    }

    /// <summary>Finds the parts.</summary>
    /// <param name="opening">The greeting.</param>
    /// <param name="phrases">Phrases of the call's language.</param>
    /// <param name="company">The company's name; <see langword="null"/> where no profile names it.</param>
    /// <param name="agent">The agent's name from metadata, if known.</param>
    public static GreetingParts Of(OpeningTurn opening, PhraseBook phrases, string? company, string? agent)
    {
        var words = opening.Words;
        var companyWords = company is null ? [] : SpokenCompany.Find(words, company, phrases.Language);
        var sure = SpokenName.Sure(words, agent, phrases);
        var name = sure ?? (opening.Name is { } guess && !companyWords.Any(guess.Covers) ? opening.Name : null);
        var greetings = phrases.Find(words, PhraseCategory.GreetingWord);
        var phrasesSaid = greetings.Concat(opening.Formulas).Concat(phrases.Find(words, PhraseCategory.NameIntroduction)).ToList();

        // A word that is neither a part nor known may be the part that is looked for.
        var isAllUnderstood = words.All(word => word.IsCertain) && Enumerable.Range(0, words.Count).All(i =>
            companyWords.Contains(i) || name?.Covers(i) == true || phrasesSaid.Exists(match => i >= match.FirstWord && i < match.FirstWord + match.Words.Count)
            || (!SpokenName.IsCapital(words[i]) && phrases.Habits.IsKnownWord(Spelling.Fold(words[i].Text))));
        var greetingAt = greetings.Count > 0 ? greetings[0].FirstWord : opening.Formulas.FirstOrDefault()?.FirstWord;
        return new GreetingParts
        {
            GreetingAt = greetingAt,
            CompanyAt = companyWords.Count > 0 ? companyWords[0] : null,
            Name = name,
            IsGreetingMissing = isAllUnderstood && greetingAt is null,

            // Two capitals taken for the agent's name may be the company's, misread.
            IsCompanyMissing = isAllUnderstood && company is not null && companyWords.Count == 0 && SpokenCompany.IsTelling(company) && (sure is not null || name is null),
            IsNameMissing = isAllUnderstood && name is null,
        };
    }

    /// <summary>The same without what the house's own greeting leaves out or puts in another order: that is the house's, not the agent's.</summary>
    /// <param name="houseText">The house's greeting with <c>{name}</c> in the agent's place.</param>
    /// <param name="company">The company's name.</param>
    /// <param name="phrases">Phrases of the call's language.</param>
    public GreetingParts AsPrescribed(string houseText, string company, PhraseBook phrases)
    {
        var texts = houseText.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var words = WrittenWords.Of(texts);
        var nameAt = Array.FindIndex(texts, text => text.Contains("{name}", StringComparison.Ordinal));
        var companyWords = SpokenCompany.Find(words, company, phrases.Language);
        var isNameFirst = nameAt >= 0 && companyWords.Count > 0 && nameAt < companyWords[0];
        return this with
        {
            CompanyAt = isNameFirst ? null : CompanyAt,
            IsGreetingMissing = IsGreetingMissing && phrases.Find(words, PhraseCategory.GreetingWord).Count > 0,
            IsCompanyMissing = IsCompanyMissing && companyWords.Count > 0,
            IsNameMissing = IsNameMissing && nameAt >= 0,
        };
    }
}
