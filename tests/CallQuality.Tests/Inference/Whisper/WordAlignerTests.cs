using CallQuality.Inference.Whisper;

namespace CallQuality.Tests.Inference.Whisper;

public class WordAlignerTests
{
    [Test]
    public void Path_BlocksOfAttention_FindsWhereEachBegins()
    {
        int[] begins = [0, 4, 5, 11];
        const int states = 20;
        var cost = new float[begins.Length * states];
        Array.Fill(cost, 1);
        for (var token = 0; token < begins.Length; token++)
        {
            var end = token + 1 < begins.Length ? begins[token + 1] : states;
            cost.AsSpan((token * states) + begins[token], end - begins[token]).Fill(-1);
        }

        Assert.That(WordAligner.Path(cost, begins.Length, states), Is.EqualTo(begins));
    }

    [FsCheck.NUnit.Property]
    public bool Median_AnyValues_IsTheSortedMiddle(short[] raw)
    {
        var values = raw.Select(value => (float)value).ToArray();
        var fast = values.ToArray();
        WordAligner.Median(fast, new float[values.Length + 64]);
        return values.Length <= 3 || fast.SequenceEqual(values.Select((_, i) => Naive(values, i)));
    }

    private static float Naive(float[] values, int at)
    {
        var last = values.Length - 1;
        return Enumerable.Range(at - 3, 7).Select(i => i < 0 ? -i : i > last ? (2 * last) - i : i).Select(i => values[i]).Order().ElementAt(3);
    }
}
