using CallQuality.Core.Calls;
using CallQuality.Core.Wording;
using CallQuality.Portal.Uploads;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace CallQuality.Portal.Api;

/// <summary>Reads a call that a program sends in one request: a form with file and fields, or the recording alone with the fields in the address.</summary>
/// <remarks>The recording goes to disk as it comes in. Thread-safe.</remarks>
internal sealed class CallIntake(PortalFolders folders)
{
    /// <summary>Largest request: the largest recording and room for the fields.</summary>
    public const long MostRequestBytes = UploadImport.MostBytes + (1 << 20);

    private const string FormType = "multipart/form-data";
    private const int BlockBytes = 1 << 16;
    private const int LongestField = 1000;

    /// <summary>A path for one recording, inside the portal's folder.</summary>
    public string NewPath() => Path.Combine(folders.Uploads, Guid.NewGuid().ToString("N") + ".part");

    /// <summary>Reads a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="path">Where the recording goes; the caller deletes it.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>What is said of the recording.</returns>
    /// <exception cref="RefusedRequestException">It is not taken.</exception>
    public static async Task<UploadRequest> ReadAsync(HttpRequest request, string path, CancellationToken cancellationToken)
    {
        var type = MediaTypeHeaderValue.TryParse(request.ContentType, out var parsed) ? parsed : null;
        var isForm = type is { MediaType: var media } && media.Equals(FormType, StringComparison.OrdinalIgnoreCase);
        if (!isForm && !(type is not null && (type.Type == "audio" || type.MediaType == "application/octet-stream")))
        {
            throw new RefusedRequestException(StatusCodes.Status415UnsupportedMediaType, Texts.Both("api.text.type"));
        }

        return isForm
            ? await ReadFormAsync(request, HeaderUtilities.RemoveQuotes(type!.Boundary).ToString(), path, cancellationToken)
            : await ReadRawAsync(request, path, cancellationToken);
    }

    // Only what comes from the sender is the sender's fault: a disk that is full is ours.
    private static async Task<T> FromBodyAsync<T>(Func<ValueTask<T>> read)
    {
        try
        {
            return await read();
        }
        catch (BadHttpRequestException error) when (error.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            throw new RefusedRequestException(StatusCodes.Status413PayloadTooLarge, UploadImport.TooLarge(MetadataFields.File));
        }
        catch (Exception error) when (error is InvalidDataException or IOException)
        {
            throw new RefusedRequestException(StatusCodes.Status400BadRequest, Texts.Both("api.body.broken"));
        }
    }

    private static async Task<UploadRequest> ReadRawAsync(HttpRequest request, string path, CancellationToken cancellationToken)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in request.Query)
        {
            Put(fields, name, value.ToString(), MetadataFields.Columns);
        }

        var file = fields.GetValueOrDefault(MetadataFields.File, "");
        return RequestOf(file, await SaveAsync(request.Body, file, path, cancellationToken), fields);
    }

    private static async Task<UploadRequest> ReadFormAsync(HttpRequest request, string boundary, string path, CancellationToken cancellationToken)
    {
        if (boundary.Length == 0)
        {
            throw new RefusedRequestException(StatusCodes.Status400BadRequest, Texts.Both("api.body.broken"));
        }

        var reader = new MultipartReader(boundary, request.Body);
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        (string Name, long Bytes)? file = null;
        while (await FromBodyAsync(async () => await reader.ReadNextSectionAsync(cancellationToken)) is { } section)
        {
            var about = section.GetContentDispositionHeader();
            var name = HeaderUtilities.RemoveQuotes(about?.Name ?? default).ToString();
            if (about?.IsFileDisposition() == true && name == MetadataFields.File && file is null)
            {
                var fileName = HeaderUtilities.RemoveQuotes(about.FileNameStar.HasValue ? about.FileNameStar : about.FileName).ToString();
                file = (fileName, await SaveAsync(section.Body, fileName, path, cancellationToken));
            }
            else
            {
                // The file's own field stands for a second file, which is one too many.
                Put(fields, name, await TextOfAsync(section.Body, name, cancellationToken), MetadataFields.Columns.Skip(1));
            }
        }

        return file is var (found, bytes)
            ? RequestOf(found, bytes, fields)
            : throw new RefusedRequestException(StatusCodes.Status422UnprocessableEntity, Texts.Both("api.body.noFile"));
    }

    private static void Put(Dictionary<string, string> fields, string name, string value, IEnumerable<string> known)
    {
        if (!known.Contains(name) || !fields.TryAdd(name, value))
        {
            throw new RefusedRequestException(
                StatusCodes.Status422UnprocessableEntity, Texts.Both("api.body.field", name[..Math.Min(name.Length, 50)], string.Join(", ", MetadataFields.Columns)));
        }
    }

    private static async Task<string> TextOfAsync(Stream body, string name, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(body);
        var text = new char[LongestField + 1];
        var length = await FromBodyAsync(() => reader.ReadBlockAsync(text, cancellationToken));
        return length <= LongestField
            ? new string(text, 0, length)
            : throw new RefusedRequestException(StatusCodes.Status422UnprocessableEntity, Texts.Both("api.body.fieldTooLong", name[..Math.Min(name.Length, 50)], LongestField));
    }

    private static async Task<long> SaveAsync(Stream body, string name, string path, CancellationToken cancellationToken)
    {
        if (UploadImport.RefuseName(name) is { } reason)
        {
            throw new RefusedRequestException(StatusCodes.Status422UnprocessableEntity, reason);
        }

        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, BlockBytes, useAsync: true);
        var block = new byte[BlockBytes];
        for (int count; (count = await FromBodyAsync(() => body.ReadAsync(block, cancellationToken))) > 0;)
        {
            if (file.Position + count > UploadImport.MostBytes)
            {
                throw new RefusedRequestException(StatusCodes.Status413PayloadTooLarge, UploadImport.TooLarge(name));
            }

            await file.WriteAsync(block.AsMemory(0, count), cancellationToken);
        }

        return file.Position;
    }

    private static UploadRequest RequestOf(string file, long bytes, Dictionary<string, string> fields) => new()
    {
        Name = file,
        Bytes = bytes,
        Agent = fields.GetValueOrDefault("agent"),
        Customer = fields.GetValueOrDefault("customer"),
        StartedAt = fields.GetValueOrDefault("startedAt"),
        Channel = fields.GetValueOrDefault("agentChannel"),
        Language = fields.GetValueOrDefault("language"),
        Queue = fields.GetValueOrDefault("queue"),
    };
}
