namespace CallQuality.Inference.Whisper;

/// <summary>How the recogniser runs.</summary>
public sealed record WhisperOptions
{
    /// <summary>Threads inside an operator, at least 1. Default: the cores this process may use.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>
    /// Windows decoded together at most, at least 1. Default 10: a step reads all weights of the decoder once, however many
    /// windows share it; each window takes about 20 MB. A call of five minutes fits into one batch.
    /// </summary>
    public int BatchSize { get; init; } = 10;
}
