using Microsoft.Extensions.Logging;
using Serilog;
using Serilog.Extensions.Logging;
using Serilog.Formatting.Compact;

namespace CallQuality.Cli.Batch;

/// <summary>What unattended runs leave for whoever looks after them: ids and numbers, never a name, a path or a word that was said.</summary>
internal static partial class RunLog
{
    private const int DaysKept = 31;

    /// <summary>Opens the log: a JSON file a day in the folder and, for a process without any other output, plain lines on the console.</summary>
    public static SerilogLoggerProvider Open(string folder, bool console)
    {
        var settings = new LoggerConfiguration().WriteTo.File(
            new CompactJsonFormatter(), Path.Combine(folder, "callquality-.json"), rollingInterval: RollingInterval.Day, retainedFileCountLimit: DaysKept, shared: true);
        if (console)
        {
            settings.WriteTo.Console(outputTemplate: "{Timestamp:yyyy-MM-dd HH:mm:ss} {Level:u3} {Message:lj}{NewLine}", formatProvider: System.Globalization.CultureInfo.InvariantCulture);
        }

        return new SerilogLoggerProvider(settings.CreateLogger(), dispose: true);
    }

    [LoggerMessage(1, LogLevel.Information, "Batch {Batch} runs with versions {Versions}")]
    public static partial void BatchStarted(this Microsoft.Extensions.Logging.ILogger log, long batch, long versions);

    [LoggerMessage(2, LogLevel.Information, "Batch {Batch}: {Files} files looked at in {Seconds} s")]
    public static partial void Imported(this Microsoft.Extensions.Logging.ILogger log, long batch, int files, double seconds);

    [LoggerMessage(3, LogLevel.Information, "Call {Call} analysed in {Seconds} s, try {Attempt}")]
    public static partial void Analysed(this Microsoft.Extensions.Logging.ILogger log, string call, double seconds, int attempt);

    [LoggerMessage(4, LogLevel.Warning, "Call {Call} ended as {End} after {Seconds} s, try {Attempt}")]
    public static partial void NotAnalysed(this Microsoft.Extensions.Logging.ILogger log, string call, WorkEnd end, double seconds, int attempt);

    [LoggerMessage(5, LogLevel.Warning, "{Count} calls taken back from processes that died")]
    public static partial void TakenBack(this Microsoft.Extensions.Logging.ILogger log, int count);

    [LoggerMessage(6, LogLevel.Information, "Batch {Batch} ended: {Waiting} calls wait")]
    public static partial void BatchEnded(this Microsoft.Extensions.Logging.ILogger log, long batch, int waiting);

    [LoggerMessage(7, LogLevel.Information, "Worker {Worker} started with versions {Versions}")]
    public static partial void WorkerStarted(this Microsoft.Extensions.Logging.ILogger log, string worker, long versions);

    [LoggerMessage(8, LogLevel.Information, "Worker {Worker} ended")]
    public static partial void WorkerEnded(this Microsoft.Extensions.Logging.ILogger log, string worker);

    [LoggerMessage(9, LogLevel.Warning, "Call {Call}, try {Attempt}: the process of its own ended with code {Code}")]
    public static partial void ChildEnded(this Microsoft.Extensions.Logging.ILogger log, string call, int attempt, int code);
}
