using CallQuality.Audio;
using CallQuality.Core.Phrases;
using CallQuality.Core.Wording;

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
        Explanation = WithWords(explanation, match),
        Advice = match.Entry.Better is { } better ? new Bilingual($"{advice.German} „{better}“", $"{advice.English} “{better}”") : advice,
        Weight = match.Strength,
    };

    /// <summary>An explanation and, where the classifier read the phrase, what that rests on: whoever is shown a likeness must see it.</summary>
    public static Bilingual WithWords(Bilingual explanation, PhraseMatch match)
    {
        if (match.Reading is not { } reading)
        {
            return explanation;
        }

        var words = reading.Carrying.Select(word => word.Text.Trim('.', ',', '?', '!', ';', ':')).ToList();
        var carried = Texts.Both("utterance.carried", string.Join(", ", words), reading.Probability);
        return new Bilingual($"{explanation.German} {carried.German}", $"{explanation.English} {carried.English}");
    }
}
