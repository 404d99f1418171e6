namespace CallQuality.Core.Transcription;

/// <summary>Turns words into the quotation that stands beside a finding.</summary>
internal static class Quotation
{
    // One doubtful word among certain ones is mostly right, and a text full of gaps reads badly; two in a row are a guess.
    private const int FewestDoubtful = 2;

    /// <summary>
    /// The words as one text; stretches of two or more words that the recogniser held for wrong rather than right are left out
    /// as "…". Where this would leave less than half of the words, all are quoted.
    /// </summary>
    public static string Of(IEnumerable<Word> words)
    {
        var all = words.ToList();
        var parts = new List<string>();
        var kept = 0;
        for (var i = 0; i < all.Count;)
        {
            var doubtful = all.Skip(i).TakeWhile(word => !word.IsCertain).Count();
            if (doubtful >= FewestDoubtful)
            {
                parts.Add("…");
                i += doubtful;
            }
            else
            {
                parts.Add(all[i++].Text);
                kept++;
            }
        }

        return string.Join(' ', 2 * kept >= all.Count ? parts : all.Select(word => word.Text));
    }
}
