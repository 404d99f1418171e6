using CallQuality.Audio;
using CallQuality.Core.Phrases;

namespace CallQuality.Core.Mistakes;

/// <summary>Makes a finding of a phrase: its words are the span and the quote.</summary>
internal static class PhraseFinding
{
    /// <summary>The finding; where the list names a better wording, it is put behind the advice.</summary>
    public static Finding Of(PhraseMatch match, string measure, double value, Norm norm, Bilingual explanation, Bilingual advice) => new()
    {
        Start = match.Start,
        End = match.End,
        Quote = match.Quote,
        Measure = measure,
        Value = value,
        Norm = norm,
        Explanation = explanation,
        Advice = match.Entry.Better is { } better ? new Bilingual($"{advice.German} „{better}“", $"{advice.English} “{better}”") : advice,
        Weight = match.Strength,
    };
}
