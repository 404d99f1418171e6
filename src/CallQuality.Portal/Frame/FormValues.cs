using System.Globalization;

namespace CallQuality.Portal.Frame;

/// <summary>Reads what forms and addresses carry.</summary>
internal static class FormValues
{
    /// <summary>A whole number, both ends included; <see langword="null"/> where the text is none.</summary>
    public static int? Number(string? text, int least, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number : null;

    /// <summary>A score of 0 to 100; <see langword="null"/> where the text is none.</summary>
    public static int? Score(string? text) => Number(text, 0, 100);

    /// <summary>A day as date fields send it; <see langword="null"/> where the text is none.</summary>
    public static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>When a day begins at this server, UTC.</summary>
    public static DateTime StartOf(DateOnly day) => TimeZoneInfo.ConvertTimeToUtc(day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Unspecified), TimeZoneInfo.Local);
}
