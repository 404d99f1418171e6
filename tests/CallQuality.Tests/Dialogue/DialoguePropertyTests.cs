using CallQuality.Core.Calls;
using CallQuality.Core.Dialogue;
using CallQuality.Core.Transcription;
using FsCheck;
using FsCheck.Fluent;

namespace CallQuality.Tests.Dialogue;

public class DialoguePropertyTests
{
    private static readonly string[] Texts =
        ["ja", "mhm", "genau", "okay", "aber das stimmt so nicht", "wie meinen Sie das?", "das Gerät geht nicht an und", "", "einen Moment bitte."];

    private static Arbitrary<Utterance[]> Conversations { get; } = (
        from count in Gen.Choose(1, 25)
        from parts in (
            from channel in Gen.Choose(0, 1)
            from gap in Gen.Choose(0, 250)
            from length in Gen.Choose(20, 400)
            from text in Gen.Elements(Texts)
            select new Utterance(channel, gap, length, text)).ArrayOf(count)
        select parts).ToArbitrary();

    [FsCheck.NUnit.Property(MaxTest = 300)]
    public Property Build_SidesSwapped_SwapsEverything() => Prop.ForAll(Conversations, conversation =>
    {
        var talk = Talk(conversation, 0);
        Assert.That(Shown(talk.Build(MadeTalk.AgentRight), swap: true), Is.EqualTo(Shown(talk.Build())));
    });

    [FsCheck.NUnit.Property(MaxTest = 300)]
    public Property Build_TimeShifted_ShiftsEverything() => Prop.ForAll(Conversations, conversation =>
        Assert.That(Shown(Talk(conversation, 1000).Build(), back: 1000), Is.EqualTo(Shown(Talk(conversation, 0).Build()))));

    [FsCheck.NUnit.Property(MaxTest = 300)]
    public Property Build_AnyConversation_KeepsEveryWordOnceAndOrder() => Prop.ForAll(Conversations, conversation =>
    {
        var talk = Talk(conversation, 0);
        var dialogue = talk.Build();
        var words = dialogue.Turns.Concat(dialogue.Backchannels.Select(item => item.Turn)).SelectMany(turn => turn.Words).ToList();

        Assert.That(words, Has.Count.EqualTo(talk.Transcript.Words.Count));
        Assert.That(words, Is.Unique);
        Assert.That(dialogue.Turns.Select(turn => turn.Start), Is.Ordered);
        Assert.That(dialogue.Turns, Has.All.Matches<Turn>(turn => turn!.End > turn.Start));
    });

    [FsCheck.NUnit.Property(MaxTest = 100)]
    public Property Build_AgentMovedEarlier_GivesCutIns() => Prop.ForAll(Gen.Choose(60, 250).ToArbitrary(), (int earlier) =>
    {
        // Ten tidy exchanges without overlap; then the agent's side slides into the customer's.
        CallDialogue Exchanges(double early)
        {
            var talk = new MadeTalk();
            for (var i = 0; i < 10; i++)
            {
                talk.Customer(10 * i, (10 * i) + 5, "und dann ging das Gerät einfach nicht mehr an");
                talk.Agent((10 * i) + 5.2 - early, (10 * i) + 9.5 - early, "das sehen wir uns gemeinsam in Ruhe an");
            }

            return talk.Build();
        }

        Assert.That(Exchanges(0).CutIns, Is.Empty);
        Assert.That(Exchanges(0.2 + (earlier / 100.0)).CutIns.Count(cutIn => cutIn.By == Side.Agent), Is.EqualTo(10));
        Assert.That(Exchanges(0.2 + (earlier / 100.0)).CutIns.Count(cutIn => cutIn.By == Side.Customer), Is.Zero);
    });

    private static MadeTalk Talk(Utterance[] conversation, double shiftSeconds)
    {
        var talk = new MadeTalk();
        int[] clock = [0, 0];
        foreach (var (channel, gap, length, text) in conversation)
        {
            var start = clock[channel] + gap + 1;
            clock[channel] = start + length;
            talk.Say(channel, (start / 100.0) + shiftSeconds, ((start + length) / 100.0) + shiftSeconds, text);
        }

        return talk;
    }

    private static string[] Shown(CallDialogue dialogue, bool swap = false, double back = 0)
    {
        string Time(TimeSpan time) => (time.TotalSeconds - back).ToString("0.000", System.Globalization.CultureInfo.InvariantCulture);
        string Name(Side side) => (side == Side.Agent) != swap ? "A" : "C";
        string TurnText(Turn turn) => $"{Name(turn.Side)} {Time(turn.Start)} {Time(turn.End)} {turn.Text}";
        string Speech(IReadOnlyList<SpeechSegment> speech) => string.Join(' ', speech.Select(part => Time(part.Start) + "+" + Time(part.End)));
        return
        [
            .. dialogue.Turns.Select(TurnText),
            .. dialogue.Pauses.Select(pause => $"pause {Name(pause.Side)} {Time(pause.Start)} {Time(pause.End)}"),
            .. dialogue.Overlaps.Select(overlap => $"overlap {Name(overlap.StartedBy)} {Time(overlap.Start)} {Time(overlap.End)}"),
            .. dialogue.CutIns.Select(cutIn => $"cut {Name(cutIn.By)} {Time(cutIn.At)} {TurnText(cutIn.Interrupted)}"),
            .. dialogue.Backchannels.Select(item => $"back {TurnText(item.Turn)}"),
            .. dialogue.ResponseGaps.Select(gap => $"gap {Name(gap.By)} {Time(gap.Start)} {gap.Gap.TotalSeconds:0.000} {gap.Answer.Text}"),
            Speech(swap ? dialogue.CustomerSpeech : dialogue.AgentSpeech),
            Speech(swap ? dialogue.AgentSpeech : dialogue.CustomerSpeech),
        ];
    }

    private sealed record Utterance(int Channel, int Gap, int Length, string Text);
}
