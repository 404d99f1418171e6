using CallQuality.Core.Calls;
using CallQuality.Storage.Accounts;
using CallQuality.Storage.Analyses;
using CallQuality.Storage.Calls;
using CallQuality.Storage.Coaching;
using CallQuality.Storage.Scorecards;

namespace CallQuality.IntegrationTests.Storage;

/// <summary>Goals and their progress, on both kinds of database.</summary>
[Parallelizable]
[TestFixture(TestStore.Sqlite)]
[TestFixture(TestStore.Postgres)]
public class GoalLedgerTests(string kind)
{
    private TestStore store = null!;
    private GoalLedger goals = null!;
    private long versions;
    private long agent;
    private long user;

    [SetUp]
    public void MakeStore()
    {
        store = new TestStore(kind);
        goals = new GoalLedger(store.Database, new CoachingReader(store.Database));
        versions = store.Versions();
        new CoachingReader(store.Database).SetTeams([("Anna", "North"), ("Bert", "South")]);
        agent = new CoachingReader(store.Database).Agent("Anna")!.Id;
        user = store.Database.Run(context =>
        {
            var added = context.Users.Add(new PortalUser { UserName = "lead", Role = PortalRole.Supervisor }).Entity;
            context.SaveChanges();
            return added.Id;
        });
    }

    [TearDown]
    public void RemoveStore() => store.Dispose();

    [Test]
    public void Progress_FewerThanFiveCallsSince_SaysNothingAndFromFiveOnTheMedian()
    {
        foreach (var score in new[] { 40, 50, 60, 70, 80, 90 })
        {
            AddCall(score, DateTimeOffset.UtcNow.AddDays(-10));
        }

        Propose("KnowItAll");
        foreach (var score in new[] { 70, 75, 80, 85 })
        {
            AddCall(score, DateTimeOffset.UtcNow.AddHours(1));
        }

        Assert.That(Progress(), Is.EqualTo(new GoalProgress(6, 0, 65, null)), "calls of the future are none yet");
        Backdate();
        Assert.That(Progress(), Is.EqualTo(new GoalProgress(6, 4, 65, null)));
        AddCall(95, DateTimeOffset.UtcNow.AddDays(-1));
        Assert.That(Progress(), Is.EqualTo(new GoalProgress(6, 5, 65, 80)));
    }

    [Test]
    public void Propose_ForAnAgentOfAnotherTeam_IsNotFound()
    {
        var south = store.Ask(context => context.Teams.Single(team => team.Name == "South").Id);

        Assert.That(goals.Propose(new CallScope(false, null, [south]), user, GoalOf("KnowItAll")), Is.Null);
        Assert.That(goals.OfAgent(CallScope.Everything, agent), Is.Empty);
    }

    [Test]
    public void Goal_Confirmed_Answered_Closed_KeepsEachStepAndIsThenOver()
    {
        var id = Propose("ListensAndAsks");

        Assert.That(goals.Reply(agent + 1, user, id, confirms: true, ""), Is.False, "somebody else's");
        Assert.That(goals.Reply(agent, user, id, confirms: true, ""), Is.True);
        Assert.That(goals.Reply(agent, user, id, confirms: false, "On Tuesdays only."), Is.True);
        Assert.That(goals.Close(CallScope.Everything, user, id, isReached: true, "Well done."), Is.True);
        Assert.That(goals.Close(CallScope.Everything, user, id, isReached: false, ""), Is.False, "closed once");
        Assert.That(goals.Reply(agent, user, id, confirms: false, "Late."), Is.False);

        var listed = goals.OfAgent(CallScope.Everything, agent).Single();
        Assert.That(listed.Goal.State, Is.EqualTo(GoalState.Reached));
        Assert.That(
            listed.Goal.Steps.OrderBy(step => step.Id).Select(step => (step.Kind, step.Text, listed.Names[step.UserId])),
            Is.EqualTo(new[] { (GoalState.Proposed, "", "lead"), (GoalState.Confirmed, "", "lead"), (GoalState.Answered, "On Tuesdays only.", "lead"), (GoalState.Reached, "Well done.", "lead") }));
    }

    [Test]
    public void Goals_OnAMistakeOfTheVoice_ShowNoProgressWhereTheVoiceIsKeptBack()
    {
        Propose("TooFast");
        var hiding = CallScope.Everything with { HidesVoice = true };

        Assert.That(goals.OfAgent(hiding, agent).Single().Progress, Is.Null);
        Assert.That(goals.Propose(hiding, user, GoalOf("TooFast")), Is.Null);
    }

    private Goal GoalOf(string subject) => new()
    {
        AgentId = agent,
        Subject = subject,
        TargetScore = 80,
        Wish = "",
        DueOn = new DateOnly(2030, 1, 31),
        StartedAt = default,
        State = GoalState.Proposed,
    };

    private long Propose(string subject) => goals.Propose(CallScope.Everything, user, GoalOf(subject))!.Value;

    private GoalProgress? Progress() => goals.OfAgent(CallScope.Everything, agent).Single().Progress;

    // As if it had been agreed five days ago, and the calls since then had been yesterday.
    private void Backdate() => store.Database.Run(context =>
    {
        context.Goals.Single().StartedAt = DateTime.UtcNow.AddDays(-5);
        foreach (var card in context.Scorecards.Where(card => card.CallAt > DateTime.UtcNow.AddDays(-2)))
        {
            card.CallAt = DateTime.UtcNow.AddDays(-1);
        }

        context.SaveChanges();
    });

    private void AddCall(int score, DateTimeOffset startedAt)
    {
        var content = Guid.NewGuid().ToString("N");
        var batch = store.Ledger.Open(["calls"], "out", versions).Id;
        store.Ledger.Add(batch, [TestStore.ImportedFile(content, metadata: new CallMetadata { Agent = "Anna", StartedAt = startedAt })]);
        var claim = store.Claims().Claim(versions, null)!;
        store.Claims().Complete(claim, TestStore.Card(), [1], new Dictionary<StageName, double>());
        store.Database.Run(context =>
        {
            context.Scorecards.Single(card => card.AnalysisId == claim.AnalysisId).KnowItAll = score;
            context.SaveChanges();
        });
    }
}
