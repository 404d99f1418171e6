using System.Text.RegularExpressions;
using CallQuality.Core.Calls;

namespace CallQuality.Core.Mistakes;

/// <summary>Reads from a promise who is to keep it, as it was said: "ich", "unser Techniker", "we", "my colleague".</summary>
internal static partial class PromiseParty
{
    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    /// <summary>The first words that name somebody who acts; <see langword="null"/> where nobody is named ("Sie bekommen einen Rückruf").</summary>
    /// <param name="language">Language of the promise.</param>
    /// <param name="phrase">The words that promise; looked through first.</param>
    /// <param name="sentence">The sentence they stand in.</param>
    public static string? Find(Language language, string phrase, string sentence)
    {
        var party = language == Language.German ? German() : English();
        return party.Match(phrase) is { Success: true } named ? named.Value
            : party.Match(sentence) is { Success: true } other ? other.Value : null;
    }

    [GeneratedRegex(@"\b(?:ich|wir|jemand|(?:(?:mein|unser|ein|der|die|das)\p{L}{0,2} )?\p{L}*(?:kolleg|techniker|berater|monteur|abteilung|werkstatt|kundendienst|außendienst|fahrer|mitarbeiter|vorgesetzt|teamleit|buchhaltung|fachleute|spezialist)\p{L}*|(?:mein|unser)\p{L}{0,2} (?:chef|leit|technik)\p{L}*)\b", Options)]
    private static partial Regex German();

    [GeneratedRegex(@"\b(?:I|we|someone|somebody|(?:(?:my|our|the|an?|one of (?:my|our)) (?:\p{L}+ )?)(?:colleagues?|technicians?|engineers?|team|specialists?|supervisor|manager|drivers?|department|workshop|couriers?|mechanics?|advis[eo]rs?))\b", Options)]
    private static partial Regex English();
}
