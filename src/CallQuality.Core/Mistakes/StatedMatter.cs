using CallQuality.Core.Calls;
using CallQuality.Core.Dialogue;

namespace CallQuality.Core.Mistakes;

/// <summary>The turn in which the caller says what the call is about.</summary>
internal static class StatedMatter
{
    /// <summary>A turn of fewer words greets, confirms or names a number.</summary>
    public const int FewestWords = 8;

    /// <summary>The first longer turn of the caller; <see langword="null"/> where there is none.</summary>
    public static Turn? Of(CallDialogue dialogue) =>
        dialogue.Turns.FirstOrDefault(turn => turn.Side == Side.Customer && turn.Words.Count >= FewestWords);
}
