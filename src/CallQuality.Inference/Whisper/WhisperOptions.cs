namespace CallQuality.Inference.Whisper;

/// <summary>How the recogniser runs.</summary>
public sealed record WhisperOptions
{
    /// <summary>Threads inside an operator, at least 1. Default: the cores this process may use.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Windows decoded together, at least 1. Default 4.</summary>
    public int BatchSize { get; init; } = 4;

    /// <summary>
    /// Words the call may contain and a general model does not know: the company's name, agents' names, products.
    /// They are shown to the recogniser as if said before; the longest list that fits half its memory is used. Default none.
    /// </summary>
    public IReadOnlyList<string> Vocabulary { get; init; } = [];
}
