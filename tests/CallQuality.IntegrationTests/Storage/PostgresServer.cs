using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace CallQuality.IntegrationTests.Storage;

/// <summary>A PostgreSQL of the tests' own: a fresh data folder, a free port of this machine, no rights of root. Started when first asked for.</summary>
internal sealed class PostgresServer
{
    private static readonly Lazy<PostgresServer> Running = new(() => new PostgresServer());
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(60);
    private readonly string folder = Path.Combine(Path.GetTempPath(), $"callquality-postgres-{Guid.NewGuid():N}");
    private readonly int port = FreePort();
    private Process server;

    private PostgresServer()
    {
        using var init = Start("initdb", "-D", folder, "-U", "callquality", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync");
        init.StandardOutput.ReadToEnd();
        init.WaitForExit();
        if (init.ExitCode != 0)
        {
            throw new InvalidOperationException(init.StandardError.ReadToEnd());
        }

        server = StartServer();
    }

    /// <summary>The server of this test run.</summary>
    public static PostgresServer Instance => Running.Value;

    /// <summary>Makes a database and returns its connection string.</summary>
    /// <param name="template">Connection string of the database it is a copy of, to which nobody is connected; <see langword="null"/> for an empty one.</param>
    public string NewDatabase(string? template = null)
    {
        var name = $"calls_{Guid.NewGuid():N}";
        // Not from the pool: a test may have restarted the server since.
        using var connection = new NpgsqlConnection(Address("postgres") + ";Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"CREATE DATABASE {name} TEMPLATE {(template is null ? "template1" : new NpgsqlConnectionStringBuilder(template).Database)}";
        command.ExecuteNonQuery();
        return Address(name);
    }

    /// <summary>Stops the server at once, as a crash would, and starts it again.</summary>
    public void Restart()
    {
        Stop("QUIT");
        server = StartServer();
    }

    /// <summary>Stops the server, if it was started, and removes its data.</summary>
    public static void StopInstance()
    {
        if (Running.IsValueCreated)
        {
            NpgsqlConnection.ClearAllPools();
            Instance.Stop("INT");
            Directory.Delete(Instance.folder, recursive: true);
        }
    }

    private string Address(string database) => $"Host=127.0.0.1;Port={port};Username=callquality;Database={database};Maximum Pool Size=20";

    private Process StartServer()
    {
        var process = Start("postgres", "-D", folder, "-p", $"{port}", "-k", folder, "-h", "127.0.0.1", "-c", "max_connections=200",
            // No test cuts the power, and after a crash the server would first sync its whole folder, for a minute on a busy disk.
            "-c", "fsync=off");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var clock = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                using var connection = new NpgsqlConnection(Address("postgres") + ";Pooling=false");
                connection.Open();
                return process;
            }
            catch (NpgsqlException) when (clock.Elapsed < LongestStart && !process.HasExited)
            {
                using var pause = new ManualResetEventSlim();
                pause.Wait(TimeSpan.FromMilliseconds(100));
            }
        }
    }

    private void Stop(string signal)
    {
        using (var kill = Process.Start("kill", [$"-{signal}", $"{server.Id}"]))
        {
            kill.WaitForExit();
        }

        server.WaitForExit();
        server.Dispose();
    }

    // PostgreSQL refuses to run as root. setpriv replaces itself by the program, so its number is the server's.
    private static Process Start(string program, params string[] arguments)
    {
        string[] asPostgres = Environment.IsPrivilegedProcess ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] : [];
        string[] command = [.. asPostgres, PathOf(program), .. arguments];
        return Process.Start(new ProcessStartInfo(command[0], command[1..])
        {
            WorkingDirectory = Path.GetTempPath(),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
    }

    // Debian keeps each version's programs in a folder of its own, off the search path.
    private static string PathOf(string program) => Directory.GetDirectories("/usr/lib/postgresql")
        .OrderByDescending(version => int.TryParse(Path.GetFileName(version), CultureInfo.InvariantCulture, out var number) ? number : 0)
        .Select(version => Path.Combine(version, "bin", program)).First(File.Exists);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
