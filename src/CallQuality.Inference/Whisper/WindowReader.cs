namespace CallQuality.Inference.Whisper;

/// <summary>One window to be read: its encoder row, its language's prompt, and how long its speech is.</summary>
/// <param name="Prompt">Tokens to begin with.</param>
/// <param name="Seconds">Length of the speech, which bounds the number of tokens.</param>
/// <param name="Seed">Seed of the sampling, so that the same call reads the same twice.</param>
internal readonly record struct WindowTask(IReadOnlyList<int> Prompt, double Seconds, int Seed);

/// <summary>Reads batches of windows: greedily first, then by Whisper's fallback.</summary>
/// <remarks>
/// The order of attempts: most probable token with states in pairs; with all states; then sampling at temperatures
/// 0.2 to 1.0. An attempt stands when neither gate (compression ratio, mean log-probability) nor the repetition guard
/// trips; one with states in pairs only if it is sure as well, for averaging may cost it words: the surer of two then counts.
/// Where averages doubt that there is speech, all states may still read it: speech that is hard to read was taken for noise.
/// Source: Radford et al. 2022, section 4.5.
/// </remarks>
internal sealed class WindowReader(WhisperDecoder decoder, TokenBytes vocabulary)
{
    // Fast German reaches about 7 tokens a second; what says more is not reading.
    private const double MostTokensPerSecond = 10;
    private const int FreeTokens = 20;

    private static readonly double[] Temperatures = [0.2, 0.4, 0.6, 0.8, 1.0];

    private readonly TextLogits chooser = new(decoder.Configuration);

    /// <summary>Reads the windows.</summary>
    /// <param name="windows">Encoder states.</param>
    /// <param name="tasks">What to read, a row each.</param>
    /// <param name="withTemperatures">Whether windows that fail with the most probable tokens are read again by sampling.</param>
    /// <param name="cancellationToken">Ends the work at the next decoder step.</param>
    /// <returns>The best reading of each window.</returns>
    public DecodedWindow[] Read(EncodedWindows windows, IReadOnlyList<WindowTask> tasks, bool withTemperatures, CancellationToken cancellationToken)
    {
        using var stage = RecognitionStages.Begin(RecognitionStages.Decoder);
        var best = Attempt(decoder.TakesPairs ? windows.InPairs() : windows, tasks, 0, cancellationToken);
        if (decoder.TakesPairs)
        {
            Retry(best, window => (window.IsGood && window.IsSure) || window.IsSurelySilence, windows, tasks, 0, cancellationToken);
        }

        foreach (var temperature in withTemperatures ? Temperatures : [])
        {
            Retry(best, window => window.IsGood || window.IsSilence, windows, tasks, temperature, cancellationToken);
        }

        return Array.ConvertAll(best, WithoutLoop);
    }

    /// <summary>One attempt at all windows. All prompts must have the same length.</summary>
    internal DecodedWindow[] Attempt(
        EncodedWindows windows, IReadOnlyList<WindowTask> tasks, double temperature, CancellationToken cancellationToken)
    {
        var readings = tasks.Select(task => new Reading(task, Limit(task))).ToArray();
        var active = readings.ToList();
        using var batch = decoder.Start(windows, [.. tasks.Select(task => task.Prompt)]);
        var startPosition = tasks[0].Prompt.ToList().IndexOf(decoder.Configuration.StartOfTranscript);
        for (var row = 0; row < active.Count; row++)
        {
            active[row].NoSpeech = TextLogits.Probability(batch.Logits(row, startPosition), decoder.Configuration.NoSpeech);
        }

        var next = new int[active.Count];
        var position = tasks[0].Prompt.Count - 1;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (var row = 0; row < active.Count; row++)
            {
                var (token, logProbability) = chooser.Choose(
                    batch.Logits(row, position), active[row].Tokens.Count == 0, temperature, active[row].Random);
                active[row].Add(token, logProbability, decoder.Configuration.EndOfText);
            }

            if (!LeaveFinished(batch, active))
            {
                return Array.ConvertAll(readings, Finish);
            }

            for (var row = 0; row < active.Count; row++)
            {
                next[row] = active[row].Tokens[^1];
            }

            batch.Next(next);
            position = 0;
        }
    }

    private static bool LeaveFinished(DecoderBatch batch, List<Reading> active)
    {
        if (active.TrueForAll(reading => reading.Finished))
        {
            return false;
        }

        for (var row = active.Count - 1; row >= 0; row--)
        {
            if (active[row].Finished)
            {
                batch.Remove(row);
                active[row] = active[^1];
                active.RemoveAt(active.Count - 1);
            }
        }

        return true;
    }

    private static DecodedWindow WithoutLoop(DecodedWindow window)
    {
        var length = RepetitionGuard.LengthWithoutLoop(window.Tokens);
        return length == window.Tokens.Count
            ? window
            : window with { Tokens = [.. window.Tokens.Take(length)], Probabilities = [.. window.Probabilities.Take(length)] };
    }

    /// <summary>Which of two readings stands; that there is speech where the first heard none is believed only of one that is full of words.</summary>
    internal static DecodedWindow Better(DecodedWindow reading, DecodedWindow again)
    {
        var isAgain = reading.IsSilence ? again.IsFull && !again.IsSilence : (again.IsGood && !reading.IsGood) || IsBetter(again, reading);
        return isAgain ? again : reading;
    }

    private static bool IsBetter(DecodedWindow candidate, DecodedWindow than)
    {
        static bool Repeats(DecodedWindow window) => window.Loops || window.CompressionRatio > DecodedWindow.HighestCompressionRatio;
        return Repeats(candidate) != Repeats(than) ? Repeats(than) : candidate.MeanLogProbability > than.MeanLogProbability;
    }

    private void Retry(
        DecodedWindow[] best, Func<DecodedWindow, bool> stands, EncodedWindows windows, IReadOnlyList<WindowTask> tasks, double temperature, CancellationToken cancellationToken)
    {
        int[] doubtful = [.. Enumerable.Range(0, best.Length).Where(row => !stands(best[row]))];
        if (doubtful.Length == 0)
        {
            return;
        }

        var again = Attempt(windows.Only(doubtful), [.. doubtful.Select(row => tasks[row])], temperature, cancellationToken);
        for (var i = 0; i < doubtful.Length; i++)
        {
            ref var reading = ref best[doubtful[i]];
            reading = Better(reading, again[i]);
        }
    }

    private int Limit(WindowTask task) => Math.Min(
        decoder.Configuration.MaximumTokens - task.Prompt.Count - 1, FreeTokens + (int)(MostTokensPerSecond * task.Seconds));

    private DecodedWindow Finish(Reading reading) => new()
    {
        Tokens = reading.Tokens,
        Probabilities = reading.Probabilities,
        Seconds = reading.Seconds,
        MeanLogProbability = reading.SumLogProbability / (reading.Tokens.Count + 1),
        NoSpeechProbability = reading.NoSpeech,
        CompressionRatio = DecodedWindow.RatioOf(vocabulary.Text(reading.Tokens)),
        Loops = reading.Loops,
    };

    private sealed class Reading(WindowTask task, int limit)
    {
        public double Seconds => task.Seconds;

        public List<int> Tokens { get; } = [];

        public List<double> Probabilities { get; } = [];

        public Random Random { get; } = new(task.Seed);

        public double SumLogProbability { get; private set; }

        public double NoSpeech { get; set; }

        public bool Finished { get; private set; }

        public bool Loops { get; private set; }

        public void Add(int token, double logProbability, int endOfText)
        {
            SumLogProbability += logProbability;
            if (token == endOfText)
            {
                Finished = true;
                return;
            }

            Tokens.Add(token);
            Probabilities.Add(Math.Exp(logProbability));
            Loops = RepetitionGuard.AtEnd(Tokens).Times > 0;
            Finished = Loops || Tokens.Count >= limit;
        }
    }
}
