namespace CallQuality.Core.Phrases;

/// <summary>One line of a phrase list.</summary>
public sealed record PhraseEntry
{
    /// <summary>What the phrase stands for.</summary>
    public required PhraseCategory Category { get; init; }

    /// <summary>The pattern as written in the file; grammar in the head of <c>phrases.de.yaml</c>.</summary>
    public required string Pattern { get; init; }

    /// <summary>How much the phrase counts, above 0 to 1.</summary>
    public required double Weight { get; init; }

    /// <summary>A sentence the pattern matches.</summary>
    public required string Example { get; init; }

    /// <summary>A sentence near to the example that the pattern does not match.</summary>
    public required string Counter { get; init; }

    /// <summary>What to say instead, in the list's language; <see langword="null"/> where the phrase is no mistake.</summary>
    public required string? Better { get; init; }

    /// <summary>Words that make the phrase harmless when they stand in the same clause.</summary>
    public IReadOnlyList<string> Unless { get; init; } = [];

    /// <summary>Whether a negation in the same clause makes the phrase harmless. Default <see langword="true"/>.</summary>
    public bool NegationBlocks { get; init; } = true;

    /// <summary>Whether the phrase counts inside a question. Default <see langword="false"/> but for <see cref="PhraseCategory.OpenQuestion"/> and a few more.</summary>
    public bool CountsInQuestion { get; init; }

    /// <summary>File and line the entry stands on, for messages.</summary>
    public required string Origin { get; init; }
}
