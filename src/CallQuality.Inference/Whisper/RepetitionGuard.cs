namespace CallQuality.Inference.Whisper;

/// <summary>Notices when a token list ends in the same few tokens over and over.</summary>
internal static class RepetitionGuard
{
    private const int LongestPeriod = 24;

    // People do say "ja, ja, ja, ja": short repeats are let through up to this many tokens, longer ones up to four times.
    private const int LeastRepeatedTokens = 16;
    private const int LeastTimes = 4;

    /// <summary>Length of the unit that repeats at the end, and how often; (0, 0) when nothing does.</summary>
    public static (int Period, int Times) AtEnd(IReadOnlyList<int> tokens)
    {
        for (var period = 1; period <= LongestPeriod && period * LeastTimes <= tokens.Count; period++)
        {
            var run = period;
            while (run < tokens.Count && tokens[tokens.Count - 1 - run] == tokens[tokens.Count - 1 - run + period])
            {
                run++;
            }

            var times = run / period;
            if (times >= LeastTimes && times * period >= LeastRepeatedTokens)
            {
                return (period, times);
            }
        }

        return (0, 0);
    }

    /// <summary>The tokens with the repetition at the end said once.</summary>
    public static int LengthWithoutLoop(IReadOnlyList<int> tokens)
    {
        var (period, times) = AtEnd(tokens);
        return tokens.Count - (period * Math.Max(0, times - 1));
    }
}
