using CallQuality.Core.Mistakes;

namespace CallQuality.Core.Agreement;

/// <summary>One person's score of one mistake in one call.</summary>
/// <param name="CallId">Id of the call, as scorecards have it.</param>
/// <param name="Mistake">The mistake.</param>
/// <param name="Rater">Who rated, by any name or number.</param>
/// <param name="Score">0 to 100; 100 is no sign of the mistake.</param>
public sealed record Rating(string CallId, Mistake Mistake, string Rater, int Score);
