using CallQuality.Core.Analysis;
using CallQuality.Core.Calls;
using CallQuality.Core.Phrases;
using CallQuality.Core.Transcription;

namespace CallQuality.Core.Mistakes;

/// <summary>The agent's greeting: the words from the call's beginning to the first word of the caller, or to the end of the formula.</summary>
internal sealed class OpeningTurn
{
    private const int FewestSyllables = 3;

    // A caller who stays silent must not turn the whole first explanation into a greeting.
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan BreathPause = TimeSpan.FromSeconds(0.15);
    private static readonly TimeSpan LatestStart = TimeSpan.FromSeconds(20);
    private readonly Language language;

    private OpeningTurn(IReadOnlyList<Word> words, IReadOnlyList<PhraseMatch> formulas, SpokenName? name, Language language)
    {
        Name = name;
        this.language = language;
        Words = words;
        Formulas = formulas;
        Syllables = words.Sum(word => Measurement.Syllables.Count(word.Text, language));
        Breaths = Pauses(words).Count(pause => pause >= BreathPause);
    }

    /// <summary>Where the agent's name is; <see langword="null"/> where none is sure.</summary>
    public SpokenName? Name { get; }

    /// <summary>Words behind the name; <see langword="null"/> without a name.</summary>
    public int? WordsAfterName => Name is { } name ? Words.Count - name.First - name.Count : null;

    /// <summary>Tempo of the name by tempo of the rest, both in syllables a second; <see langword="null"/> where one is too short to tell.</summary>
    public double? NameTempoRatio
    {
        get
        {
            if (Name is not { } name)
            {
                return null;
            }

            var (own, rest) = (Tempo(Words.Skip(name.First).Take(name.Count)), Tempo(Words.Where((_, i) => !name.Covers(i))));
            return own is { } fast && rest is { } slow ? fast / slow : null;
        }
    }

    /// <summary>The greeting's words.</summary>
    public IReadOnlyList<Word> Words { get; }

    /// <summary>Antiquated or stilted formulas in it.</summary>
    public IReadOnlyList<PhraseMatch> Formulas { get; }

    /// <summary>Syllables of the greeting.</summary>
    public int Syllables { get; }

    /// <summary>Pauses long enough for a breath inside the greeting.</summary>
    public int Breaths { get; }

    /// <summary>Start of the first word.</summary>
    public TimeSpan Start => Words[0].Start;

    /// <summary>End of the last word.</summary>
    public TimeSpan End => Words[^1].End;

    /// <summary>Length in seconds.</summary>
    public double Seconds => (End - Start).TotalSeconds;

    /// <summary>Longest stretch without a pause for a breath, in seconds.</summary>
    public double LongestRunSeconds
    {
        get
        {
            var (longest, runStart) = (TimeSpan.Zero, Start);
            for (var i = 1; i < Words.Count; i++)
            {
                if (Words[i].Start - Words[i - 1].End >= BreathPause)
                {
                    longest = Later(longest, Words[i - 1].End - runStart);
                    runStart = Words[i].Start;
                }
            }

            return Later(longest, End - runStart).TotalSeconds;
        }
    }

    /// <summary>The words as one text.</summary>
    public string Quote => Quotation.Of(Words);

    /// <summary>Finds the greeting; <see langword="null"/> where the recording begins in mid-call, the caller speaks first or at the same moment, or no greeting is said.</summary>
    public static OpeningTurn? Find(CallEvidence evidence, PhraseBook phrases)
    {
        var all = evidence.Transcript.Words;
        var first = all.FirstOrDefault(word => evidence.Sides.SideOf(word.Channel) == Side.Agent);
        var callerStart = all.FirstOrDefault(word => evidence.Sides.SideOf(word.Channel) == Side.Customer)?.Start ?? evidence.Duration;
        if (first is null || first.Start > LatestStart || callerStart <= first.Start)
        {
            return null;
        }

        var words = new List<Word>();
        foreach (var word in all.Where(word => evidence.Sides.SideOf(word.Channel) == Side.Agent))
        {
            if (word.Start >= callerStart || (words.Count > 0 && word.Start - words[^1].End > LongestPause))
            {
                break;
            }

            words.Add(word);
        }

        var formulas = phrases.Find(words, PhraseCategory.StiltedGreeting);
        var agent = evidence.Metadata.Agent;
        var isGreeting = formulas.Count > 0 || SpokenName.Known(words, agent) is not null
            || phrases.Find(words, PhraseCategory.GreetingWord, PhraseCategory.NameIntroduction).Count > 0;
        return isGreeting || words.Count <= 3 ? new OpeningTurn(words, formulas, SpokenName.Find(words, agent, phrases), evidence.Language) : null;
    }

    // Under three syllables the recogniser's word edges weigh more than the tempo.
    private double? Tempo(IEnumerable<Word> words)
    {
        var (syllables, seconds) = (0, 0.0);
        foreach (var word in words)
        {
            syllables += Measurement.Syllables.Count(word.Text, language);
            seconds += (word.End - word.Start).TotalSeconds;
        }

        return syllables >= FewestSyllables && seconds > 0 ? syllables / seconds : null;
    }

    private static IEnumerable<TimeSpan> Pauses(IReadOnlyList<Word> words) =>
        words.Skip(1).Zip(words, (next, before) => next.Start - before.End);

    private static TimeSpan Later(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
