using CallQuality.Core.Calls;
using CallQuality.Core.Mistakes;
using CallQuality.Core.Phrases;
using CallQuality.Core.Yardsticks;
using CallQuality.IntegrationTests.Pipeline;
using CallQuality.IntegrationTests.Storage;
using CallQuality.Reports.Json;
using CallQuality.Reports.Scorecards;
using CallQuality.Storage;
using CallQuality.Storage.Analyses;
using CallQuality.Storage.ApiKeys;
using CallQuality.Storage.Batches;
using CallQuality.Storage.Recordings;
using CallQuality.Storage.Scorecards;
using CallQuality.Storage.Yardsticks;
using CallQuality.Tests.Reports;
using Microsoft.EntityFrameworkCore;

namespace CallQuality.IntegrationTests.Portal;

/// <summary>
/// A portal with two teams of one agent each, a call of each, and a user of every role. "Own" is what belongs to the agent
/// and to the team of the supervisor, "other" what belongs to the other team.
/// </summary>
internal sealed class SeededPortal : IDisposable
{
    public const string Password = "three words and a half";
    public const string OwnAgent = "Sonja Albers";
    public const string OtherAgent = "Piet Claasen";
    private readonly HttpClient program = new(new HttpClientHandler { AllowAutoRedirect = false });
    private readonly TestFiles files = new();
    private readonly Dictionary<string, Visitor> visitors = new(StringComparer.Ordinal);

    private SeededPortal() => Database = CallDatabase.Open(files.At("callquality.db"), TimeProvider.System);

    public CallDatabase Database { get; }

    public PortalProcess Process { get; private set; } = null!;

    /// <summary>The portal's data folder.</summary>
    public string Folder => files.Folder;

    /// <summary>What stands for <c>{name}</c> in the paths of tables.</summary>
    public Dictionary<string, string> Keys { get; } = new(StringComparer.Ordinal);

    /// <summary>The keys made by <see cref="AddKey"/>, whole, by their names.</summary>
    public Dictionary<string, string> KeyTexts { get; } = new(StringComparer.Ordinal);

    public Visitor this[string role] => visitors[role];

    /// <summary>Starts a portal.</summary>
    /// <param name="withDisputes">Whether there are disputes and goals.</param>
    /// <param name="settings">Text of its <c>appsettings.json</c>.</param>
    public static async Task<SeededPortal> StartAsync(bool withDisputes = true, string? settings = null)
    {
        var portal = new SeededPortal();
        if (settings is not null)
        {
            await File.WriteAllTextAsync(portal.files.At("appsettings.json"), settings);
        }

        portal.AddCalls();
        portal.Process = await PortalProcess.StartAsync(portal.files.Folder);
        await portal.AddUsersAsync();
        if (withDisputes)
        {
            await portal.AddDisputesAsync();
            await portal.AddGoalsAsync();
            await portal.AddSampleAsync();
            portal.AddYardstick();
        }

        return portal;
    }

    /// <summary>A path with its holes filled.</summary>
    public string Fill(string path) => Keys.Aggregate(path, (text, key) => text.Replace($"{{{key.Key}}}", key.Value, StringComparison.Ordinal));

    /// <summary>Starts the program again, over the same folder; visitors that were signed in are not any more.</summary>
    public async Task RestartAsync() => Process = await PortalProcess.StartAsync(files.Folder);

    /// <summary>Makes a key for programs and gives its number.</summary>
    public long AddKey(string name, ApiScopes scopes, string? team = null)
    {
        var teamId = team is null ? (long?)null : Database.Run(context => context.Teams.Single(row => row.Name == team).Id);
        var (key, text) = new ApiKeyLedger(Database).Add("tests", name, scopes, teamId, days: 1);
        KeyTexts[name] = text;
        return key.Id;
    }

    /// <summary>Ends the analysis of a new call as another process does that works on the same database; the portal has to notice by itself.</summary>
    /// <returns>Id of the call, which is rejected.</returns>
    public string EndCall(string content)
    {
        var ledger = new BatchLedger(Database, "tests");
        var versions = ledger.VersionsId(new AnalysisVersions { Fingerprint = "made", Program = "1.0", Rubric = "r1", Models = "m", Settings = "", FirstUsedAt = DateTime.UtcNow });
        var batch = ledger.Open(["hooks"], "hooks", versions).Id;
        ledger.Add(batch, [TestStore.ImportedFile(content)]);
        var claims = new AnalysisClaims(Database, "tests", TimeSpan.FromDays(1));
        var claim = claims.Claim(versions, batch)!;
        claims.Reject(claim, new CallQuality.Audio.Bilingual("kaputt", "broken"));
        return claim.Call.CallId;
    }

    /// <summary>Lets the time of a key run out.</summary>
    public void Expire(long keyId)
    {
        var before = DateTime.UtcNow.AddSeconds(-1);
        Database.Run(context => context.Set<ApiKey>().Where(row => row.Id == keyId).ExecuteUpdate(set => set.SetProperty(row => row.ExpiresAt, before)));
    }

    /// <summary>Asks as a program does: with a key, without cookies.</summary>
    public async Task<HttpResponseMessage> CallAsync(string method, string path, string key, HttpContent? content = null, string language = "en")
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(Process.Address, path)) { Content = content };
        request.Headers.Add("Accept-Language", language);
        if (KeyTexts.TryGetValue(key, out var text))
        {
            request.Headers.Add("Authorization", "Bearer " + text);
        }

        return await program.SendAsync(request);
    }

    public void Dispose()
    {
        foreach (var visitor in visitors.Values)
        {
            visitor.Dispose();
        }

        program.Dispose();
        Process?.Dispose();
        files.Dispose();
    }

    private void AddCalls()
    {
        var ledger = new BatchLedger(Database, "tests");
        var versions = ledger.VersionsId(new AnalysisVersions { Fingerprint = "made", Program = "1.0", Rubric = "r1", Models = "m", Settings = "", FirstUsedAt = DateTime.UtcNow });
        var batch = ledger.Open(["made"], "made", versions).Id;
        var recordings = new RecordingFolder(files.At("recordings"));
        foreach (var (which, agent) in new[] { ("own", OwnAgent), ("other", OtherAgent) })
        {
            var analysis = InventedCall.Make(startedAt: DateTimeOffset.UtcNow.AddHours(-2));
            var path = files.At($"{which}.wav");
            using (var file = File.Create(path))
            {
                ScorecardPage.WriteSound(analysis, file);
                file.Seek(-1, SeekOrigin.End);
                // One sample apart, so that they are two recordings.
                file.WriteByte(which == "own" ? (byte)0xFE : (byte)0xFD);
            }

            var metadata = analysis.Scorecard.Metadata with { Agent = agent };
            var kept = recordings.Keep(path, CancellationToken.None);
            ledger.Add(batch, [new ImportedFile(path, kept.Bytes, DateTime.UnixEpoch, kept, metadata, null)]);
            var claims = new AnalysisClaims(Database, "tests", TimeSpan.FromDays(1));
            var claim = claims.Claim(versions, batch)!;
            claims.Complete(claim, analysis.Scorecard with { Metadata = metadata }, ScorecardJson.ToBytes(analysis.Scorecard with { Metadata = metadata }, Language.German), new Dictionary<StageName, double>());
            Keys[which + "Call"] = kept.Sha256[..16];
            Keys[which + "Agent"] = $"{claim.Call.AgentId}";
            Keys[which + "Finding"] = $"{Database.Run(context => context.Findings.Where(row => row.AnalysisId == claim.AnalysisId && row.Subject == "KnowItAll").Select(row => row.Id).First())}";
        }

        new CoachingReader(Database).SetTeams([(OwnAgent, "North"), (OtherAgent, "South")]);
    }

    private async Task AddUsersAsync()
    {
        var administrator = Add("Administrator");
        await administrator.SetUpAsync("boss", Password);
        Add("Anonymous");
        await AddAsync("Agent", "Agent", agent: OwnAgent);
        await AddAsync("OtherAgent", "Agent", agent: OtherAgent);
        await AddAsync("Supervisor", "Supervisor", teams: "North");
        await AddAsync("Quality", "Quality");
    }

    private async Task AddDisputesAsync()
    {
        foreach (var which in new[] { "own", "other" })
        {
            var agent = this[which == "own" ? "Agent" : "OtherAgent"];
            using var said = await agent.PostAsync(Fill($"/calls/{{{which}Call}}/findings/{{{which}Finding}}"), ("say", "dispute"), ("reason", "Not what was meant."), ("score", "90"));
            var finding = long.Parse(Keys[which + "Finding"], System.Globalization.CultureInfo.InvariantCulture);
            Keys[which + "Dispute"] = $"{Database.Run(context => context.Feedback.Where(row => row.FindingId == finding).Select(row => row.Id).Single())}";
        }
    }

    private async Task AddGoalsAsync()
    {
        foreach (var which in new[] { "own", "other" })
        {
            using var agreed = await this["Quality"].PostAsync(Fill($"/agents/{{{which}Agent}}/goals"), ("subject", "KnowItAll"), ("target", "80"), ("wish", "Let callers finish."), ("due", "2030-01-31"));
            var agent = long.Parse(Keys[which + "Agent"], System.Globalization.CultureInfo.InvariantCulture);
            Keys[which + "Goal"] = $"{Database.Run(context => context.Goals.Where(row => row.AgentId == agent).Select(row => row.Id).Single())}";
        }
    }

    private async Task AddSampleAsync()
    {
        Keys["sample"] = await DrawAsync("Weekly", "BlindDouble");
        var sample = long.Parse(Keys["sample"], System.Globalization.CultureInfo.InvariantCulture);
        Keys["sampledCall"] = $"{Database.Run(context => context.SampledCalls.Where(row => row.SampleId == sample).Select(row => row.Id).First())}";
    }

    // Phrases that were tried, so that their page shows all it can.
    private void AddYardstick()
    {
        var (ledger, author) = (new YardstickLedger(Database), long.Parse(Keys["QualityUser"], System.Globalization.CultureInfo.InvariantCulture));
        var draft = ledger.Add(author, YardstickPart.GermanPhrases, "1.0+house", PhraseText.Empty(Language.German, "house"), "What we hear here.")!.Value;
        RejudgedCall Call(string which, int after) => new(Keys[which + "Call"], Scores(70), Scores(70), Scores(after));
        ledger.Tried(author, draft, YardstickTrial.Of([Call("own", 50), Call("other", 70)], Enum.GetValues<Mistake>().ToHashSet()));
        Keys["draft"] = $"{draft}";
    }

    private static CallScores Scores(int score) => new(score, Enum.GetValues<Mistake>().ToDictionary(mistake => mistake, _ => (int?)score));

    /// <summary>Draws a sample of all calls as the quality team does; gives its key.</summary>
    public async Task<string> DrawAsync(string name, string mode)
    {
        var tomorrow = DateTime.UtcNow.AddDays(1).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        using var drawn = await this["Quality"].PostAsync("/samples", ("name", name), ("mode", mode), ("kind", "EvenByAgent"), ("from", "2020-01-01"), ("until", tomorrow), ("wanted", "10"));
        return drawn.Headers.Location!.ToString()["/samples/".Length..];
    }

    private async Task AddAsync(string who, string role, string agent = "", string teams = "")
    {
        var name = who.ToLowerInvariant();
        var first = await this["Administrator"].AddUserAsync(name, role, agent, teams);
        var visitor = Add(who);
        using var entered = await visitor.SignInAsync(name, first);
        await visitor.ChangePasswordAsync(first, Password);
        Keys[who + "User"] = $"{Database.Run(context => context.Users.Where(user => user.UserName == name).Select(user => user.Id).Single())}";
    }

    private Visitor Add(string role) => visitors[role] = new Visitor(Process.Address);
}
