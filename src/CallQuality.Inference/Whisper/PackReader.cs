using CallQuality.Core.Transcription;

namespace CallQuality.Inference.Whisper;

/// <summary>Reads encoded packs: the words of each, with their times in the recording.</summary>
/// <remarks>
/// Context words are shown to the recogniser as if said before. That helps with names, and can lead astray: what resembles the
/// prompt is taken for already written down and left out, what is no speech is filled with the prompt, and unclear speech is
/// written down shorter. A reading that shows a sign of this is compared with one without the words.
/// </remarks>
internal sealed class PackReader(WhisperModel model)
{
    // Pauses inside a pack last 0.3 s at most, so behind a longer word lies speech that was left out.
    private const double LongestWordSeconds = 1.5;
    private const double MostContextShare = 0.5;

    // Two spellings of the same speech differ by some letters, a part left out by more.
    private const double LeastLettersRatio = 0.85;

    private readonly WindowReader reader = new(model.Decoder, model.Vocabulary);
    private readonly WindowTimer timer = new(model);

    /// <summary>The words of all packs, pack by pack.</summary>
    /// <param name="packs">The packs, as encoded.</param>
    /// <param name="windows">Their encoder states.</param>
    /// <param name="codes">The language of each.</param>
    /// <param name="context">Context words.</param>
    /// <param name="cancellationToken">Ends the work at the next decoder step.</param>
    public IReadOnlyList<Word> Read(
        SpeechPack[] packs, EncodedWindows windows, string[] codes, VocabularyPrompt context, CancellationToken cancellationToken)
    {
        var readings = Attempt(packs, windows, codes, context, cancellationToken);
        int[] doubtful = context.Tokens.Count == 0 ? [] : [.. Enumerable.Range(0, packs.Length).Where(row => IsDoubtful(readings[row], context))];
        if (doubtful.Length > 0)
        {
            var plain = Attempt(Only(packs, doubtful), windows.Only(doubtful), Only(codes, doubtful), VocabularyPrompt.None, cancellationToken);
            for (var i = 0; i < doubtful.Length; i++)
            {
                ref var reading = ref readings[doubtful[i]];
                reading = Bears(reading, plain[i]) ? reading : plain[i];
            }
        }

        return [.. packs.Zip(readings).SelectMany(pair => WordPlacer.Place(pair.First, pair.Second.Words))];
    }

    private static bool IsDoubtful(Reading reading, VocabularyPrompt context) =>
        !reading.Window.IsGood
        || !reading.Window.IsSure
        || reading.Words.Count == 0
        || reading.Words.Any(word => word.EndSeconds - word.StartSeconds > LongestWordSeconds)
        || context.ShareOf(reading.Words.Select(word => word.Text)) > MostContextShare;

    /// <summary>Whether a reading with context words stands beside the one without them.</summary>
    private static bool Bears(Reading prompted, Reading plain) =>
        prompted.Window.IsGood && plain.Window.IsGood && plain.Words.Count > 0
        && prompted.Window.MeanLogProbability >= plain.Window.MeanLogProbability
        && Letters(prompted) >= LeastLettersRatio * Letters(plain);

    private static int Letters(Reading reading) => reading.Words.Sum(word => VocabularyPrompt.Bare(word.Text).Length);

    private static T[] Only<T>(T[] all, int[] rows) => Array.ConvertAll(rows, row => all[row]);

    private Reading[] Attempt(
        SpeechPack[] packs, EncodedWindows windows, string[] codes, VocabularyPrompt context, CancellationToken cancellationToken)
    {
        var tasks = packs.Select((pack, row) => new WindowTask(
            [.. context.Tokens, .. model.Configuration.Prompt(codes[row])], pack.Seconds, pack.Pieces[0].RecordingStart)).ToArray();
        // With context words no temperatures: what fails then is read again without them.
        var read = reader.Read(windows, tasks, withTemperatures: context.Tokens.Count == 0, cancellationToken);
        var readings = Array.ConvertAll(read, window => new Reading(window, []));
        foreach (var (row, words) in timer.Time(windows, packs, codes, read))
        {
            readings[row] = readings[row] with { Words = words };
        }

        return readings;
    }

    private sealed record Reading(DecodedWindow Window, IReadOnlyList<WordPlacer.Timed> Words);
}
