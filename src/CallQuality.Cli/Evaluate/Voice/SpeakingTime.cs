using CallQuality.Audio.Prosody;

namespace CallQuality.Cli.Evaluate.Voice;

/// <summary>Seconds of speaking in one sentence: from the first to the last sound, pauses of 250 ms and more left out.</summary>
internal static class SpeakingTime
{
    public static double Of(float[] levelDbfs, float[] pitchHz)
    {
        var silent = new bool[levelDbfs.Length];
        var pausing = new bool[levelDbfs.Length];
        PauseFinder.MarkSilent(levelDbfs, pitchHz, silent);
        PauseFinder.MarkPauses(silent, pausing);
        var first = Array.IndexOf(silent, false);
        var last = Array.LastIndexOf(silent, false);
        return first < 0 ? 0 : pausing[first..(last + 1)].Count(pause => !pause) / 100.0;
    }
}
