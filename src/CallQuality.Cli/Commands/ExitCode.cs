namespace CallQuality.Cli.Commands;

/// <summary>What the process returns; part of the public contract of the command line.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>Some calls were rejected or failed; they are named, the rest is done.</summary>
    public const int SomeFailed = 1;

    public const int Usage = 2;

    /// <summary>Something around the program is missing or broken: a model, the disk.</summary>
    public const int Environment = 3;

    public const int Interrupted = 130;
}
