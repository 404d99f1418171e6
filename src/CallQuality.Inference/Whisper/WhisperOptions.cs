namespace CallQuality.Inference.Whisper;

/// <summary>How the recogniser runs.</summary>
public sealed record WhisperOptions
{
    /// <summary>Threads inside an operator, at least 1. Default: the cores this process may use.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Windows decoded together in a lane, at least 1. Default 6.</summary>
    public int BatchSize { get; init; } = 6;
}
