using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace CallQuality.Benchmarks;

/// <summary>A recording of gigabytes goes up in pieces, as the page's script sends them; twice the connection is cut in the middle of a piece.</summary>
internal sealed class PortalUpload(string program, TextWriter output) : IDisposable
{
    private const int PieceBytes = 4 << 20;
    private const int HeaderBytes = 44;
    private readonly string folder = Directory.CreateTempSubdirectory("callquality-upload-").FullName;

    public async Task RunAsync(double gibibytes)
    {
        var source = Path.Combine(folder, "long.wav");
        var sha256 = Make(source, (long)(gibibytes * (1L << 30)));
        await using var portal = await ServedPortal.StartAsync(program, Path.Combine(folder, "data"), connections: 2);
        portal.Http.DefaultRequestHeaders.Add("X-Csrf-Token", portal.Token);
        var clock = Stopwatch.StartNew();
        using var begun = await portal.Http.PostAsJsonAsync("/api/uploads", new { name = "long.wav", bytes = new FileInfo(source).Length, agent = "Anna" });
        var id = (await begun.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
        await SendAsync(portal, id, source);
        await output.WriteLineAsync($"sent after {clock.Elapsed.TotalSeconds:0.0} s");
        using var finished = await portal.Http.PostAsync($"/api/uploads/{id}/finish", content: null);
        finished.EnsureSuccessStatusCode();
        await output.WriteLineAsync($"taken in after {clock.Elapsed.TotalSeconds:0.0} s, {gibibytes * 1024 / clock.Elapsed.TotalSeconds:0} MiB a second; server {await portal.PeakAsync()} KiB at the peak");
        var kept = Path.Combine(folder, "data", "recordings", sha256[..2], sha256 + ".wav");
        await output.WriteLineAsync(File.Exists(kept) && HashOf(kept) == sha256 ? "whole: the SHA-256 of what was kept is that of what was sent" : "NOT whole");
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static async Task SendAsync(ServedPortal portal, string id, string source)
    {
        await using var file = File.OpenRead(source);
        var cuts = new Queue<long>([file.Length / 3, file.Length * 2 / 3]);
        var piece = new byte[PieceBytes];
        long offset = 0;
        while (offset < file.Length)
        {
            file.Position = offset;
            var count = await file.ReadAtLeastAsync(piece, PieceBytes, throwOnEndOfStream: false);
            if (cuts.TryPeek(out var cut) && offset >= cut)
            {
                cuts.Dequeue();
                await CutAsync(portal, id, offset, piece.AsMemory(0, count));
                offset = await StandingAsync(portal, id);
                continue;
            }

            using var request = new HttpRequestMessage(HttpMethod.Patch, $"/api/uploads/{id}") { Content = new ByteArrayContent(piece, 0, count) };
            request.Headers.Add("Upload-Offset", offset.ToString(CultureInfo.InvariantCulture));
            using var answer = await portal.Http.SendAsync(request);
            offset = long.Parse(answer.EnsureSuccessStatusCode().Headers.GetValues("Upload-Offset").Single(), CultureInfo.InvariantCulture);
        }
    }

    // Half of a piece goes out, then the connection is reset.
    private static async Task CutAsync(ServedPortal portal, string id, long offset, ReadOnlyMemory<byte> piece)
    {
        using var client = new TcpClient { LingerState = new LingerOption(enable: true, seconds: 0) };
        await client.ConnectAsync("127.0.0.1", portal.Http.BaseAddress!.Port);
        var head = string.Create(CultureInfo.InvariantCulture, $"PATCH /api/uploads/{id} HTTP/1.1\r\nHost: 127.0.0.1:{portal.Http.BaseAddress.Port}\r\nCookie: {string.Join("; ", portal.Cookies.Select(cookie => $"{cookie.Name}={cookie.Value}"))}\r\nX-Csrf-Token: {portal.Token}\r\nUpload-Offset: {offset}\r\nContent-Type: application/octet-stream\r\nContent-Length: {piece.Length}\r\n\r\n");
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head));
        await client.GetStream().WriteAsync(piece[..(piece.Length / 2)]);
        await Task.Delay(TimeSpan.FromSeconds(0.5));
    }

    private static async Task<long> StandingAsync(ServedPortal portal, string id)
    {
        await Task.Delay(TimeSpan.FromSeconds(0.5));
        using var answer = await portal.Http.SendAsync(new HttpRequestMessage(HttpMethod.Head, $"/api/uploads/{id}"));
        return long.Parse(answer.EnsureSuccessStatusCode().Headers.GetValues("Upload-Offset").Single(), CultureInfo.InvariantCulture);
    }

    // Noise: a piece in the wrong place would not go unnoticed. Two channels of 16 bits at 48 kHz.
    private static string Make(string path, long bytes)
    {
        using var file = File.Create(path);
        using var writer = new BinaryWriter(file, Encoding.ASCII, leaveOpen: true);
        var data = (uint)(bytes - HeaderBytes) & ~3u;
        writer.Write("RIFF"u8);
        writer.Write(data + HeaderBytes - 8);
        writer.Write("WAVEfmt "u8);
        writer.Write(16);
        writer.Write((short)1);
        writer.Write((short)2);
        writer.Write(48_000);
        writer.Write(48_000 * 4);
        writer.Write((short)4);
        writer.Write((short)16);
        writer.Write("data"u8);
        writer.Write(data);
#pragma warning disable CA5394 // No secrets: noise.
        var random = new Random(1);
        var block = new byte[PieceBytes];
        for (long left = data; left > 0; left -= block.Length)
        {
            random.NextBytes(block);
            writer.Write(block, 0, (int)Math.Min(block.Length, left));
        }
#pragma warning restore CA5394
        writer.Flush();
        file.Position = 0;
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }

    private static string HashOf(string path)
    {
        using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }
}
