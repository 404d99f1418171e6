using CallQuality.Core.Analysis;
using CallQuality.Core.Calls;
using CallQuality.Core.Mistakes;

namespace CallQuality.IntegrationTests.Inference;

/// <summary>
/// One conversation of two synthetic voices over a telephone line, changed in one respect at a time: when an answer starts, or what it
/// says. Each rule about words and turn-taking finds the change it is for, and leaves its opposite alone. Where a processor's recogniser
/// misreads the very words that matter, the same is said at another pace.
/// </summary>
[Parallelizable]
public sealed class SpokenDialogueTests : IDisposable
{
    private const int FirstAnswer = 2;
    private const int SecondAnswer = 4;
    private const int ThirdAnswer = 6;
    private const int FourthAnswer = 8;
    private const int CallersPace = 115;
    private const string PlainQuestion = "And how long does the red light stay on?";

    private const string LastSteps =
        "You only have to plug it in at both ends, and then please leave the router alone for ten minutes, so that it can find its line again. When the light on the front is green, everything works as before.";

    // Words a minute of the agent.
    private static readonly int[] Paces = [162, 150, 142];

    // Every second line is the caller's.
    private static readonly Line[] Call =
    [
        new("Good morning, Brightwell Broadband, Emily Hartwell speaking."),
        new("Hello, this is Robert Miles. My internet has been dropping out since Monday, usually in the evening, and I work from home, so it is a real problem for me and for my family."),
        new("I'm sorry to hear that, that must make work very difficult. What do the lights on the router show when it happens?"),
        new("The top light goes red for about five minutes, and then it comes back on its own, until it happens again an hour later, and then it is the same all over again until I go to bed."),
        new("Thank you, that's very helpful. So the red light stays on for five minutes, and then it recovers by itself."),
        new("Yes, and sometimes the telephone goes off at the same time, and when I call my mother in the evening she can hardly hear what I say to her, which is a pity at her age."),
        new("A red light means that the line itself is losing its signal. How is the router connected to the wall?"),
        new("With the long white cable, it came with the old router, and the new one has been standing on the same shelf in the hall ever since my son put it there in the spring."),
        new("Then I can send you a new cable today, and it will be with you by noon tomorrow."),
        new("The cable is a good idea, that sounds easier than somebody who comes to the house, because I would have to take half a day off for that and my manager does not like it."),
        new("The cable goes out with the post this evening. Is there anything else I can do for you?"),
        new("No, that is everything I wanted to know."),
        new(LastSteps + " Thank you for your call, Mister Miles. Goodbye."),
    ];

    private static readonly Dictionary<(bool IsAgent, string Text, int Pace), float[]> Spoken = [];

    private readonly SpokenCalls calls = new();

    [Test]
    public void Analyze_TheCallAsItIs_FindsOnlyThatNobodySaysMhm() =>
        AssertThat(Call, card =>
            IsFound(card, Mistake.IndifferentManner, "backchannelShare")
            && !new[] { "acknowledgements", "responseGapMedianSeconds", "oneWordAnswerShare", "closingParts", "brushOffs" }.Any(measure => IsFound(card, Mistake.IndifferentManner, measure))
            && !new[] { "cutInsPerMinute", "urgingPhrases", "finishedSentences" }.Any(measure => IsFound(card, Mistake.Impatience, measure))
            && !new[] { "contradictions", "lecturingPhrases" }.Any(measure => IsFound(card, Mistake.KnowItAll, measure)));

    [Test]
    public void Analyze_SignsOfListening_AreNoCutIns() =>
        AssertThat(
            Answers(line => line with { Sign = "Right." }),
            card => !IsFound(card, Mistake.IndifferentManner, "backchannelShare") && !IsFound(card, Mistake.Impatience, "cutInsPerMinute"));

    [TestCase(-1.5, true)]
    [TestCase(-0.2, false)]
    public void Analyze_AnswersIntoTheCallersWords_AreCutInsWhereTheyAreDeep(double gap, bool isFound) =>
        AssertThat(Answers(line => line with { Gap = gap }), card => IsFound(card, Mistake.Impatience, "cutInsPerMinute") == isFound);

    [TestCase(2.2, true)]
    [TestCase(0.2, false)]
    public void Analyze_Answers_AreSlowFromASecondOn(double gap, bool isFound) =>
        AssertThat(Answers(line => line with { Gap = gap }), card => IsFound(card, Mistake.IndifferentManner, "responseGapMedianSeconds") == isFound);

    [Test]
    public void Analyze_MatterNotTakenUp_IsFound() =>
        AssertThat(
            With(FirstAnswer, "What do the lights on the router show?", SecondAnswer, PlainQuestion, ThirdAnswer, "How is the router connected to the wall?"),
            card => IsFound(card, Mistake.IndifferentManner, "acknowledgements"));

    [TestCase("There is nothing I can do about that.", true)]
    [TestCase("There is nothing I can do about the line, but I can send you a new cable today.", false)]
    public void Analyze_Refusal_IsABrushOffWithoutAnotherWay(string refusal, bool isFound) =>
        AssertThat(With(FourthAnswer, refusal), card => IsFound(card, Mistake.IndifferentManner, "brushOffs") == isFound);

    [Test]
    public void Analyze_OneWordAnswers_AreFound() =>
        AssertThat(With(SecondAnswer, "Sometimes.", ThirdAnswer, "Possible.", FourthAnswer, "Tomorrow."), card => IsFound(card, Mistake.IndifferentManner, "oneWordAnswerShare"));

    [Test]
    public void Analyze_NoClosing_IsFound() =>
        AssertThat(With(10, "The cable goes out with the post this evening.", 12, LastSteps + " Goodbye."), card => IsFound(card, Mistake.IndifferentManner, "closingParts"));

    [TestCase("Yes, yes, yes. Get to the point, please. What is the question?", true)]
    [TestCase("The most important point is on the second page, please. What is the question?", false)]
    public void Analyze_UrgingWords_AreFound(string line, bool isFound) =>
        AssertThat(With(SecondAnswer, line), card => IsFound(card, Mistake.Impatience, "urgingPhrases") == isFound);

    [TestCase(0.3, true)]
    [TestCase(5, false)]
    public void Analyze_YesBut_IsAContradictionRightAfterTheClaim(double gap, bool isFound)
    {
        var lines = With(SecondAnswer, PlainQuestion, ThirdAnswer, "Yes, but the telephone is another matter altogether.");
        lines[ThirdAnswer] = lines[ThirdAnswer] with { Gap = gap };

        AssertThat(lines, card => IsFound(card, Mistake.KnowItAll, "contradictions") == isFound);
    }

    [TestCase("You are not the only customer, and rules are rules.", true)]
    [TestCase("You are not the only customer, but I can send you a new cable today.", false)]
    public void Analyze_Reason_IsAJustificationWithoutHelp(string reason, bool isFound) =>
        AssertThat(With(SecondAnswer, PlainQuestion, FourthAnswer, reason), card => IsFound(card, Mistake.KnowItAll, "lecturingPhrases") == isFound);

    [TestCase("One moment please, I will check that in the system.", true)]
    [TestCase("The router has a label on the back.", false)]
    public void Analyze_SilenceAfterTheAgent_IsAHold(string before, bool isAnnounced)
    {
        var lines = With(FourthAnswer, before);
        Line[] call = [.. lines[..(FourthAnswer + 1)], new("") { Gap = 0 }, Call[FourthAnswer] with { Gap = 8 }, .. lines[(FourthAnswer + 1)..]];

        AssertThat(call, card => card.Reactions!.Holds is [var hold] && hold.IsAnnounced == isAnnounced && Math.Abs(hold.Duration.TotalSeconds - 8) < 0.7);
    }

    private static Line[] Answers(Func<Line, Line> change) =>
        [.. Call.Select((line, index) => index is FirstAnswer or SecondAnswer or ThirdAnswer or FourthAnswer or 10 ? change(line) : line)];

    private static Line[] With(params object[] places)
    {
        Line[] lines = [.. Call];
        for (var index = 0; index < places.Length; index += 2)
        {
            lines[(int)places[index]] = lines[(int)places[index]] with { Text = (string)places[index + 1] };
        }

        return lines;
    }

    private void AssertThat(IReadOnlyList<Line> lines, Func<Scorecard, bool> isRight) =>
        SpokenCalls.AssertAtOnePace(Paces, pace => Analyze(lines, pace), isRight, Told);

    private static string Told(Scorecard card) => string.Join(
        '\n',
        card.Transcript.Words.GroupBy(word => word.Channel).Select(side => string.Join(' ', side.Select(word => word.Text)))
            .Concat(card.Mistakes.SelectMany(mistake => mistake.Findings).Select(finding => $"{finding.Start} {finding.Quote}: {finding.Explanation.English}")));

    private static bool IsFound(Scorecard card, Mistake mistake, string measure)
    {
        var result = card.Mistakes.Single(result => result.Mistake == mistake);
        Assert.That(result.Status, Is.EqualTo(ScoreStatus.Scored), result.Reason?.English);
        return result.Findings.Any(finding => finding.Measure == measure);
    }

    private Scorecard Analyze(IReadOnlyList<Line> lines, int pace)
    {
        var sides = new List<float>[] { [], [] };
        var end = 0.0;
        for (var index = 0; index < lines.Count; index++)
        {
            var (line, side) = (lines[index], index % 2);
            var sound = Say(side == 0, line.Text, pace);
            Place(sides[side], Math.Max(0, end + line.Gap), sound);
            if (line.Sign is { } sign)
            {
                // Into the caller's words, well before their end.
                Place(sides[side], end - 5, Say(isAgent: true, sign, pace));
            }

            end += line.Gap + (sound.Length / (double)MadeSpeech.RateHz);
        }

        return calls.Analyze(MadeSpeech.Recording([.. sides[0]], [.. sides[1], .. MadeSpeech.Silence(0.5)]), Language.English);
    }

    private static float[] Say(bool isAgent, string text, int pace)
    {
        if (text.Length == 0)
        {
            return [];
        }

        lock (Spoken)
        {
            return Spoken.TryGetValue((isAgent, text, pace), out var sound)
                ? sound
                : Spoken[(isAgent, text, pace)] = isAgent ? MadeSpeech.Say(text, "en-gb-x-rp+f2", pace) : MadeSpeech.Say(text, "en-us+m3", CallersPace);
        }
    }

    private static void Place(List<float> side, double seconds, float[] sound)
    {
        var at = (int)(seconds * MadeSpeech.RateHz);
        if (side.Count < at)
        {
            side.AddRange(new float[at - side.Count]);
        }

        for (var index = 0; index < sound.Length; index++)
        {
            if (at + index < side.Count)
            {
                side[at + index] += sound[index];
            }
            else
            {
                side.Add(sound[index]);
            }
        }
    }

    /// <summary>What one side says.</summary>
    private sealed record Line(string Text)
    {
        /// <summary>Seconds after the line before; below 0 into it.</summary>
        public double Gap { get; init; } = 0.3;

        /// <summary>A word the agent says into the caller's line before.</summary>
        public string? Sign { get; init; }
    }

    public void Dispose() => calls.Dispose();
}
