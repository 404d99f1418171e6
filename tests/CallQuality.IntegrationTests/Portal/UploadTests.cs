using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CallQuality.IntegrationTests.Pipeline;

namespace CallQuality.IntegrationTests.Portal;

/// <summary>Uploads piece by piece, as a browser's script sends them.</summary>
[Parallelizable]
public class UploadTests
{
    private const int PieceBytes = 300_000;
    private SeededPortal portal = null!;

    [OneTimeSetUp]
    public async Task StartPortal() => portal = await SeededPortal.StartAsync();

    [OneTimeTearDown]
    public void StopPortal() => portal?.Dispose();

    [Test]
    public async Task Upload_CutTwiceInTheMiddle_ArrivesWholeAndASecondOneIsADuplicate()
    {
        var bytes = await File.ReadAllBytesAsync(CallQualityProgram.Sample("05-de-short.wav"));
        var id = await BeginAsync("Quality", "05-de-short.wav", bytes.Length, agent: "Somebody New");
        using (var first = await SendAsync("Quality", id, 0, bytes[..PieceBytes]))
        {
            Assert.That(first.StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
        }

        // The answer got lost: the browser sends the same piece again, and one too far ahead.
        using (var again = await SendAsync("Quality", id, 0, bytes[..PieceBytes]))
        using (var ahead = await SendAsync("Quality", id, PieceBytes + 1, bytes[(PieceBytes + 1)..]))
        {
            Assert.That(again.StatusCode, Is.EqualTo(HttpStatusCode.Conflict));
            Assert.That(ahead.StatusCode, Is.EqualTo(HttpStatusCode.Conflict));
            Assert.That(ahead.Headers.GetValues("Upload-Offset").Single(), Is.EqualTo($"{PieceBytes}"));
        }

        using (var early = await portal["Quality"].SendAsync(HttpMethod.Post, $"/api/uploads/{id}/finish"))
        {
            Assert.That(early.StatusCode, Is.EqualTo(HttpStatusCode.Conflict));
        }

        using var rest = await SendAsync("Quality", id, PieceBytes, bytes[PieceBytes..]);
        using var finished = await portal["Quality"].SendAsync(HttpMethod.Post, $"/api/uploads/{id}/finish");
        Assert.That(finished.StatusCode, Is.EqualTo(HttpStatusCode.OK), await finished.Content.ReadAsStringAsync());
        var sha256 = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes));
        var call = portal.Database.Run(context => context.Calls.Where(row => row.Sha256 == sha256).Select(row => new { row.FileName, Agent = row.Agent!.Name }).Single());
        Assert.That((call.FileName, call.Agent), Is.EqualTo(("05-de-short.wav", "Somebody New")));

        var second = await BeginAsync("Administrator", "same.wav", bytes.Length, agent: "Somebody New");
        using var all = await SendAsync("Administrator", second, 0, bytes);
        using var refused = await portal["Administrator"].SendAsync(HttpMethod.Post, $"/api/uploads/{second}/finish");
        Assert.That(await ProblemAsync(refused), Is.EqualTo("same.wav: this recording is here already."));
    }

    [Test]
    public async Task Upload_OfSomebodyElse_IsNotFound()
    {
        var id = await BeginAsync("Quality", "a.wav", 10, agent: "Somebody New");

        using var foreign = await SendAsync("Administrator", id, 0, [1]);
        using var asked = await portal["Supervisor"].SendAsync(HttpMethod.Head, $"/api/uploads/{id}");

        Assert.That((foreign.StatusCode, asked.StatusCode), Is.EqualTo((HttpStatusCode.NotFound, HttpStatusCode.NotFound)));
    }

    [Test]
    public async Task Upload_LongerThanAnnounced_IsRefusedAndKeepsWhatFits()
    {
        var id = await BeginAsync("Quality", "a.wav", 10, agent: "Somebody New");

        using var answer = await SendAsync("Quality", id, 0, new byte[11]);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That(answer.Headers.GetValues("Upload-Offset").Single(), Is.EqualTo("0"));
    }

    [TestCase("notes.txt", 5L, "notes.txt: this is no recording that is taken")]
    [TestCase("../evil.wav", 5L, "The file's name is empty, too long, or holds characters that are not allowed.")]
    [TestCase("empty.wav", 0L, "empty.wav: the file is empty.")]
    [TestCase("huge.wav", 4L << 30, "huge.wav: the file is larger than 3 GB.")]
    public async Task Begin_WithAFileThatIsNotTaken_SaysWhyInOneSentence(string name, long bytes, string sentence)
    {
        using var answer = await portal["Quality"].SendAsync(HttpMethod.Post, "/api/uploads", JsonContent.Create(new { name, bytes }));

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        Assert.That(await ProblemAsync(answer), Does.StartWith(sentence));
    }

    [Test]
    public async Task Table_OfMetadata_GivesARowForEachRecording()
    {
        const string Table = "file;agent;customer;startedAt;agentChannel;language\ncalls\\a.wav;Sonja Albers;K-1;2026-03-04T10:00:00+01:00;right;de\nb.wav;;;;;\n";
        using var answer = await portal["Quality"].SendAsync(HttpMethod.Post, "/api/metadata?name=calls.csv", new StringContent(Table));
        var rows = await answer.Content.ReadFromJsonAsync<JsonElement>();

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        string?[] first = [.. new[] { "file", "agent", "customer", "startedAt", "channel", "language" }.Select(name => rows[0].GetProperty(name).GetString())];
        Assert.That(first, Is.EqualTo(new[] { "a.wav", "Sonja Albers", "K-1", "2026-03-04T10:00:00+01:00", "right", "de" }));
        Assert.That(rows[1].GetProperty("agent").ValueKind, Is.EqualTo(JsonValueKind.Null));
    }

    [TestCase("file,agent\na.wav,x\na.wav,y\n", "calls.csv, row 3, column 'file'")]
    [TestCase("file,agentChannel\na.wav,middle\n", "calls.csv, row 2, column 'agentChannel': found 'middle'")]
    [TestCase("file,agent\nmonday/a.wav,x\ntuesday\\a.wav,y\n", "calls.csv: two rows name a recording 'a.wav' in different folders")]
    [TestCase("name,agent\na.wav,x\n", "calls.csv, row 1, column 'name'")]
    public async Task Table_ThatIsWrong_IsRefusedWithOneSentenceThatNamesTheRow(string table, string sentence)
    {
        using var answer = await portal["Quality"].SendAsync(HttpMethod.Post, "/api/metadata?name=calls.csv", new StringContent(table));

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        Assert.That(await ProblemAsync(answer), Does.StartWith(sentence));
    }

    [Test]
    public async Task Begin_WithAStartThatIsNone_SaysWhyInOneSentence()
    {
        using var answer = await portal["Quality"].SendAsync(HttpMethod.Post, "/api/uploads", JsonContent.Create(new { name = "a.wav", bytes = 5, startedAt = "yesterday" }));

        Assert.That(await ProblemAsync(answer), Does.StartWith("a.wav, column 'startedAt': found 'yesterday'"));
    }

    [TestCase(SeededPortal.OtherAgent)]
    [TestCase("Nobody Known")]
    [TestCase("")]
    public async Task Begin_BySupervisorForAnAgentOfNoOwnTeam_IsRefused(string agent)
    {
        using var answer = await portal["Supervisor"].SendAsync(HttpMethod.Post, "/api/uploads", JsonContent.Create(new { name = "a.wav", bytes = 5, agent }));

        Assert.That(await ProblemAsync(answer), Does.Contain("not in your team"));
    }

    private Task<string> BeginAsync(string role, string name, long bytes, string agent) => portal[role].BeginUploadAsync(name, bytes, agent);

    private Task<HttpResponseMessage> SendAsync(string role, string id, long offset, byte[] piece) => portal[role].SendPieceAsync(id, offset, piece);

    private static async Task<string?> ProblemAsync(HttpResponseMessage answer) => (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("problem").GetString();
}
