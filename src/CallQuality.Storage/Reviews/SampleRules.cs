namespace CallQuality.Storage.Reviews;

/// <summary>Who may review a call of a sample, and from when on who sees what others said.</summary>
internal static class SampleRules
{
    private const int Pair = 2;

    /// <summary>Whether a call waits for a review of this person.</summary>
    public static bool IsOpenTo(ReviewMode mode, SampledCall call, long userId) => call.Reviews.TrueForAll(review => review.UserId != userId) && mode switch
    {
        ReviewMode.BesideTheMachine => call.Reviews.Count == 0,
        ReviewMode.BlindDouble => call.Reviews.Count < Pair,
        // Once it is written down what was agreed, nobody is blind any more.
        ReviewMode.Session => call.Agreed.Count == 0,
        _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, "found no such mode"),
    };

    /// <summary>Whether this person sees the machine's result and the others' reviews.</summary>
    public static bool IsRevealedTo(ReviewMode mode, SampledCall call, long userId) => mode switch
    {
        ReviewMode.BesideTheMachine => true,
        ReviewMode.BlindDouble => call.Reviews.Count >= Pair,
        ReviewMode.Session => call.Agreed.Count > 0 || (call.Reviews.Count >= Pair && call.Reviews.Exists(review => review.UserId == userId)),
        _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, "found no such mode"),
    };

    /// <summary>Whether nothing is left to do.</summary>
    public static bool IsDone(ReviewMode mode, SampledCall call) => mode switch
    {
        ReviewMode.BesideTheMachine => call.Reviews.Count > 0,
        ReviewMode.BlindDouble => call.Reviews.Count >= Pair,
        ReviewMode.Session => call.Agreed.Count > 0,
        _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, "found no such mode"),
    };
}
