using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;

namespace CallQuality.Benchmarks;

/// <summary>The program serving a portal over a folder, with one administrator signed in.</summary>
internal sealed partial class ServedPortal : IAsyncDisposable
{
    private const string Password = "four words make one password";
    private readonly Process server;
    private readonly SocketsHttpHandler handler;

    private ServedPortal(Process server, Uri address, int connections)
    {
        this.server = server;
        handler = new SocketsHttpHandler { MaxConnectionsPerServer = connections };
        Http = new HttpClient(handler) { BaseAddress = address, Timeout = TimeSpan.FromMinutes(10) };
    }

    /// <summary>The administrator's browser, without scripts.</summary>
    public HttpClient Http { get; }

    /// <summary>The administrator's cookies.</summary>
    public IEnumerable<Cookie> Cookies => handler.CookieContainer.GetCookies(Http.BaseAddress!);

    /// <summary>What forms of the administrator's show.</summary>
    public string Token { get; private set; } = "";

    public static async Task<ServedPortal> StartAsync(string program, string folder, int connections)
    {
        var server = Process.Start(new ProcessStartInfo(program, ["serve", "--data", folder, "--urls", "http://127.0.0.1:0"]) { RedirectStandardOutput = true })!;
        var line = await server.StandardOutput.ReadLineAsync();
        _ = server.StandardOutput.ReadToEndAsync();
        var portal = new ServedPortal(server, new Uri(line!["CallQuality runs: ".Length..]), connections);
        using var form = new FormUrlEncodedContent([new("name", "load"), new("password", Password), new("__RequestVerificationToken", await portal.TokenOfAsync("/setup"))]);
        using var answer = await portal.Http.PostAsync("/setup", form);
        answer.EnsureSuccessStatusCode();
        portal.Token = await portal.TokenOfAsync("/account");
        return portal;
    }

    /// <summary>Largest memory the server had so far, in KiB.</summary>
    public async Task<string> PeakAsync() => Regex.Match(await File.ReadAllTextAsync($"/proc/{server.Id}/status"), "VmHWM:\\s+(\\d+) kB").Groups[1].Value;

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        server.Kill(entireProcessTree: true);
        await server.WaitForExitAsync();
        server.Dispose();
    }

    private async Task<string> TokenOfAsync(string page) => Proof().Match(await Http.GetStringAsync(page)).Groups[1].Value;

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Proof();
}
