namespace CallQuality.Core.Measurement;

/// <summary>Adds up syllables and time over turns that are long enough to show a tempo.</summary>
internal sealed class TempoSum
{
    /// <summary>Syllables of the words.</summary>
    public int Syllables { get; private set; }

    /// <summary>Words.</summary>
    public int Words { get; private set; }

    /// <summary>Syllable nuclei heard.</summary>
    public double Nuclei { get; private set; }

    /// <summary>Seconds of speaking, pauses of 250 ms and more left out.</summary>
    public double PhonationSeconds { get; private set; }

    /// <summary>Seconds with pauses.</summary>
    public double Seconds { get; private set; }

    /// <summary>Adds a whole turn; turns under seven words are left out.</summary>
    public void Add(SpokenTurn turn, SideFrames frames) => Add(turn, frames, turn.Start, turn.End);

    /// <summary>Adds the part of a turn that lies between two times.</summary>
    public void Add(SpokenTurn turn, SideFrames frames, TimeSpan start, TimeSpan end)
    {
        if (turn.Turn.Words.Count < SpokenTurn.FewestWords)
        {
            return;
        }

        var from = turn.Start > start ? turn.Start : start;
        var to = turn.End < end ? turn.End : end;
        if (to <= from)
        {
            return;
        }

        // Word times reach a little over the span of speaking, so a word at the turn's edge belongs to the turn.
        var whole = from == turn.Start && to == turn.End;
        for (var index = 0; index < turn.SyllablesByWord.Length; index++)
        {
            var middle = SpokenTurn.Middle(turn.Turn.Words[index]);
            if (whole || ((middle >= from || from == turn.Start) && (middle < to || to == turn.End)))
            {
                Syllables += turn.SyllablesByWord[index];
                Words++;
            }
        }

        Nuclei += frames.NucleiBetween(from, to);
        PhonationSeconds += frames.Phonation(from, to);
        Seconds += (to - from).TotalSeconds;
    }
}
