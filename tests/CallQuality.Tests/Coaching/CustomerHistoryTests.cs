using CallQuality.Core.Calls;
using CallQuality.Core.Coaching;
using CallQuality.Core.Mistakes;
using CallQuality.Tests.Reports;

namespace CallQuality.Tests.Coaching;

public class CustomerHistoryTests
{
    private const string Customer = "+49 30 555";
    private static readonly DateTimeOffset Start = new(2026, 3, 4, 10, 0, 0, TimeSpan.FromHours(1));

    [Test]
    public void StandingOf_LaterComplaintOfTheSameCustomer_IsComplainedAbout()
    {
        var standing = Standing(Made(PromiseKind.Callback, dueDays: 1), Missed(ComplaintKind.Callback, day: 3));

        Assert.That(standing.State, Is.EqualTo(PromiseState.ComplainedAbout));
        Assert.That(standing.Complaint!.CallId, Is.EqualTo("later3"));
    }

    [TestCase("+49 30 556", ComplaintKind.Callback, 3.0, TestName = "StandingOf_AnotherCustomer_IsNotLinked")]
    [TestCase(Customer, ComplaintKind.Delivery, 3.0, TestName = "StandingOf_ComplaintAboutSomethingElse_IsNotLinked")]
    [TestCase(Customer, ComplaintKind.Callback, -1.0, TestName = "StandingOf_EarlierComplaint_IsNotLinked")]
    [TestCase(Customer, ComplaintKind.Callback, 0.5, TestName = "StandingOf_ComplaintBeforeTheTimeIsUp_IsNotLinked")]
    [TestCase(Customer, ComplaintKind.Callback, 31.1, TestName = "StandingOf_ComplaintLongAfter_IsNotLinked")]
    public void StandingOf_Opposite(string customer, ComplaintKind kind, double day) =>
        Assert.That(Standing(Made(PromiseKind.Callback, dueDays: 1), Missed(kind, day, customer)).State, Is.EqualTo(PromiseState.DuePassed));

    [TestCase(ComplaintKind.Unnamed, PromiseKind.Callback)]
    [TestCase(ComplaintKind.Unnamed, PromiseKind.SendInformation)]
    [TestCase(ComplaintKind.Callback, PromiseKind.Deadline)]
    [TestCase(ComplaintKind.Delivery, PromiseKind.SendInformation)]
    public void StandingOf_KindsThatFit_AreLinked(ComplaintKind missed, PromiseKind promised) =>
        Assert.That(Standing(Made(promised, dueDays: 1), Missed(missed, day: 3)).State, Is.EqualTo(PromiseState.ComplainedAbout));

    [TestCase(null, PromiseState.NoTimeNamed)]
    [TestCase(1.0, PromiseState.DuePassed)]
    [TestCase(60.0, PromiseState.Open)]
    public void StandingOf_NoComplaint_GoesByTheTimeNamed(double? dueDays, PromiseState state) =>
        Assert.That(Standing(Made(PromiseKind.Callback, dueDays)).State, Is.EqualTo(state));

    [TestCase(null)]
    [TestCase("")]
    [TestCase(" Anonymous ")]
    [TestCase("unterdrückt")]
    public void StandingOf_CustomerWithoutAName_CannotBeTold(string? customer)
    {
        var call = Call(customer, Start, Made(PromiseKind.Callback, dueDays: 1));
        var history = new CustomerHistory([], [Missed(ComplaintKind.Callback, 3, customer ?? "")], Start.AddDays(40));

        Assert.That(history.StandingOf(call, 0).State, Is.EqualTo(PromiseState.CannotTell));
    }

    [Test]
    public void StandingOf_CallWithoutADay_CannotBeTold() =>
        Assert.That(CustomerHistory.Of([Call(Customer, null, Made(PromiseKind.Callback, null))]).StandingOf(Call(Customer, null, Made(PromiseKind.Callback, null)), 0).State, Is.EqualTo(PromiseState.CannotTell));

    [Test]
    public void StandingOf_TwoPromises_TheLatestThatFitsIsMeant()
    {
        CustomerPromise[] promises = [Of("a", 0, PromiseKind.Callback), Of("b", 1, PromiseKind.SendInformation), Of("c", 2, PromiseKind.Callback), Of("d", 3, PromiseKind.Other)];
        var history = new CustomerHistory(promises, [Missed(ComplaintKind.Callback, 5)], Start.AddDays(40));

        Assert.That(promises.Select(promise => history.StandingOf(Call(Customer, promise.At, Made(promise.Kind, null), promise.CallId), 0).State), Is.EqualTo(new[]
        {
            PromiseState.NoTimeNamed, PromiseState.NoTimeNamed, PromiseState.ComplainedAbout, PromiseState.NoTimeNamed,
        }));
    }

    [Test]
    public void StandingOf_TwoComplaints_TheFirstIsShown()
    {
        var standing = Standing(Made(PromiseKind.Callback, dueDays: 1), Missed(ComplaintKind.Callback, 8), Missed(ComplaintKind.Callback, 4));

        Assert.That(standing.Complaint!.CallId, Is.EqualTo("later4"));
    }

    [Test]
    public void Of_ComplaintInTheCallOfThePromiseItself_IsAboutAnEarlierOne()
    {
        var call = Call(Customer, Start, Made(PromiseKind.Callback, dueDays: null));
        call = call with { Scorecard = call.Scorecard with { Complaints = [Missed(ComplaintKind.Callback, 0).Complaint] } };

        Assert.That(CustomerHistory.Of([call]).StandingOf(call, 0).State, Is.EqualTo(PromiseState.NoTimeNamed));
    }

    [Test]
    public void Of_CallsOfTwoAgents_TellOfEachOther()
    {
        var first = Call(Customer, Start, Made(PromiseKind.Callback, dueDays: 1));
        var second = Call(Customer, Start.AddDays(2), null, "second");
        second = second with { Scorecard = second.Scorecard with { Complaints = [Missed(ComplaintKind.Callback, 0).Complaint] } };

        Assert.That(CustomerHistory.Of([second, first]).StandingOf(first, 0), Has.Property(nameof(PromiseStanding.State)).EqualTo(PromiseState.ComplainedAbout));
    }

    private static PromiseStanding Standing(Promise promise, params CustomerComplaint[] complaints)
    {
        var call = Call(Customer, Start, promise);
        var known = new CustomerPromise(call.Scorecard.CallId, 0, Customer, Start, promise.Kind, promise.Due);
        return new CustomerHistory([known], complaints, Start.AddDays(40)).StandingOf(call, 0);
    }

    private static CustomerPromise Of(string call, double day, PromiseKind kind) => new(call, 0, Customer, Start.AddDays(day), kind, Due: null);

    private static CustomerComplaint Missed(ComplaintKind kind, double day, string customer = Customer) => new(
        FormattableString.Invariant($"later{day}"), customer, Start.AddDays(day), new PromiseComplaint(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(8), "Sie wollten mich doch anrufen.", kind), "later.wav", Folder: null);

    private static Promise Made(PromiseKind kind, double? dueDays) => new()
    {
        Start = TimeSpan.FromSeconds(50),
        End = TimeSpan.FromSeconds(53),
        Quote = "Ich rufe Sie zurück.",
        Kind = kind,
        DueQuote = null,
        Due = dueDays is { } days ? Start.AddDays(days) : null,
    };

    private static CoachingCall Call(string? customer, DateTimeOffset? at, Promise? promise, string id = "first")
    {
        var card = InventedCall.Make().Scorecard;
        return new CoachingCall(
            card with { CallId = id, Metadata = new CallMetadata { Customer = customer, StartedAt = at }, Promises = promise is null ? [] : [promise], Complaints = [] },
            Folder: null);
    }
}
