using System.Globalization;
using System.Text.RegularExpressions;
using CallQuality.Core.Calls;
using CallQuality.Core.Phrases;

namespace CallQuality.Core.Mistakes;

/// <summary>Reads from a promise until when it holds ("bis morgen Mittag", "within 24 hours") and puts it on the calendar.</summary>
/// <remarks>
/// A day without a time ends at 18:00, a morning or noon at 12:00, an afternoon at 18:00, an evening at 20:00, a week on its Friday, a
/// month on its last day. A time of day that has passed is tomorrow's, a day of the month that has passed the next month's or year's.
/// Working days are Monday to Friday, the last of them until 18:00; no holidays are known.
/// Immutable and thread-safe.
/// </remarks>
internal sealed partial class DueReader(Language language)
{
    private const int EarliestHour = 7;
    private const int EndOfMorning = 12;
    private const int EndOfWorkingDay = 18;
    private const int EndOfEvening = 20;

    // Every date comes round within a year, the 29th of February within eight.
    private const int MonthsAhead = 97;

    private static readonly string[] GermanDays = ["sonntag", "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag"];
    private static readonly string[] EnglishDays = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

    // In the order of the calendar.
    private const string GermanMonths = "januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember";
    private const string EnglishMonths = "january|february|march|april|may|june|july|august|september|october|november|december";

    // What may happen is no month.
    private const string EnglishMonth = "(?<month>(?!(?-i:may))(?:" + EnglishMonths + "))";

    /// <summary>The words that name a time, and that time; both <see langword="null"/> where the promise names none.</summary>
    /// <param name="text">The promise.</param>
    /// <param name="saidAt">When it was said; <see langword="null"/> leaves the calendar time unknown.</param>
    public (string? Quote, DateTimeOffset? Due) Read(string text, DateTimeOffset? saidAt)
    {
        var (span, week, day, clock) = language == Language.German
            ? (GermanSpan(), GermanWeek(), GermanDay(), GermanClock())
            : (EnglishSpan(), EnglishWeek(), EnglishDay(), EnglishClock());
        if (span.Match(text) is { Success: true } length && SpokenNumbers.Value(Fold(length.Groups["n"].Value), language) is { } number)
        {
            return (length.Value.Trim(), saidAt is { } said ? After(said, number, Fold(length.Groups["unit"].Value), length.Groups["working"].Success) : null);
        }

        if ((language == Language.German ? GermanHalfHour() : EnglishHalfHour()).Match(text) is { Success: true } half)
        {
            return (half.Value.Trim(), saidAt + TimeSpan.FromMinutes(30));
        }

        if (week.Match(text) is { Success: true } named)
        {
            var isNext = named.Groups["next"].Success;
            return (named.Value.Trim(), named.Groups["month"].Success ? EndOfMonth(saidAt, isNext) : EndOfWeek(saidAt, isNext));
        }

        var time = clock.Match(text);
        var date = DayBeside(time, day.Matches(text));
        if (!date.Success && !time.Success)
        {
            return (null, null);
        }

        var quote = !time.Success ? date.Value : !date.Success ? time.Value : Between(text, date, time);
        return (quote.Trim().TrimEnd(time.Success ? ['.', ','] : [',']), saidAt is { } from ? At(from, date, time) : null);
    }

    // Of several days the first date, else the first day, or the one that stands next to the time of day.
    private static Match DayBeside(Match time, MatchCollection days) => days.Count == 0 ? Match.Empty
        : !time.Success ? days.FirstOrDefault(day => day.Groups["date"].Success) ?? days[0]
        : days.MinBy(day => Math.Max(day.Index, time.Index) - Math.Min(day.Index + day.Length, time.Index + time.Length))!;

    private static string Between(string text, Match a, Match b)
    {
        var start = Math.Min(a.Index, b.Index);
        return text[start..Math.Max(a.Index + a.Length, b.Index + b.Length)];
    }

    private static string Fold(string word) => word.ToLowerInvariant().Replace("ß", "ss", StringComparison.Ordinal);

    private static DateTimeOffset After(DateTimeOffset from, int number, string unit, bool isWorking)
    {
        if (!isWorking || Length(1, unit) != TimeSpan.FromDays(1))
        {
            return from + Length(number, unit);
        }

        var days = 0;
        for (var left = number; left > 0; left -= from.AddDays(days).DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 0 : 1)
        {
            days++;
        }

        return OnDay(from, days, EndOfWorkingDay, 0);
    }

    private static TimeSpan Length(int number, string unit) =>
        unit.StartsWith("min", StringComparison.Ordinal) ? TimeSpan.FromMinutes(number)
        : unit.StartsWith("stund", StringComparison.Ordinal) || unit.StartsWith("hour", StringComparison.Ordinal) ? TimeSpan.FromHours(number)
        : unit.StartsWith("woch", StringComparison.Ordinal) || unit.StartsWith("week", StringComparison.Ordinal) ? TimeSpan.FromDays(7 * number)
        : TimeSpan.FromDays(number);

    private static DateTimeOffset? EndOfWeek(DateTimeOffset? from, bool isNext)
    {
        if (from is not { } start)
        {
            return null;
        }

        var toFriday = ((int)DayOfWeek.Friday - (int)start.DayOfWeek + 7) % 7;
        return OnDay(start, toFriday + (isNext ? 7 : 0), EndOfWorkingDay, 0);
    }

    private static DateTimeOffset? EndOfMonth(DateTimeOffset? from, bool isNext) =>
        from is { } start ? OnDay(start, 1 - start.Day, EndOfWorkingDay, 0).AddMonths(isNext ? 2 : 1).AddDays(-1) : null;

    private static DateTimeOffset OnDay(DateTimeOffset from, int days, int hour, int minute) =>
        new DateTimeOffset(from.Year, from.Month, from.Day, hour, minute, 0, from.Offset).AddDays(days);

    private DateTimeOffset? At(DateTimeOffset from, Match date, Match time)
    {
        if ((date.Groups["date"].Success ? DaysUntil(from, date) : DaysAhead(from, Fold(date.Groups["day"].Value))) is not { } days)
        {
            return null;
        }

        var due = time.Success ? Clock(from, days, time) : OnDay(from, days, PartOfDay(Fold(date.Groups["part"].Value)), 0);
        var isToday = !date.Groups["date"].Success && !date.Groups["day"].Success;
        return isToday && due <= from ? due?.AddDays(1) : due;
    }

    private DateTimeOffset? Clock(DateTimeOffset from, int days, Match time)
    {
        if (SpokenNumbers.Value(Fold(time.Groups["hour"].Value), language) is not ({ } hour and < 25))
        {
            return null;
        }

        var minute = SpokenNumbers.Value(Fold(time.Groups["minute"].Value), language) ?? 0;
        if (time.Groups["before"].Success)
        {
            (hour, minute) = (hour - 1, 30);
        }

        // "By three" said at noon is the afternoon's three; before seven nobody promises to call.
        var half = Fold(time.Groups["half"].Value);
        var isAfternoon = half.StartsWith('p') || (half.Length == 0 && hour < EarliestHour);
        hour = isAfternoon && hour < 12 ? hour + 12 : hour;
        return minute < 60 ? OnDay(from, days, 0, 0).AddHours(hour).AddMinutes(minute) : null;
    }

    private int DaysAhead(DateTimeOffset from, string day)
    {
        var weekday = Array.IndexOf(language == Language.German ? GermanDays : EnglishDays, day == "sonnabend" ? "samstag" : day);
        if (weekday >= 0)
        {
            // A weekday named on that same day means the next one.
            var ahead = (weekday - (int)from.DayOfWeek + 7) % 7;
            return ahead == 0 ? 7 : ahead;
        }

        return day switch
        {
            "morgen" or "tomorrow" => 1,
            "übermorgen" or "day after tomorrow" => 2,
            _ => 0,
        };
    }

    // "Bis zum 15.", "am 3. April", "by March 15th": the next such day that is not over; null where no month has it.
    private int? DaysUntil(DateTimeOffset from, Match date)
    {
        var day = SpokenNumbers.Value(date.Groups["date"].Value, language) ?? 0;
        var name = Fold(date.Groups["month"].Value);
        var names = language == Language.German ? GermanMonths : EnglishMonths;
        var month = int.TryParse(name, CultureInfo.InvariantCulture, out var number) ? number : Array.IndexOf(names.Split('|'), name) + 1;
        var today = DateOnly.FromDateTime(from.Date);
        return Enumerable.Range(0, MonthsAhead).Select(today.AddMonths)
            .Where(of => (month == 0 || of.Month == month) && day >= 1 && day <= DateTime.DaysInMonth(of.Year, of.Month))
            .Select(of => (int?)(new DateOnly(of.Year, of.Month, day).DayNumber - today.DayNumber))
            .FirstOrDefault(days => days >= 0);
    }

    private static int PartOfDay(string part) => part switch
    {
        "früh" or "morgen" or "vormittag" or "vormittags" or "mittag" or "morning" or "first thing" or "noon" or "midday" or "lunchtime" => EndOfMorning,
        "abend" or "abends" or "evening" or "night" or "tonight" => EndOfEvening,
        _ => EndOfWorkingDay,
    };

    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    [GeneratedRegex(@"\b(?:innerhalb (?:von )?(?:der nächsten )?|binnen |in (?:den nächsten |spätestens )?)(?<n>\p{L}+|\d+) (?<unit>Minuten?|Stunden?|Tage?n?|(?<working>Werktage?n?|(?:Bank)?Arbeitstage?n?)|Wochen?)\b", Options)]
    private static partial Regex GermanSpan();

    [GeneratedRegex(@"\b(?:in|innerhalb) einer halben Stunde\b", Options)]
    private static partial Regex GermanHalfHour();

    [GeneratedRegex(@"\b(?:in|within) half an hour\b", Options)]
    private static partial Regex EnglishHalfHour();

    [GeneratedRegex(@"\b(?:within (?:the next )?|in (?:the next )?)(?<n>\p{L}+|\d+) (?<working>business |working )?(?<unit>minutes?|hours?|days?|weeks?)\b", Options)]
    private static partial Regex EnglishSpan();

    [GeneratedRegex(@"\b(?:bis |noch )?(?:zum |spätestens )?(?:Ende (?:der|dieser|(?<next>nächster)|(?<next>der nächsten)|(?<next>nächste)) Woche|(?<month>Ende (?:des |dieses |(?<next>(?:des )?nächsten ))?Monats|Monatsende)|Wochenende|diese Woche|(?<next>nächste Woche))\b", Options)]
    private static partial Regex GermanWeek();

    [GeneratedRegex(@"\b(?:by |before )?(?:the )?(?:end of (?:the|this|(?<next>next)) (?:week|(?<month>month))|this week|(?<next>next week))\b", Options)]
    private static partial Regex EnglishWeek();

    [GeneratedRegex(
        @"\b(?:(?:bis|noch|am|zum|spätestens|gleich) )*(?<day>heute|morgen|übermorgen|Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonnabend|Sonntag)"
        + @"(?:[ -]?(?:noch |am |bis |gegen |im Laufe des )?(?<part>früh|Morgen|Vormittags?|Mittag|Nachmittags?|Abends?)| noch)?\b"
        + @"|\b(?:(?:bis|am|zum|spätestens|den) )+(?<date>\d{1,2})\. ?(?:(?<month>" + GermanMonths + @")\b|(?<month>\d{1,2})\.)"
        + @"|\b(?:(?:bis|noch|spätestens) )*(?:zum|am) (?<date>\d{1,2})\.(?! ?(?:(?-i:\p{Lu})|\d))"
        + @"|\b(?:(?:bis|noch|spätestens) )*(?:am|zum|gegen|bis|im Laufe des) (?<part>Vormittags?|Mittag|Nachmittags?|Abends?)\b", Options)]
    private static partial Regex GermanDay();

    [GeneratedRegex(
        @"\b(?:(?:by|before|until|on|later|at|the|(?<part>noon|midday|lunchtime|first thing)|(?:end|close) of (?:the )?(?:day|business)) )*"
        + @"(?:(?<day>today|tomorrow|day after tomorrow|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)(?: (?:at |by |before |around )?(?<part>morning|noon|midday|lunchtime|afternoon|evening|night))?"
        + @"|this (?<part>morning|afternoon|evening)|(?<part>tonight)|(?:end|close) of (?:the )?(?:day|business))\b"
        + @"|\b(?:(?:by|before|until|on) )?(?:the )?(?:(?<date>\d{1,2})(?:st|nd|rd|th)?(?: of)? " + EnglishMonth + @"|" + EnglishMonth + @" (?:the )?(?<date>\d{1,2})(?:st|nd|rd|th)?)\b"
        + @"|\b(?:by|before|until|on) the (?<date>\d{1,2})(?:st|nd|rd|th)\b(?! \p{L}+(?:s|line|floor)\b)"
        + @"|\b(?:by|before|until|around|at) (?<part>noon|midday|lunchtime)\b", Options)]
    private static partial Regex EnglishDay();

    [GeneratedRegex(@"\b(?:bis|um|gegen|spätestens|ab)(?: um)? (?<hour>\p{L}+|\d{1,2})(?:[:.](?<minute>\d{2}))? Uhr(?: (?<minute>\d{1,2}|dreißig))?\b|\b(?:bis|um|gegen|spätestens|ab)(?: um)? (?<before>halb) (?<hour>\p{L}+|\d{1,2})\b|\b(?:bis|um|gegen|spätestens|ab)(?: um)? (?<hour>eins|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf)\b(?! \p{L}+(?:e|en|er)\b)", Options)]
    private static partial Regex GermanClock();

    [GeneratedRegex(@"\b(?:by|at|before|until|around)(?: about)? (?<hour>\p{L}+|\d{1,2})(?:[:.](?<minute>\d{2}))? ?(?:o'?clock|(?<half>[ap])\.?m\b\.?)|\b(?:by|at|before|around) (?<hour>\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b(?! (?:days?|hours?|minutes?|weeks?|of|people|euros?|pounds?|dollars?|percent))", Options)]
    private static partial Regex EnglishClock();
}
