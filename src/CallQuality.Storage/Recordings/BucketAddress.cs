using CallQuality.Core.Wording;

namespace CallQuality.Storage.Recordings;

/// <summary>Where a bucket is: <c>s3://bucket/prefix?endpoint=https://host:9000&amp;region=eu-central-1&amp;pathStyle=true</c>.</summary>
/// <remarks>What is not said is left to the SDK's own environment variables and files, among them <c>AWS_ENDPOINT_URL_S3</c> and <c>AWS_REGION</c>. Keys never stand in an address.</remarks>
public sealed record BucketAddress
{
    private const string Scheme = "s3://";

    private static readonly string[] EndpointVariables = ["AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL"];

    /// <summary>The bucket.</summary>
    public required string Bucket { get; init; }

    /// <summary>What all names begin with; empty, or ending in a slash.</summary>
    public required string Prefix { get; init; }

    /// <summary>Address of the service; <see langword="null"/> for the SDK's.</summary>
    public required Uri? Endpoint { get; init; }

    /// <summary>The region; <see langword="null"/> for the SDK's.</summary>
    public required string? Region { get; init; }

    /// <summary>Whether the bucket stands in the path and not before the host's name. Usual where an endpoint is named: most services but Amazon's want it.</summary>
    public required bool IsPathStyle { get; init; }

    /// <summary>Whether a text names a bucket and no folder.</summary>
    public static bool IsMeant(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Reads an address.</summary>
    /// <exception cref="DatabaseException">It is none.</exception>
    public static BucketAddress Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = text[Scheme.Length..].Split('?', 2);
        var path = parts[0].Split('/', 2);
        var prefix = path.Length == 2 ? path[1].Trim('/') : "";
        var settings = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var setting in (parts.Length == 2 ? parts[1] : "").Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = setting.Split('=', 2) is [var left, var right] ? (left, Uri.UnescapeDataString(right)) : (setting, "");
            if (name is not ("endpoint" or "region" or "pathStyle") || value.Length == 0 || !settings.TryAdd(name, value))
            {
                throw Wrong(text, name);
            }
        }

        var isEndpointNamed = settings.ContainsKey("endpoint") || EndpointVariables.Any(name => Environment.GetEnvironmentVariable(name) is { Length: > 0 });
        return new BucketAddress
        {
            Bucket = path[0].Length > 0 ? path[0] : throw Wrong(text, "bucket"),
            Prefix = prefix.Length == 0 ? "" : prefix + "/",
            Endpoint = settings.TryGetValue("endpoint", out var endpoint) ? EndpointOf(text, endpoint) : null,
            Region = settings.GetValueOrDefault("region"),
            IsPathStyle = settings.TryGetValue("pathStyle", out var style) ? bool.TryParse(style, out var isOn) ? isOn : throw Wrong(text, "pathStyle") : isEndpointNamed,
        };
    }

    /// <summary>The address without its settings, as messages name it.</summary>
    public override string ToString() => $"{Scheme}{Bucket}/{Prefix}";

    private static Uri EndpointOf(string text, string endpoint) =>
        Uri.TryCreate(endpoint, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.UserInfo.Length == 0 ? uri : throw Wrong(text, "endpoint");

    private static DatabaseException Wrong(string text, string part) => new(Texts.Both("storage.bucketAddress", text.Split('?')[0], part));
}
