using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace CallQuality.Storage.Reviews;

/// <summary>A call that may be drawn.</summary>
/// <param name="AnalysisId">Its scorecard.</param>
/// <param name="AgentId">Its agent; <see langword="null"/> where unknown.</param>
/// <param name="Sha256">SHA-256 of its recording.</param>
internal sealed record DrawableCall(long AnalysisId, long? AgentId, string Sha256);

/// <summary>
/// Draws calls. Each call's place in the draw is a hash of seed and recording, so a draw can be repeated and checked, on either database, and does
/// not depend on the order of rows.
/// </summary>
internal static class SampleDraw
{
    /// <summary>The scorecards drawn, in the order drawn.</summary>
    /// <param name="calls">All that fit.</param>
    /// <param name="kind">How.</param>
    /// <param name="wanted">How many at most.</param>
    /// <param name="seed">Where the draw begins.</param>
    public static IReadOnlyList<long> Of(IReadOnlyList<DrawableCall> calls, SampleKind kind, int wanted, long seed)
    {
        var shuffled = calls.Select(call => (call, place: PlaceOf(call, seed))).OrderBy(entry => entry.place).ThenBy(entry => entry.call.Sha256, StringComparer.Ordinal).Select(entry => entry.call);
        if (kind == SampleKind.EvenByAgent)
        {
            // Everybody's first, then everybody's second, until there are enough.
            shuffled = shuffled.Where(call => call.AgentId is not null).GroupBy(call => call.AgentId)
                .SelectMany(group => group.Index()).OrderBy(entry => entry.Index).Select(entry => entry.Item);
        }

        return [.. shuffled.Take(wanted).Select(call => call.AnalysisId)];
    }

    private static ulong PlaceOf(DrawableCall call, long seed) =>
        BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.ASCII.GetBytes(FormattableString.Invariant($"{seed} {call.Sha256}"))));
}
