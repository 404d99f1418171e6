using CallQuality.Audio;
using CallQuality.Core.Calls;
using CallQuality.Core.Dialogue;
using CallQuality.Core.Transcription;

namespace CallQuality.Tests.Dialogue;

/// <summary>A made conversation: who says what from when to when. Words are spread evenly over their span.</summary>
internal sealed class MadeTalk
{
    private readonly List<SpeechSegment>[] speech = [[], []];
    private readonly List<Word> words = [];

    /// <summary>Language the transcript claims.</summary>
    public string LanguageCode { get; init; } = "de";

    /// <summary>Certainty of the words that are added next.</summary>
    public double Confidence { get; set; } = 0.9;

    public static CallSides AgentLeft { get; } = new()
    {
        AgentChannel = 0,
        CustomerChannel = 1,
        Separation = Separation.Stereo,
        DecidedBy = new Bilingual("gesetzt", "given"),
    };

    public static CallSides AgentRight { get; } = AgentLeft with { AgentChannel = 1, CustomerChannel = 0 };

    public IReadOnlyList<IReadOnlyList<SpeechSegment>> Speech =>
        [.. speech.Select(IReadOnlyList<SpeechSegment> (channel) => [.. channel.OrderBy(segment => segment.Start)])];

    public Transcript Transcript => new()
    {
        LanguageCode = LanguageCode,
        LanguageConfidence = 1,
        Words = [.. words.OrderBy(word => word.Start).ThenBy(word => word.Channel)],
    };

    public MadeTalk Agent(double start, double end, string text) => Say(0, start, end, text);

    public MadeTalk Customer(double start, double end, string text) => Say(1, start, end, text);

    public MadeTalk Say(int channel, double start, double end, string text)
    {
        // Whole milliseconds: a shifted conversation must not differ by the rounding of a double.
        var (from, to) = (TimeSpan.FromMilliseconds((long)Math.Round(start * 1000)), TimeSpan.FromMilliseconds((long)Math.Round(end * 1000)));
        speech[channel].Add(new SpeechSegment(from, to));
        var parts = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < parts.Length; i++)
        {
            words.Add(new Word
            {
                Channel = channel,
                Text = parts[i],
                Start = from + ((to - from) * i / parts.Length),
                End = from + ((to - from) * (i + 1) / parts.Length),
                Confidence = Confidence,
            });
        }

        return this;
    }

    public CallDialogue Build() => DialogueBuilder.Build(Transcript, Speech, AgentLeft);

    public CallDialogue Build(CallSides sides) => DialogueBuilder.Build(Transcript, Speech, sides);
}
