using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace CallQuality.IntegrationTests.Portal;

/// <summary>Somebody at the portal, as a browser without scripts: keeps cookies, follows no redirect, shows the pages' own proof.</summary>
internal sealed class Visitor : IDisposable
{
    private readonly CookieContainer cookies = new();
    private readonly HttpClient http;
    private string? token;

    public Visitor(Uri portal)
    {
        Portal = portal;
        http = new HttpClient(new HttpClientHandler { CookieContainer = cookies, AllowAutoRedirect = false }) { BaseAddress = portal };
        http.DefaultRequestHeaders.Add("Accept-Language", "en");
    }

    public Uri Portal { get; }

    /// <summary>The cookies as they would go into a browser.</summary>
    public IEnumerable<Cookie> Cookies => cookies.GetCookies(Portal);

    public Task<HttpResponseMessage> GetAsync(string path) => http.GetAsync(path);

    public async Task<string> PageAsync(string path)
    {
        using var answer = await http.GetAsync(path);
        var page = await answer.Content.ReadAsStringAsync();
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK), $"{path}: {page}");
        return page;
    }

    /// <summary>Sends a form, with the proof that a page of the portal gave.</summary>
    public async Task<HttpResponseMessage> PostAsync(string path, params (string Name, string Value)[] form)
    {
        var fields = form.Append(("__RequestVerificationToken", await TokenAsync())).Select(field => KeyValuePair.Create(field.Item1, field.Item2));
        return await http.PostAsync(path, new FormUrlEncodedContent(fields));
    }

    /// <summary>Sends anything, with the proof in its header.</summary>
    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent? content = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        request.Headers.Add("X-Csrf-Token", await TokenAsync());
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        return await http.SendAsync(request);
    }

    /// <summary>Announces an upload and gives its id.</summary>
    public async Task<string> BeginUploadAsync(string name, long bytes, string agent)
    {
        using var answer = await SendAsync(HttpMethod.Post, "/api/uploads", JsonContent.Create(new { name, bytes, agent }));
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Created), await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
    }

    /// <summary>Sends a piece of an upload.</summary>
    public Task<HttpResponseMessage> SendPieceAsync(string id, long offset, byte[] piece) =>
        SendAsync(HttpMethod.Patch, $"/api/uploads/{id}", new ByteArrayContent(piece), ("Upload-Offset", $"{offset}"));

    /// <summary>Sends a form without the proof, as a page elsewhere would.</summary>
    public Task<HttpResponseMessage> ForgeAsync(string path, params (string Name, string Value)[] form) =>
        http.PostAsync(path, new FormUrlEncodedContent(form.Select(field => KeyValuePair.Create(field.Name, field.Value))));

    public async Task<HttpResponseMessage> SignInAsync(string name, string password)
    {
        var answer = await PostAsync("/sign-in", ("name", name), ("password", password), ("back", "/"));
        token = null;
        return answer;
    }

    /// <summary>Creates the first administrator and is signed in as such.</summary>
    public async Task SetUpAsync(string name, string password)
    {
        using var answer = await PostAsync("/setup", ("name", name), ("password", password));
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Found), await answer.Content.ReadAsStringAsync());
        token = null;
    }

    /// <summary>Adds a user and gives the first password, as the page shows it once.</summary>
    public async Task<string> AddUserAsync(string name, string role, string agent = "", string teams = "")
    {
        using var answer = await PostAsync("/users", ("name", name), ("role", role), ("agent", agent), ("teams", teams));
        var page = await answer.Content.ReadAsStringAsync();
        var password = Regex.Match(page, "<code>([a-z0-9]{14})</code>");
        Assert.That(password.Success, Is.True, page);
        return password.Groups[1].Value;
    }

    /// <summary>Replaces the present password.</summary>
    public async Task ChangePasswordAsync(string old, string password)
    {
        using var answer = await PostAsync("/account/password", ("old", old), ("password", password));
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Found), await answer.Content.ReadAsStringAsync());
        token = null;
    }

    public void Dispose() => http.Dispose();

    private async Task<string> TokenAsync()
    {
        if (token is null)
        {
            // Every page has one; before the first user and before the first own password all pages lead to one other.
            using var answer = await http.GetAsync("/sign-in");
            var page = answer.StatusCode == HttpStatusCode.Found ? await PageAsync(answer.Headers.Location!.OriginalString) : await answer.Content.ReadAsStringAsync();
            token = Regex.Match(page, "name=\"__RequestVerificationToken\" value=\"([^\"]+)\"").Groups[1].Value;
            Assert.That(token, Is.Not.Empty, page);
        }

        return token;
    }
}
