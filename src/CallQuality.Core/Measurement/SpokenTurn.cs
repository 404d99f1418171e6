using CallQuality.Core.Calls;
using CallQuality.Core.Dialogue;
using CallQuality.Core.Transcription;

namespace CallQuality.Core.Measurement;

/// <summary>A turn with what is counted in it: syllables of every word, and its true span of speaking.</summary>
internal sealed class SpokenTurn
{
    /// <summary>Turns of fewer words say too little about tempo: they are answers and formulas.</summary>
    public const int FewestWords = 7;

    private SpokenTurn(Turn turn, int[] syllables, TimeSpan start, TimeSpan end, double phonationSeconds, List<(TimeSpan Start, TimeSpan End)> pauses)
    {
        Turn = turn;
        SyllablesByWord = syllables;
        Syllables = syllables.Sum();
        Start = start;
        End = end;
        PhonationSeconds = phonationSeconds;
        Pauses = pauses;
    }

    /// <summary>The turn.</summary>
    public Turn Turn { get; }

    /// <summary>Syllables of each word.</summary>
    public int[] SyllablesByWord { get; }

    /// <summary>Syllables of all words.</summary>
    public int Syllables { get; }

    /// <summary>First moment of speaking.</summary>
    public TimeSpan Start { get; }

    /// <summary>Last moment of speaking.</summary>
    public TimeSpan End { get; }

    /// <summary>Seconds of speaking, pauses of 250 ms and more left out.</summary>
    public double PhonationSeconds { get; }

    /// <summary>Those pauses.</summary>
    public List<(TimeSpan Start, TimeSpan End)> Pauses { get; }

    /// <summary>Length with pauses.</summary>
    public double Seconds => (End - Start).TotalSeconds;

    /// <summary>Looks at a turn; <see langword="null"/> where it holds no speaking.</summary>
    public static SpokenTurn? Of(Turn turn, SideFrames frames, Language language)
    {
        if (frames.Trim(turn.Start, turn.End) is not { } span)
        {
            return null;
        }

        var syllables = turn.Words.Select(word => Measurement.Syllables.Count(word.Text, language)).ToArray();
        return new SpokenTurn(turn, syllables, span.Start, span.End, frames.Phonation(span.Start, span.End), frames.Pauses(span.Start, span.End));
    }

    /// <summary>Syllables of each stretch between two pauses.</summary>
    public int[] Runs()
    {
        var runs = new int[Pauses.Count + 1];
        for (var index = 0; index < SyllablesByWord.Length; index++)
        {
            var middle = Middle(Turn.Words[index]);
            var run = Pauses.Count(pause => (pause.Start + pause.End) / 2 < middle);
            runs[run] += SyllablesByWord[index];
        }

        return runs;
    }

    /// <summary>Middle of a word.</summary>
    public static TimeSpan Middle(Word word) => (word.Start + word.End) / 2;
}
