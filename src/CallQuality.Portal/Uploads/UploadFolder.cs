using System.Text.Json;

namespace CallQuality.Portal.Uploads;

/// <summary>What a user says of a file before sending it.</summary>
public sealed record UploadRequest
{
    /// <summary>Name of the file, without folders.</summary>
    public required string Name { get; init; }

    /// <summary>Length in bytes.</summary>
    public required long Bytes { get; init; }

    /// <summary>Agent; empty to read it from the name.</summary>
    public string? Agent { get; init; }

    /// <summary>Customer; may be empty.</summary>
    public string? Customer { get; init; }

    /// <summary>Channel of the agent: <c>left</c>, <c>right</c>; anything else to find out.</summary>
    public string? Channel { get; init; }

    /// <summary>When the call began, as metadata tables have it; without offset it is the server's time. Empty to read it from the name.</summary>
    public string? StartedAt { get; init; }

    /// <summary>Language, <c>de</c> or <c>en</c>; empty to find out.</summary>
    public string? Language { get; init; }

    /// <summary>The queue or line; may be empty.</summary>
    public string? Queue { get; init; }
}

/// <summary>A file that is being sent.</summary>
/// <param name="UserId">Who sends it; nobody else may go on with it.</param>
/// <param name="Request">What was said of it.</param>
internal sealed record Upload(long UserId, UploadRequest Request);

/// <summary>Files that are being sent, piece by piece. What has arrived survives a broken connection and a restart.</summary>
/// <remarks>Thread-safe; two pieces of one file at once are not possible: the second finds the file in use.</remarks>
internal sealed class UploadFolder(PortalFolders folders, TimeProvider clock)
{
    private const int BlockBytes = 1 << 16;
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(48);

    /// <summary>Begins a file and gives its id.</summary>
    public string Begin(Upload upload)
    {
        RemoveForgotten();
        var id = Guid.NewGuid().ToString("N");
        File.WriteAllBytes(PartOf(id), []);
        File.WriteAllBytes(CardOf(id), JsonSerializer.SerializeToUtf8Bytes(upload));
        return id;
    }

    /// <summary>A file of this user; <see langword="null"/> where there is none.</summary>
    public Upload? Find(string id, long userId)
    {
        if (!Guid.TryParseExact(id, "N", out _) || !File.Exists(CardOf(id)))
        {
            return null;
        }

        var upload = JsonSerializer.Deserialize<Upload>(File.ReadAllBytes(CardOf(id)))!;
        return upload.UserId == userId ? upload : null;
    }

    /// <summary>How much has arrived.</summary>
    public long OffsetOf(string id) => new FileInfo(PartOf(id)).Length;

    /// <summary>Appends a piece; what arrives before the connection breaks stays.</summary>
    /// <returns>The new offset; <see langword="null"/> where the piece does not begin where the file ends, or would be too long.</returns>
    public async Task<long?> AppendAsync(string id, Upload upload, long offset, Stream piece, CancellationToken cancellationToken)
    {
        FileStream file;
        try
        {
            file = new FileStream(PartOf(id), FileMode.Open, FileAccess.Write, FileShare.Read, BlockBytes, useAsync: true);
        }
        catch (IOException)
        {
            // An older connection still holds it; the browser asks for the offset and tries again.
            return null;
        }

        await using (file)
        {
            if (file.Length != offset)
            {
                return null;
            }

            file.Seek(0, SeekOrigin.End);
            var block = new byte[BlockBytes];
            for (int count; (count = await piece.ReadAsync(block, cancellationToken)) > 0;)
            {
                if (file.Position + count > upload.Request.Bytes)
                {
                    return null;
                }

                // Written whole even when the connection breaks meanwhile: a torn block would not be noticed.
                await file.WriteAsync(block.AsMemory(0, count), CancellationToken.None);
            }

            await file.FlushAsync(CancellationToken.None);
            return file.Position;
        }
    }

    /// <summary>Path of a file that has arrived whole, under its own name's ending.</summary>
    public string Whole(string id, Upload upload)
    {
        var path = Path.ChangeExtension(PartOf(id), Path.GetExtension(upload.Request.Name).ToLowerInvariant());
        File.Move(PartOf(id), path, overwrite: true);
        return path;
    }

    /// <summary>Removes everything of a file.</summary>
    public void Remove(string id)
    {
        foreach (var file in Directory.EnumerateFiles(folders.Uploads, id + ".*"))
        {
            File.Delete(file);
        }
    }

    private void RemoveForgotten()
    {
        var oldest = clock.GetUtcNow().UtcDateTime - LongestPause;
        foreach (var file in Directory.EnumerateFiles(folders.Uploads).Where(file => File.GetLastWriteTimeUtc(file) < oldest))
        {
            File.Delete(file);
        }
    }

    private string PartOf(string id) => Path.Combine(folders.Uploads, id + ".part");

    private string CardOf(string id) => Path.Combine(folders.Uploads, id + ".card");
}
