using System.Net;
using System.Security.Cryptography;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using CallQuality.Core.Wording;

namespace CallQuality.Storage.Recordings;

/// <summary>Recordings in a bucket of Amazon S3 or a service that speaks its protocol: <c>prefix/3f/3fa9….wav</c>.</summary>
/// <remarks>
/// A recording is one PUT with the MD5 of its bytes: it is there whole or not at all, whatever is killed. Who may is decided by the
/// SDK's chain (environment, profile, the host's role). Needs to list, read, write and delete below the prefix.
/// </remarks>
public sealed class RecordingBucket : IRecordingStore
{
    // The most that one PUT takes.
    private const long MostBytes = 5L << 30;
    private const int BlockBytes = 1 << 16;

    // With the SDK's growing pauses some minutes, as for the database.
    private const int Retries = 10;
    private const string DownloadPrefix = "callquality-recordings-";
    private static readonly TimeSpan LongestUse = TimeSpan.FromDays(1);
    private readonly BucketAddress address;
    private readonly AmazonS3Client client;
    private readonly Lazy<string> downloads = new(() => Directory.CreateTempSubdirectory(DownloadPrefix).FullName);

    /// <summary>Opens the bucket, and looks whether it is there and may be used.</summary>
    /// <exception cref="DatabaseException">It is not, or settings or keys are missing.</exception>
    public RecordingBucket(BucketAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        this.address = address;
        RemoveOldDownloads();
        try
        {
            client = ClientOf(address, Retries);
            // Whoever waits for the program to start shall not wait for minutes.
            using var once = ClientOf(address, retries: 1);
            once.ListObjectsV2Async(new ListObjectsV2Request { BucketName = address.Bucket, Prefix = address.Prefix, MaxKeys = 1 }).GetAwaiter().GetResult();
        }
        catch (Exception error) when (IsOutside(error))
        {
            throw new DatabaseException(Texts.Both("storage.bucket", address, Reason(error)), error);
        }
    }

    /// <inheritdoc/>
    public KeptRecording Keep(string path, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var source = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, BlockBytes);
        if (source.Length > MostBytes)
        {
            throw new IOException($"found {source.Length} bytes, a bucket takes up to {MostBytes}");
        }

        var (sha256, md5) = HashesOf(source, cancellationToken);
        var kept = new KeptRecording(sha256, sha256 + Path.GetExtension(path).ToLowerInvariant(), source.Length);
        if (LengthOf(kept.Name) != kept.Bytes)
        {
            source.Position = 0;
            // A file that was changed meanwhile does not fit its MD5 any more, and the service refuses it.
            var put = new PutObjectRequest { BucketName = address.Bucket, Key = KeyOf(kept.Name), InputStream = source, AutoCloseStream = false, MD5Digest = md5, UseChunkEncoding = false };
            Outside(() => client.PutObjectAsync(put, cancellationToken));
        }

        return kept;
    }

    /// <inheritdoc/>
    public bool Contains(string name) => LengthOf(name) is not null;

    /// <inheritdoc/>
    /// <exception cref="FileNotFoundException">It is not there.</exception>
    public OpenedRecording Open(string name)
    {
        var place = Path.Combine(downloads.Value, Guid.NewGuid().ToString("N") + Path.GetExtension(name));
        try
        {
            using var answer = Outside(() => client.GetObjectAsync(address.Bucket, KeyOf(name)));
            using var file = new FileStream(place, FileMode.CreateNew, FileAccess.Write, FileShare.None, BlockBytes);
            Outside(async () =>
            {
                await answer.ResponseStream.CopyToAsync(file);
                return true;
            });
            return file.Length == answer.ContentLength ? new OpenedRecording(place, IsCopy: true) : throw new IOException($"{address}: found {file.Length} bytes of {name}, expected {answer.ContentLength}");
        }
        catch
        {
            File.Delete(place);
            throw;
        }
    }

    /// <inheritdoc/>
    public void Remove(string name) => Outside(() => client.DeleteObjectAsync(address.Bucket, KeyOf(name)));

    private static AmazonS3Client ClientOf(BucketAddress address, int retries)
    {
        var config = new AmazonS3Config
        {
            ForcePathStyle = address.IsPathStyle,
            MaxErrorRetry = retries,
            // Newer checksums are not understood by every service that speaks the protocol; the MD5 is.
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        };
        if (address.Endpoint is { } endpoint)
        {
            config.ServiceURL = endpoint.ToString();
            config.AuthenticationRegion = address.Region;
        }
        else if (address.Region is { } region)
        {
            config.RegionEndpoint = Amazon.RegionEndpoint.GetBySystemName(region);
        }

        return new AmazonS3Client(config);
    }

    private static (string Sha256, string Md5) HashesOf(FileStream source, CancellationToken cancellationToken)
    {
        using var sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        var block = new byte[BlockBytes];
        for (int count; (count = source.Read(block)) > 0;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            sha256.AppendData(block, 0, count);
            md5.AppendData(block, 0, count);
        }

        return (Convert.ToHexStringLower(sha256.GetHashAndReset()), Convert.ToBase64String(md5.GetHashAndReset()));
    }

    private static void RemoveOldDownloads()
    {
        foreach (var folder in Directory.EnumerateDirectories(Path.GetTempPath(), DownloadPrefix + "*").Where(folder => Directory.GetLastWriteTimeUtc(folder) < DateTime.UtcNow - LongestUse))
        {
            try
            {
                Directory.Delete(folder, recursive: true);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                // Somebody else's.
            }
        }
    }

    private static bool IsOutside(Exception error) => error is AmazonClientException or AmazonServiceException or WebException or HttpRequestException or ArgumentException;

    private static string Reason(Exception error) =>
        (error is AmazonServiceException { ErrorCode: { Length: > 0 } code } ? $"{code}: {error.Message}" : error.GetBaseException().Message).ReplaceLineEndings(" ");

    private long? LengthOf(string name)
    {
        try
        {
            return Outside(() => client.GetObjectMetadataAsync(address.Bucket, KeyOf(name))).ContentLength;
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    private T Outside<T>(Func<Task<T>> work)
    {
        try
        {
            return work().GetAwaiter().GetResult();
        }
        catch (AmazonS3Exception error) when (error.StatusCode == HttpStatusCode.NotFound && error.ErrorCode != "NoSuchBucket")
        {
            throw new FileNotFoundException($"{address}: {Reason(error)}", error);
        }
        catch (Exception error) when (IsOutside(error))
        {
            throw new IOException($"{address}: {Reason(error)}", error);
        }
    }

    private string KeyOf(string name) => $"{address.Prefix}{name[..2]}/{name}";
}
