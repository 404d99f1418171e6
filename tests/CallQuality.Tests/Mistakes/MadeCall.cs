using CallQuality.Audio.Line;
using CallQuality.Core.Analysis;
using CallQuality.Core.Calls;
using CallQuality.Core.Measurement;
using CallQuality.Core.Mistakes;
using CallQuality.Core.Phrases;
using CallQuality.Core.Scoring;
using CallQuality.Tests.Dialogue;

namespace CallQuality.Tests.Mistakes;

/// <summary>A made call, told line by line; each line starts a moment after the one before unless it says otherwise.</summary>
internal sealed class MadeCall(Language language = Language.German)
{
    private const double SecondsPerWord = 0.3;
    private readonly MadeTalk talk = new() { LanguageCode = language.Code() };
    private double now = 0.5;
    private double agentSeconds;
    private double customerSeconds;
    private double longestAgentTurn;

    public CallMetadata Metadata { get; init; } = new();

    public CallSides Sides { get; init; } = MadeTalk.AgentLeft;

    public double WordCertainty { get; init; } = 0.9;

    public static AllDetectors Detectors { get; } = new(PhraseBooks.BuiltIn);

    public MadeCall Agent(string text, double gap = 0.3, double? seconds = null) => Say(0, text, gap, seconds);

    public MadeCall Customer(string text, double gap = 0.3, double? seconds = null) => Say(1, text, gap, seconds);

    /// <summary>Neutral talk, so that there is enough of the agent's speech to score.</summary>
    public MadeCall Filling(double seconds = 40)
    {
        var line = language == Language.German
            ? "Im Auftrag stehen zwei Geräte und eine Lieferung nach Graz, dazu die Nummer der alten Anlage im Keller"
            : "The order lists two units and a delivery to the old house, with the number of the unit in the cellar";
        while (agentSeconds < seconds)
        {
            Agent(line + ".").Customer(language == Language.German ? "Mhm, das stimmt so." : "Mhm, that is so.");
        }

        return this;
    }

    public CallEvidence Evidence()
    {
        var dialogue = talk.Build(Sides);
        var gaps = dialogue.ResponseGaps.Where(gap => gap.By == Side.Agent).Select(gap => gap.Gap.TotalSeconds).Order().ToList();
        return new CallEvidence
        {
            Language = language,
            Metadata = Metadata,
            Duration = TimeSpan.FromSeconds(now + 1),
            Sides = Sides,
            AgentLine = Line(),
            CustomerLine = Line(),
            Transcript = talk.Transcript,
            Dialogue = dialogue,
            Agent = Measures(agentSeconds, gaps.Count > 0 ? gaps[gaps.Count / 2] : null),
            Customer = Measures(customerSeconds, null),
        };
    }

    public MistakeResult Judge(Mistake mistake) =>
        Detectors.Judge(Evidence(), Rubric.Default).Single(result => result.Mistake == mistake);

    public IReadOnlyList<Promise> Promises() => Detectors.Promises(Evidence());

    public StrengthResult Strength(Strength strength) =>
        Detectors.Strengths(Evidence(), Promises()).Single(result => result.Strength == strength);

    private MadeCall Say(int channel, string text, double gap, double? seconds)
    {
        var start = Math.Max(0, now + gap);
        var length = seconds ?? text.Split(' ').Length * SecondsPerWord;
        talk.Say(channel, start, start + length, text);
        now = Math.Max(now, start + length);
        if (channel == 0)
        {
            agentSeconds += length;
            longestAgentTurn = Math.Max(longestAgentTurn, length);
        }
        else
        {
            customerSeconds += length;
        }

        return this;
    }

    private SideMeasurements Measures(double seconds, double? gap) => new()
    {
        SpeechSeconds = seconds,
        PitchMedianHz = null,
        PitchSpreadSemitones = null,
        PitchRangeSemitones = null,
        LoudnessSpreadDb = null,
        ArticulationRateSyllablesPerSecond = null,
        SpeechRateSyllablesPerSecond = null,
        WordsPerMinute = null,
        PauseRatio = null,
        PauseMedianSeconds = null,
        LongestRunSyllables = null,
        TempoTrendRatio = null,
        ResponseGapMedianSeconds = gap,
        Interruptions = null,
        Backchannels = null,
        TalkRatio = agentSeconds / Math.Max(0.1, agentSeconds + customerSeconds),
        Questions = null,
        LongestMonologueSeconds = longestAgentTurn,
        WordCertainty = WordCertainty,
        NucleiRatio = null,
        ModulationDepth = null,
        Clarity = null,
        Windows = [],
    };

    private static LineQuality Line() => new()
    {
        LevelDbfs = -20,
        NoiseDbfs = -60,
        SnrDb = 40,
        ClippedRatio = 0,
        DropoutRatio = 0,
        LowEdgeHz = 200,
        HighEdgeHz = 3400,
    };
}
