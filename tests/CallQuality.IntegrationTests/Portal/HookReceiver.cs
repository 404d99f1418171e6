using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CallQuality.IntegrationTests.Portal;

/// <summary>A message as it came in.</summary>
internal sealed record HookMessage(string Event, string Delivery, string Signature, string Body, DateTimeOffset At);

/// <summary>A real web server that takes webhooks, or does not.</summary>
internal sealed class HookReceiver : IAsyncDisposable
{
    private readonly WebApplication app;

    private HookReceiver(WebApplication app) => this.app = app;

    /// <summary>What it answers next: a status, or 0 not to answer at all. The last stays.</summary>
    public ConcurrentQueue<int> Answers { get; } = new();

    public ConcurrentQueue<HookMessage> Messages { get; } = new();

    public string Address => app.Urls.Single();

    public static async Task<HookReceiver> StartAsync(string address = "http://127.0.0.1:0")
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(address);
        var receiver = new HookReceiver(builder.Build());
        receiver.app.MapPost("/{**path}", receiver.TakeAsync);
        await receiver.app.StartAsync();
        return receiver;
    }

    /// <summary>Waits for messages.</summary>
    public async Task<IReadOnlyList<HookMessage>> WaitAsync(int count, int seconds = 60)
    {
        for (var i = 0; i < seconds * 10 && Messages.Count < count; i++)
        {
            await Task.Delay(100);
        }

        Assert.That(Messages, Has.Count.GreaterThanOrEqualTo(count));
        return [.. Messages];
    }

    /// <summary>Whether a message is genuine, as the documentation tells receivers to find out.</summary>
    public static bool IsGenuine(HookMessage message, string secret)
    {
        var parts = message.Signature.Split(',').Select(part => part.Split('=', 2)).ToDictionary(part => part[0], part => part[1]);
        var time = DateTimeOffset.FromUnixTimeSeconds(long.Parse(parts["t"], CultureInfo.InvariantCulture));
        var mac = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{parts["t"]}.{message.Body}")));
        return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(mac), Encoding.ASCII.GetBytes(parts["v1"])) && (message.At - time).Duration() < TimeSpan.FromMinutes(5);
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private async Task TakeAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        var headers = http.Request.Headers;
        Messages.Enqueue(new HookMessage(headers["CallQuality-Event"]!, headers["CallQuality-Delivery"]!, headers["CallQuality-Signature"]!, await reader.ReadToEndAsync(), DateTimeOffset.UtcNow));
        var status = Answers.TryPeek(out var next) ? next : 204;
        if (Answers.Count > 1)
        {
            Answers.TryDequeue(out _);
        }

        if (status == 0)
        {
            await Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
            return;
        }

        http.Response.Headers.Location = "http://127.0.0.1:1/elsewhere";
        http.Response.StatusCode = status;
    }
}
