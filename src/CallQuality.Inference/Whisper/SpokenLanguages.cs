using CallQuality.Core.Transcription;

namespace CallQuality.Inference.Whisper;

/// <summary>Collects what each window says about its language, and decides for the call and for each side.</summary>
internal sealed class SpokenLanguages
{
    // A side keeps its own language only on clear evidence: e to the 3rd, about 20 to 1, over at least some sentences.
    private const double LeastOwnEvidence = 3;
    private const double LeastOwnSeconds = 8;

    private readonly IReadOnlyList<(string Code, int Token)> languages;
    private readonly SpokenLanguage? given;
    private readonly Dictionary<int, Side> sides = [];

    public SpokenLanguages(WhisperConfiguration configuration) =>
        languages = [.. configuration.Languages.Select(pair => (pair.Key, pair.Value)).OrderBy(pair => pair.Value)];

    /// <summary>A call whose language is known already.</summary>
    public SpokenLanguages(string code) => (languages, given) = ([], new SpokenLanguage(code, 1));

    /// <summary>Takes in the logits that follow the start of one window's transcript.</summary>
    public void Add(int channel, double seconds, ReadOnlySpan<float> logits)
    {
        if (!sides.TryGetValue(channel, out var side))
        {
            sides.Add(channel, side = new Side(new double[languages.Count]));
        }

        var values = TextLogits.LogProbabilities(logits, [.. languages.Select(language => language.Token)]);
        for (var i = 0; i < values.Length; i++)
        {
            side.LogProbabilities[i] += values[i];
        }

        side.Seconds += seconds;
    }

    /// <summary>The language of the call: the most probable by the sum of all windows' log-probabilities.</summary>
    public SpokenLanguage OfCall()
    {
        if (given is not null)
        {
            return given;
        }

        var sum = Sum();
        return Named(sum, Best(sum));
    }

    /// <summary>The language a side is read in: the call's, unless the side clearly speaks another.</summary>
    public SpokenLanguage OfSide(int channel)
    {
        if (given is not null)
        {
            return given;
        }

        var sum = Sum();
        var call = Best(sum);
        if (sides.TryGetValue(channel, out var side) && side.Seconds >= LeastOwnSeconds)
        {
            var own = Best(side.LogProbabilities);
            if (side.LogProbabilities[own] - side.LogProbabilities[call] >= LeastOwnEvidence)
            {
                return Named(side.LogProbabilities, own);
            }
        }

        return Named(sum, call);
    }

    private SpokenLanguage Named(double[] values, int index) =>
        new(languages[index].Code, 1 / values.Sum(value => Math.Exp(value - values[index])));

    private static int Best(double[] values) => Array.IndexOf(values, values.Max());

    private double[] Sum()
    {
        var sum = new double[languages.Count];
        foreach (var side in sides.Values)
        {
            for (var i = 0; i < sum.Length; i++)
            {
                sum[i] += side.LogProbabilities[i];
            }
        }

        return sum;
    }

    private sealed record Side(double[] LogProbabilities)
    {
        public double Seconds { get; set; }
    }
}
