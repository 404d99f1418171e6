using CallQuality.Core.Transcription;

namespace CallQuality.Tests.Phrases;

/// <summary>A written sentence as the words of a transcript.</summary>
internal static class SpokenLine
{
    public static IReadOnlyList<Word> Words(string sentence, double startSeconds = 0, int channel = 0, double confidence = 0.9)
    {
        var at = startSeconds;
        var words = new List<Word>();
        foreach (var text in sentence.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var length = Math.Max(0.12, 0.065 * text.Length);
            words.Add(new Word
            {
                Channel = channel,
                Text = text,
                Start = TimeSpan.FromSeconds(at),
                End = TimeSpan.FromSeconds(at + length),
                Confidence = confidence,
            });
            at += length + 0.02;
        }

        return words;
    }
}
