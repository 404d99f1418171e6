using CallQuality.Core.Agreement;
using CallQuality.Core.Phrases;
using CallQuality.Core.Transcription;
using CallQuality.Inference.Phrases;

namespace CallQuality.Cli.Evaluate.Phrases;

/// <summary>What forgiving the recogniser's slips (a word one edit away, or sounding the same) brings the phrase lists, and what it costs.</summary>
/// <param name="Row">The row.</param>
/// <param name="IsHit">Whether a list finds a mistake in it.</param>
/// <param name="IsHitExactly">Whether it does so with no slip forgiven.</param>
internal sealed record SlipFigures(LabelledUtterance Row, bool IsHit, bool IsHitExactly)
{
    private static readonly PhraseCategory[] Mistakes = [PhraseCategory.Contradiction, PhraseCategory.Lecturing, PhraseCategory.BrushOff, PhraseCategory.Urging];

    /// <summary>What the built-in lists find in rows.</summary>
    public static IReadOnlyList<SlipFigures> Of(IEnumerable<LabelledUtterance> rows) => [.. rows.AsParallel().AsOrdered().Select(Of)];

    /// <summary>Share of the rows that are hit, with the 95 % interval of drawing templates, and of those hit only because a slip is forgiven.</summary>
    public static ((double Value, double Low, double High) Hit, (double Value, double Low, double High) BySlip) Shares(IEnumerable<SlipFigures> rows)
    {
        List<List<SlipFigures>> templates = [.. rows.GroupBy(row => row.Row.Template).Select(group => group.ToList())];
        return (Share(row => row.IsHit), Share(row => row.IsHit && !row.IsHitExactly));

        (double Value, double Low, double High) Share(Func<SlipFigures, bool> counts) => Bootstrap.Interval(
            [.. templates.Select(template => (Hits: template.Count(counts), template.Count))],
            drawn => drawn.Sum(template => template.Hits) / (double)drawn.Sum(template => template.Count));
    }

    private static SlipFigures Of(LabelledUtterance row)
    {
        var matches = PhraseBook.BuiltIn(row.Language).Find(WrittenWords.Of(row.Text), Mistakes);
        return new SlipFigures(row, matches.Count > 0, matches.Any(match => match.Certainty >= 1));
    }
}
