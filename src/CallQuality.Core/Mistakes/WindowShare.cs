using CallQuality.Core.Measurement;

namespace CallQuality.Core.Mistakes;

/// <summary>Shares of windows, weighed by the speech inside them.</summary>
internal static class WindowShare
{
    /// <summary>Speech in <paramref name="some"/> by speech in <paramref name="all"/>, 0 to 1; <see langword="null"/> where there is none.</summary>
    public static double? Of(IReadOnlyList<VoiceWindow> some, IReadOnlyList<VoiceWindow> all)
    {
        var total = all.Sum(window => window.SpeechSeconds);
        return total > 0 ? some.Sum(window => window.SpeechSeconds) / total : null;
    }
}
