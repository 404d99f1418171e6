using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace CallQuality.IntegrationTests.Storage;

/// <summary>A server on this machine that speaks the protocol of S3: s3rver of npm, with one bucket in a folder of its own. Started when first asked for.</summary>
internal sealed class S3Server
{
    public const string Bucket = "calls";

    // What it takes; it knows no others.
    private const string Key = "S3RVER";
    private const string Package = "s3rver@3.7.1";
    private static readonly Lazy<S3Server> Running = new(() => new S3Server());
    private readonly string folder = Directory.CreateTempSubdirectory("callquality-s3-").FullName;
    private readonly Process server;

    private S3Server()
    {
        var port = FreePort();
        Endpoint = new Uri($"http://127.0.0.1:{port}");
        server = Process.Start(new ProcessStartInfo("node", [Installed(), "-d", folder, "-a", "127.0.0.1", "-p", $"{port}", "--silent", "--no-vhost-buckets", "--configure-bucket", Bucket])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // A list that is longer than was asked for ends with a token that it makes with an old cipher.
            Environment = { ["NODE_OPTIONS"] = "--openssl-legacy-provider" },
        })!;
        server.BeginOutputReadLine();
        server.BeginErrorReadLine();
        Batch.BatchFolder.WaitUntil(IsListening, "the S3 server");
        // The SDK of this process finds its keys where those of the program's processes do.
        foreach (var (name, value) in Environments(Key))
        {
            Environment.SetEnvironmentVariable(name, value);
        }
    }

    /// <summary>The server of this test run.</summary>
    public static S3Server Instance => Running.Value;

    public Uri Endpoint { get; }

    /// <summary>Address of a fresh place in the bucket.</summary>
    public string NewAddress(string bucket = Bucket) => $"s3://{bucket}/{Guid.NewGuid():N}?endpoint={Uri.EscapeDataString(Endpoint.ToString())}&region=eu-central-1";

    /// <summary>What the SDK reads its keys from.</summary>
    public static Dictionary<string, string> Environments(string key) => new() { ["AWS_ACCESS_KEY_ID"] = key, ["AWS_SECRET_ACCESS_KEY"] = key };

    /// <summary>Names of what lies in a place of the bucket, from there.</summary>
    public string[] NamesIn(string address)
    {
        var prefix = address.Split('?')[0].Split('/')[^1];
        var place = Path.Combine(folder, Bucket, prefix);
        return Directory.Exists(place) ? [.. Directory.GetFiles(place, "*._S3rver_object", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(place, path).Replace("._S3rver_object", "", StringComparison.Ordinal))] : [];
    }

    /// <summary>Stops the server, if it was started, and removes its data.</summary>
    public static void StopInstance()
    {
        if (Running.IsValueCreated)
        {
            Instance.server.Kill(entireProcessTree: true);
            Instance.server.WaitForExit();
            Directory.Delete(Instance.folder, recursive: true);
        }
    }

    // Once for a clone of the project, beside what is built.
    private static string Installed()
    {
        var folder = Path.GetFullPath(Path.Combine(TestContext.CurrentContext.TestDirectory, "..", "..", "..", "npm", Package.Replace('@', '-')));
        var program = Path.Combine(folder, "node_modules", "s3rver", "bin", "s3rver.js");
        if (!File.Exists(program))
        {
            Directory.CreateDirectory(folder);
            using var npm = Process.Start(new ProcessStartInfo("npm", ["install", "--prefix", folder, "--no-audit", "--no-fund", "--ignore-scripts", "--save-exact", Package])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            npm.BeginOutputReadLine();
            var complaints = npm.StandardError.ReadToEnd();
            npm.WaitForExit();
            Assert.That(npm.ExitCode, Is.Zero, complaints);
        }

        return program;
    }

    private bool IsListening()
    {
        Assert.That(server.HasExited, Is.False, "the S3 server ended");
        try
        {
            using var client = new TcpClient();
            client.Connect(IPAddress.Loopback, Endpoint.Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
