using CallQuality.Core.Calls;
using CallQuality.Core.Mistakes;

namespace CallQuality.Tests.Mistakes;

public class PromiseFinderTests
{
    // A Wednesday.
    private static readonly DateTimeOffset StartedAt = new(2026, 3, 4, 10, 0, 0, TimeSpan.FromHours(1));

    [TestCase("Ich rufe Sie bis 15 Uhr zurück.", PromiseKind.Callback, "2026-03-04T15:00")]
    [TestCase("Ich rufe Sie morgen Mittag zurück.", PromiseKind.Callback, "2026-03-05T12:00")]
    [TestCase("Ich melde mich bis morgen Mittag bei Ihnen.", PromiseKind.Callback, "2026-03-05T12:00")]
    [TestCase("Ich rufe Sie bis halb vier zurück.", PromiseKind.Callback, "2026-03-04T15:30")]
    [TestCase("Ich schicke Ihnen die Anleitung heute noch per Mail.", PromiseKind.SendInformation, "2026-03-04T18:00")]
    [TestCase("Wir melden uns bis Freitag bei Ihnen.", PromiseKind.Callback, "2026-03-06T18:00")]
    [TestCase("Ich rufe Sie nächste Woche an.", PromiseKind.Callback, "2026-03-13T18:00")]
    [TestCase("Das Gerät ist bis übermorgen repariert.", PromiseKind.Deadline, "2026-03-06T18:00")]
    public void Find_GermanPromiseWithATime_IsOnTheCalendar(string line, PromiseKind kind, string due) => AssertDue(Language.German, line, kind, due);

    [TestCase("I'll call you back by three.", PromiseKind.Callback, "2026-03-04T15:00")]
    [TestCase("I'll call you back by 4 pm.", PromiseKind.Callback, "2026-03-04T16:00")]
    [TestCase("We'll be in touch by the end of the week.", PromiseKind.Callback, "2026-03-06T18:00")]
    [TestCase("I'll email you the form tomorrow morning.", PromiseKind.SendInformation, "2026-03-05T12:00")]
    [TestCase("It will be ready by Friday.", PromiseKind.Deadline, "2026-03-06T18:00")]
    public void Find_EnglishPromiseWithATime_IsOnTheCalendar(string line, PromiseKind kind, string due) => AssertDue(Language.English, line, kind, due);

    [TestCase(Language.German, "Wir melden uns innerhalb von 24 Stunden bei Ihnen.", 24)]
    [TestCase(Language.German, "Ich rufe Sie in zwei Stunden zurück.", 2)]
    [TestCase(Language.German, "Ich rufe Sie in einer halben Stunde zurück.", 0.5)]
    [TestCase(Language.English, "I'll call you back within two hours.", 2)]
    [TestCase(Language.English, "I'll call you back within two business hours.", 2)]
    public void Find_PromiseWithASpan_CountsFromTheMomentItWasSaid(Language language, string line, double hours)
    {
        var promise = Promised(language, line);

        Assert.That(promise.Due, Is.EqualTo(StartedAt + promise.Start + TimeSpan.FromHours(hours)));
    }

    [TestCase(Language.German, "Wir melden uns innerhalb von drei Werktagen bei Ihnen.", "2026-03-09T18:00")]
    [TestCase(Language.German, "Ich rufe Sie in zwei Arbeitstagen zurück.", "2026-03-06T18:00")]
    [TestCase(Language.German, "Ich rufe Sie in drei Tagen zurück.", "2026-03-07T10:00")]
    [TestCase(Language.English, "I'll call you back within three business days.", "2026-03-09T18:00")]
    [TestCase(Language.English, "We'll be in touch within five working days.", "2026-03-11T18:00")]
    public void Find_WorkingDays_LeaveTheWeekendOut(Language language, string line, string due) =>
        Assert.That(Minute(Promised(language, line).Due), Is.EqualTo(due));

    [TestCase(Language.German, "Ich rufe Sie bis 15 Uhr zurück.", "Ich")]
    [TestCase(Language.German, "Wir melden uns bis Freitag bei Ihnen.", "Wir")]
    [TestCase(Language.German, "Danke für die Angaben, meine Kollegin ruft Sie heute zurück.", "meine Kollegin")]
    [TestCase(Language.German, "Unser Techniker meldet sich morgen bei Ihnen.", "Unser Techniker")]
    [TestCase(Language.German, "Sie bekommen heute noch einen Rückruf.", null)]
    [TestCase(Language.English, "I'll call you back by three.", "I")]
    [TestCase(Language.English, "My colleague will call you back tomorrow.", "My colleague")]
    [TestCase(Language.English, "You'll get a confirmation by email today.", null)]
    public void Find_Promise_NamesWhoIsToKeepIt(Language language, string line, string? who) => Assert.That(Promised(language, line).Who, Is.EqualTo(who));

    [TestCase(Language.German, "Ich melde mich mal.")]
    [TestCase(Language.German, "Ich schicke Ihnen das zu.")]
    [TestCase(Language.English, "I'll get back to you.")]
    public void Find_VaguePromise_HasNoTime(Language language, string line)
    {
        var promise = Promised(language, line);

        Assert.That(promise.DueQuote, Is.Null);
        Assert.That(promise.Due, Is.Null);
    }

    [TestCase(Language.English, "I will email you the form tomorrow, and I will call you back on Thursday at 10.", "2026-03-05T18:00 2026-03-05T10:00", "tomorrow|on Thursday at 10")]
    [TestCase(Language.English, "Tomorrow I will email you the form and on Monday at 10 I will call you back.", "2026-03-05T18:00 2026-03-09T10:00", "Tomorrow|on Monday at 10")]
    [TestCase(Language.German, "Ich schicke Ihnen das Formular heute noch und ich rufe Sie am Montag um zehn Uhr zurück.", "2026-03-04T18:00 2026-03-09T10:00", "heute noch|am Montag um zehn Uhr")]
    [TestCase(Language.German, "Ich rufe Sie morgen zurück, und die Rechnung schicke ich Ihnen bis Freitag zu.", "2026-03-05T18:00 2026-03-06T18:00", "morgen|bis Freitag")]
    public void Find_TwoPromisesInASentence_EachHasItsOwnTime(Language language, string line, string due, string quotes)
    {
        var promises = new MadeCall(language) { Metadata = Known }.Agent(line).Promises();

        Assert.That(promises.Select(promise => promise.Kind).Order(), Is.EqualTo(new[] { PromiseKind.Callback, PromiseKind.SendInformation }.Order()));
        Assert.That(string.Join(' ', promises.Select(promise => Minute(promise.Due))), Is.EqualTo(due));
        Assert.That(string.Join('|', promises.Select(promise => promise.DueQuote)), Is.EqualTo(quotes));
    }

    [TestCase("I will email you the form, and you will have it by Friday.", "2026-03-06T18:00")]
    [TestCase("I was away on Monday, but I will call you back on Friday at 10.", "2026-03-06T10:00")]
    public void Find_OnePromiseWithOneTime_StaysWhole(string line, string due) => AssertDue(Language.English, line, Promised(Language.English, line).Kind, due);

    [TestCase("Soll ich Sie morgen zurückrufen?")]
    [TestCase("Ich rufe Sie nicht zurück.")]
    [TestCase("Rufen Sie uns morgen an.")]
    [TestCase("Mein Kollege hat gesagt, ich rufe Sie morgen zurück.")]
    public void Find_QuestionNegationQuotation_IsNoPromise(string line) =>
        Assert.That(new MadeCall { Metadata = Known }.Agent(line).Promises(), Is.Empty);

    [Test]
    public void Find_CallersPromise_IsNotTheAgents() => Assert.That(new MadeCall().Customer("Ich rufe Sie morgen zurück.").Promises(), Is.Empty);

    [Test]
    public void Find_UnknownDate_KeepsTheWords()
    {
        var promise = new MadeCall().Agent("Ich rufe Sie bis 15 Uhr zurück.").Promises().Single();

        Assert.That(promise.DueQuote, Is.EqualTo("bis 15 Uhr"));
        Assert.That(promise.Due, Is.Null);
    }

    private static CallMetadata Known => new() { StartedAt = StartedAt };

    private static Promise Promised(Language language, string line) =>
        new MadeCall(language) { Metadata = Known }.Agent(line).Promises().Single();

    private static string? Minute(DateTimeOffset? due) => due?.ToString("yyyy-MM-dd'T'HH:mm", System.Globalization.CultureInfo.InvariantCulture);

    private static void AssertDue(Language language, string line, PromiseKind kind, string due)
    {
        var promise = Promised(language, line);

        Assert.Multiple(() =>
        {
            Assert.That(promise.Kind, Is.EqualTo(kind));
            Assert.That(Minute(promise.Due), Is.EqualTo(due));
            Assert.That(promise.DueQuote, Is.Not.Null);
        });
    }
}
