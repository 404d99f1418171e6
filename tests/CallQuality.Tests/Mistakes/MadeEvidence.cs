using CallQuality.Audio.Line;
using CallQuality.Core.Analysis;
using CallQuality.Core.Calls;
using CallQuality.Core.Measurement;
using CallQuality.Tests.Dialogue;

namespace CallQuality.Tests.Mistakes;

/// <summary>Evidence of a faultless call of three minutes, made; tests change one thing and look what follows.</summary>
internal static class MadeEvidence
{
    public static LineQuality GoodLine { get; } = new()
    {
        LevelDbfs = -20, NoiseDbfs = -60, SnrDb = 40, ClippedRatio = 0, DropoutRatio = 0, LowEdgeHz = 200, HighEdgeHz = 3400,
    };

    public static SideMeasurements GoodSide { get; } = new()
    {
        SpeechSeconds = 120,
        PitchMedianHz = 160,
        PitchSpreadSemitones = 3,
        PitchRangeSemitones = 10,
        LoudnessSpreadDb = 5,
        ArticulationRateSyllablesPerSecond = 5,
        SpeechRateSyllablesPerSecond = 4.2,
        WordsPerMinute = 150,
        PauseRatio = 0.16,
        PauseMedianSeconds = 0.5,
        LongestRunSyllables = 30,
        MeanRunSyllables = 12,
        TempoTrendRatio = 0,
        ResponseGapMedianSeconds = 0.2,
        Interruptions = 0,
        Backchannels = 3,
        TalkRatio = 0.5,
        Questions = 4,
        LongestMonologueSeconds = 20,
        WordCertainty = 0.9,
        NucleiRatio = 0.95,
        ModulationDepth = 0.65,
        Clarity = 95,
        Windows = [.. Enumerable.Range(0, 12).Select(Window)],
    };

    public static CallEvidence Good { get; } = Of(GoodSide, GoodSide with { Windows = [] });

    public static CallEvidence Of(SideMeasurements agent, SideMeasurements? customer, MadeTalk? talk = null) => new()
    {
        Language = Language.German,
        Metadata = new CallMetadata(),
        Duration = TimeSpan.FromMinutes(3),
        Sides = customer is null ? MadeTalk.AgentLeft with { CustomerChannel = null, Separation = Separation.Single } : MadeTalk.AgentLeft,
        AgentLine = GoodLine,
        CustomerLine = customer is null ? null : GoodLine,
        Transcript = (talk ?? Talk()).Transcript,
        Dialogue = (talk ?? Talk()).Build(),
        Agent = agent,
        Customer = customer,
    };

    public static CallEvidence WithAgent(Func<SideMeasurements, SideMeasurements> change) => Of(change(GoodSide), GoodSide with { Windows = [] });

    /// <summary>Changes the first windows of the agent.</summary>
    public static SideMeasurements Windows(this SideMeasurements side, int count, Func<VoiceWindow, VoiceWindow> change) =>
        side with { Windows = [.. side.Windows.Select((window, i) => i < count ? change(window) : window)] };

    /// <summary>Twelve exchanges of fifteen seconds: the agent speaks eleven, the customer three, a fifth of a second between.</summary>
    public static MadeTalk Talk(double answerGap = 0.2)
    {
        var talk = new MadeTalk();
        for (var i = 0; i < 12; i++)
        {
            talk.Agent(15 * i, (15 * i) + 11, "Ich sehe mir das gleich an und sage Ihnen dann in Ruhe was wir tun");
            talk.Customer((15 * i) + 11.4, (15 * i) + 15 - answerGap, "Gut, das Gerät steht noch im Keller.");
        }

        return talk;
    }

    private static VoiceWindow Window(int index) => new()
    {
        Start = TimeSpan.FromSeconds(15 * index),
        End = TimeSpan.FromSeconds((15 * index) + 11),
        SpeechSeconds = 10,
        PitchSpreadSemitones = 3,
        PitchRangeSemitones = 10,
        LoudnessSpreadDb = 5,
        ArticulationRateSyllablesPerSecond = 5,
        WordsPerMinute = 150,
        PauseRatio = 0.16,
        WordCertainty = 0.9,
        NucleiRatio = 0.95,
        Quote = "Ich sehe mir das gleich an",
    };
}
