using System.Net;

namespace CallQuality.Tests.Inference.ModelFiles;

/// <summary>A web server on this machine that hangs up in the middle of large files, some times.</summary>
internal sealed class BreakingServer : IAsyncDisposable
{
    private readonly HttpListener listener = new();
    private readonly string folder;
    private readonly int bytesBeforeBreak;
    private readonly string? pointer;
    private readonly Task serving;
    private int breaks;

    public BreakingServer(string folder, int breaks, int bytesBeforeBreak = 20_000, string? pointer = null)
    {
        (this.folder, this.breaks, this.bytesBeforeBreak, this.pointer) = (folder, breaks, bytesBeforeBreak, pointer);
        using var probe = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        var host = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/";
        probe.Stop();
        Address = host + "model/resolve/main/";
        listener.Prefixes.Add(host);
        listener.Start();
        serving = ServeAsync();
    }

    public string Address { get; }

    /// <summary>Whether it keeps the line open and sends nothing more, instead of hanging up.</summary>
    public bool FallsSilent { get; init; }

    public int Broken { get; private set; }

    public int Continued { get; private set; }

    public async ValueTask DisposeAsync()
    {
        listener.Stop();
        await serving;
        listener.Close();
    }

    private async Task ServeAsync()
    {
        while (listener.IsListening)
        {
            try
            {
                await AnswerAsync(await listener.GetContextAsync());
            }
            catch (Exception error) when (error is HttpListenerException or ObjectDisposedException or IOException)
            {
                // The client or this test hung up: what is being tested.
            }
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        var response = context.Response;
        var (kind, name) = (context.Request.Url!.Segments[2].Trim('/'), string.Concat(context.Request.Url.Segments[4..]));
        var path = Path.Combine(folder, name);
        if (kind == "raw" ? pointer is null : !File.Exists(path))
        {
            response.StatusCode = 404;
            response.Close();
            return;
        }

        var content = kind == "raw" ? System.Text.Encoding.ASCII.GetBytes(pointer!) : await File.ReadAllBytesAsync(path);
        if (context.Request.Headers["Range"] is { } range)
        {
            var from = int.Parse(range.Split('=', '-')[1], System.Globalization.CultureInfo.InvariantCulture);
            response.StatusCode = 206;
            response.Headers["Content-Range"] = $"bytes {from}-{content.Length - 1}/{content.Length}";
            content = content[from..];
            Continued++;
        }

        response.ContentLength64 = content.Length;
        if (breaks > 0 && content.Length > bytesBeforeBreak)
        {
            breaks--;
            Broken++;
            await response.OutputStream.WriteAsync(content.AsMemory(0, bytesBeforeBreak));
            await response.OutputStream.FlushAsync();
            if (!FallsSilent)
            {
                response.Abort();
            }

            return;
        }

        await response.OutputStream.WriteAsync(content);
        response.Close();
    }
}
