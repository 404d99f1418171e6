using System.Net;
using System.Net.Http.Headers;

namespace CallQuality.Inference.ModelFiles;

/// <summary>Where an export's files come from: a folder, or an address on the web.</summary>
internal interface IModelSource
{
    /// <summary>The source's own manifest, if it has one.</summary>
    Task<ModelManifest?> ManifestAsync(CancellationToken cancellationToken);

    /// <summary>SHA-256 the source states for a file; <see langword="null"/> if it states none.</summary>
    Task<string?> HashAsync(string file, CancellationToken cancellationToken);

    /// <summary>Completes <paramref name="part"/>, from where it ends. False if the source has no such file.</summary>
    Task<bool> FetchAsync(string file, string part, CancellationToken cancellationToken);
}

/// <summary>An export in a folder of this machine.</summary>
internal sealed class FolderSource(string folder) : IModelSource
{
    public Task<ModelManifest?> ManifestAsync(CancellationToken cancellationToken) =>
        Task.FromResult(ModelManifest.IsIn(folder) ? ModelManifest.Read(folder) : null);

    public Task<string?> HashAsync(string file, CancellationToken cancellationToken) => Task.FromResult<string?>(null);

    public async Task<bool> FetchAsync(string file, string part, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, file);
        if (!File.Exists(path))
        {
            return false;
        }

        await using var from = File.OpenRead(path);
        await using var to = File.Create(part);
        await from.CopyToAsync(to, cancellationToken);
        return true;
    }
}

/// <summary>An export on the web, laid out as a repository of Hugging Face's hub.</summary>
internal sealed class WebSource(HttpClient http, Uri address, TimeSpan longestSilence) : IModelSource
{
    private const int LargestPointerBytes = 1024;
    private const string PointerField = "oid sha256:";

    public async Task<ModelManifest?> ManifestAsync(CancellationToken cancellationToken)
    {
        using var response = await http.GetAsync(new Uri(address, ModelManifest.FileName), cancellationToken);
        if (response.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }

        response.EnsureSuccessStatusCode();
        var folder = Directory.CreateTempSubdirectory("callquality-manifest");
        try
        {
            await File.WriteAllBytesAsync(
                Path.Combine(folder.FullName, ModelManifest.FileName), await response.Content.ReadAsByteArrayAsync(cancellationToken), cancellationToken);
            return ModelManifest.Read(folder.FullName);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The hub keeps large files outside the repository; under <c>raw</c> lies the pointer that names the hash.</summary>
    public async Task<string?> HashAsync(string file, CancellationToken cancellationToken)
    {
        var pointer = new Uri(address, file).AbsoluteUri.Replace("/resolve/", "/raw/", StringComparison.Ordinal);
        using var response = await http.GetAsync(new Uri(pointer), HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (!response.IsSuccessStatusCode || response.Content.Headers.ContentLength is null or > LargestPointerBytes)
        {
            return null;
        }

        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        var at = text.IndexOf(PointerField, StringComparison.Ordinal);
        return at < 0 ? null : text[(at + PointerField.Length)..].Split('\n')[0].Trim();
    }

    public async Task<bool> FetchAsync(string file, string part, CancellationToken cancellationToken)
    {
        await using var target = new FileStream(part, FileMode.OpenOrCreate, FileAccess.Write);
        target.Seek(0, SeekOrigin.End);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, file));
        if (target.Length > 0)
        {
            request.Headers.Range = new RangeHeaderValue(target.Length, null);
        }

        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (response.StatusCode == HttpStatusCode.NotFound)
        {
            target.Close();
            File.Delete(part);
            return false;
        }

        if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable
            && response.Content.Headers.ContentRange?.Length == target.Length)
        {
            return true;
        }

        response.EnsureSuccessStatusCode();
        if (response.StatusCode != HttpStatusCode.PartialContent)
        {
            // The server sends the whole file again.
            target.SetLength(0);
        }

        var wanted = target.Length + response.Content.Headers.ContentLength;
        await CopyAsync(await response.Content.ReadAsStreamAsync(cancellationToken), target, cancellationToken);
        return wanted is null || target.Length == wanted
            ? true
            : throw new IOException($"{target.Length} of {wanted} bytes");
    }

    /// <summary>Copies, and gives up where nothing comes for a while: a connection can be dead without anybody hanging up.</summary>
    private async Task CopyAsync(Stream from, Stream to, CancellationToken cancellationToken)
    {
        var buffer = new byte[1 << 17];
        while (true)
        {
            using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            deadline.CancelAfter(longestSilence);
            int read;
            try
            {
                read = await from.ReadAsync(buffer, deadline.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw new IOException($"no data for {longestSilence.TotalSeconds} s");
            }

            if (read == 0)
            {
                return;
            }

            await to.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }
    }
}
