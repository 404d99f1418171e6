using CallQuality.Core.Calls;
using CallQuality.Core.Mistakes;

namespace CallQuality.Tests.Mistakes;

public class DueReaderTests
{
    // A Wednesday.
    private static readonly DateTimeOffset SaidAt = new(2026, 3, 4, 10, 0, 0, TimeSpan.FromHours(1));

    [TestCase("Ich rufe Sie bis Mittag an", "bis Mittag", "2026-03-04T12:00")]
    [TestCase("Ich melde mich im Laufe des Nachmittags", "im Laufe des Nachmittags", "2026-03-04T18:00")]
    [TestCase("Sie hören bis zum Abend von uns", "bis zum Abend", "2026-03-04T20:00")]
    [TestCase("Ich rufe am Freitagvormittag an", "am Freitagvormittag", "2026-03-06T12:00")]
    [TestCase("Der Techniker kommt Montag Nachmittag", "Montag Nachmittag", "2026-03-09T18:00")]
    [TestCase("Ich rufe Sie morgen früh an", "morgen früh", "2026-03-05T12:00")]
    [TestCase("Ich rufe Sie übermorgen an", "übermorgen", "2026-03-06T18:00")]
    [TestCase("Bis morgen Mittag haben Sie die Antwort", "Bis morgen Mittag", "2026-03-05T12:00")]
    [TestCase("Sie haben das bis zum 15.", "bis zum 15.", "2026-03-15T18:00")]
    [TestCase("Sie haben das bis zum 2. im Haus", "bis zum 2.", "2026-04-02T18:00")]
    [TestCase("Ich rufe am 3. April an", "am 3. April", "2026-04-03T18:00")]
    [TestCase("Ich rufe am 3. März um zehn Uhr an", "am 3. März um zehn Uhr", "2027-03-03T10:00")]
    [TestCase("Ich rufe am Freitag, den 6. März an", "den 6. März", "2026-03-06T18:00")]
    [TestCase("Das ist bis zum 10.4. erledigt", "bis zum 10.4.", "2026-04-10T18:00")]
    [TestCase("Das ist bis zum 31. Februar erledigt", "bis zum 31. Februar", null)]
    [TestCase("Das Geld ist bis Ende des Monats da", "bis Ende des Monats", "2026-03-31T18:00")]
    [TestCase("Das Geld ist bis Ende nächsten Monats da", "bis Ende nächsten Monats", "2026-04-30T18:00")]
    [TestCase("Ich rufe Sie bis neun Uhr an", "bis neun Uhr", "2026-03-05T09:00")]
    [TestCase("Ich rufe Sie heute um neun Uhr an", "heute um neun Uhr", "2026-03-04T09:00")]
    [TestCase("Ich schicke Ihnen den 3. Brief", null, null)]
    [TestCase("Guten Abend, ich melde mich", null, null)]
    public void Read_German_NamesTheTime(string text, string? quote, string? due) => AssertRead(Language.German, text, quote, due);

    [TestCase("I'll call you by noon tomorrow", "by noon tomorrow", "2026-03-05T12:00")]
    [TestCase("I'll call you by tomorrow noon", "by tomorrow noon", "2026-03-05T12:00")]
    [TestCase("I'll call you by noon on Friday", "by noon on Friday", "2026-03-06T12:00")]
    [TestCase("I'll call you by noon", "by noon", "2026-03-04T12:00")]
    [TestCase("I'll call you first thing tomorrow", "first thing tomorrow", "2026-03-05T12:00")]
    [TestCase("I'll call you the day after tomorrow", "the day after tomorrow", "2026-03-06T18:00")]
    [TestCase("I'll call you tonight", "tonight", "2026-03-04T20:00")]
    [TestCase("You'll have it by end of day Friday", "by end of day Friday", "2026-03-06T18:00")]
    [TestCase("You'll have it by close of business", "by close of business", "2026-03-04T18:00")]
    [TestCase("You'll have it by the end of the day", "by the end of the day", "2026-03-04T18:00")]
    [TestCase("You'll have it on Friday afternoon", "on Friday afternoon", "2026-03-06T18:00")]
    [TestCase("You'll have it by March 15th", "by March 15th", "2026-03-15T18:00")]
    [TestCase("You'll have it by the 15th of April", "by the 15th of April", "2026-04-15T18:00")]
    [TestCase("You'll have it by the 2nd", "by the 2nd", "2026-04-02T18:00")]
    [TestCase("You'll have it by the end of the month", "by the end of the month", "2026-03-31T18:00")]
    [TestCase("You'll have it by the end of next month", "by the end of next month", "2026-04-30T18:00")]
    [TestCase("I'll call you at nine", "at nine", "2026-03-05T09:00")]
    [TestCase("I'll call you tomorrow at nine", "tomorrow at nine", "2026-03-05T09:00")]
    [TestCase("I'll send someone to the 2nd floor", null, null)]
    [TestCase("I'll send you the 2nd form", null, null)]
    [TestCase("You may 3 times", null, null)]
    public void Read_English_NamesTheTime(string text, string? quote, string? due) => AssertRead(Language.English, text, quote, due);

    private static void AssertRead(Language language, string text, string? quote, string? due)
    {
        var read = new DueReader(language).Read(text, SaidAt);

        Assert.That(read.Quote, Is.EqualTo(quote));
        Assert.That(read.Due?.ToString("yyyy-MM-dd'T'HH:mm", System.Globalization.CultureInfo.InvariantCulture), Is.EqualTo(due));
    }
}
