using CallQuality.Core.Transcription;

namespace CallQuality.Core.Dialogue;

/// <summary>Tells back-channels from contributions: what sounds like one, and leaves the floor to the other side.</summary>
/// <param name="words">The words of a channel's language.</param>
internal sealed class BackchannelFinder(Func<int, BackchannelWords> words)
{
    private static readonly TimeSpan LongestBackchannel = TimeSpan.FromSeconds(1.2);

    // A recogniser leaves "mhm" out as often as not; what is this short and said into the other's speech is hardly anything else.
    private static readonly TimeSpan LongestWordless = TimeSpan.FromSeconds(0.7);

    /// <summary>Nearer speech of the same side belongs to the same contribution: "ja, … aber".</summary>
    public static readonly TimeSpan SameContribution = TimeSpan.FromSeconds(0.6);

    /// <summary>The other side still has the floor this long after it fell silent.</summary>
    private static readonly TimeSpan FloorBefore = TimeSpan.FromSeconds(1.0);

    /// <summary>The other side goes on within this time.</summary>
    private static readonly TimeSpan FloorAfter = TimeSpan.FromSeconds(2.0);

    /// <summary>The spurts of one side that are back-channels.</summary>
    /// <param name="own">Spurts of the side, in order.</param>
    /// <param name="other">Spurts of the other side, in order.</param>
    public IReadOnlySet<TalkSpurt> Find(IReadOnlyList<TalkSpurt> own, IReadOnlyList<TalkSpurt> other)
    {
        var holders = other.Where(spurt => !SoundsLikeOne(spurt)).ToList();
        var found = new HashSet<TalkSpurt>(ReferenceEqualityComparer.Instance);
        for (var i = 0; i < own.Count; i++)
        {
            if (SoundsLikeOne(own[i]) && StandsAlone(own, i) && LeavesTheFloor(own, i, holders))
            {
                found.Add(own[i]);
            }
        }

        return found;
    }

    private bool SoundsLikeOne(TalkSpurt spurt) =>
        spurt.Words.Count == 0 ? spurt.Duration <= LongestWordless : spurt.Duration <= LongestBackchannel && words(spurt.Channel).Cover(spurt.Words);

    private bool StandsAlone(IReadOnlyList<TalkSpurt> own, int index)
    {
        var after = own.ElementAtOrDefault(index + 1);
        var before = own.ElementAtOrDefault(index - 1);
        return (after is null || SoundsLikeOne(after) || after.Start - own[index].End > SameContribution)
            && (before is null || SoundsLikeOne(before) || own[index].Start - before.End > SameContribution);
    }

    private bool LeavesTheFloor(IReadOnlyList<TalkSpurt> own, int index, List<TalkSpurt> holders)
    {
        var spurt = own[index];
        var last = holders.FindLastIndex(holder => holder.Start < spurt.Start);
        if (last < 0 || spurt.Start - holders[last].End > FloorBefore || AnswersQuestion(spurt, holders[last]))
        {
            return false;
        }

        if (holders[last].End > spurt.End)
        {
            return true;
        }

        var nextHolder = holders.ElementAtOrDefault(last + 1);
        var nextOwn = own.Skip(index + 1).FirstOrDefault(later => !SoundsLikeOne(later));
        return nextHolder is not null
            && nextHolder.Start - spurt.End <= FloorAfter
            && (nextOwn is null || nextHolder.Start <= nextOwn.Start);
    }

    private static bool AnswersQuestion(TalkSpurt spurt, TalkSpurt holder)
    {
        var middle = spurt.Start + (spurt.Duration / 2);
        Word? before = holder.Words.LastOrDefault(word => word.Start + ((word.End - word.Start) / 2) <= middle);
        return before is not null && before.Text.EndsWith('?');
    }
}
