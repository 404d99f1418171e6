using CallQuality.Core.Calls;

namespace CallQuality.Core.Transcription;

/// <summary>What is known of a call before it is heard.</summary>
public sealed record SpeechContext
{
    /// <summary>Nothing is known.</summary>
    public static readonly SpeechContext Unknown = new();

    /// <summary>The language; <see langword="null"/> to recognise it over the whole call. Default <see langword="null"/>.</summary>
    public Language? Language { get; init; }

    /// <summary>
    /// Words the call may contain and a general recogniser does not know: the company's name, people's names, products, most
    /// important first. Too long a list is used from its start as far as it fits. Default none.
    /// </summary>
    public IReadOnlyList<string> Vocabulary { get; init; } = [];
}
