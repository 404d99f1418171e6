using CallQuality.Audio;
using CallQuality.Core.Analysis;
using CallQuality.Core.Calls;
using CallQuality.Core.Dialogue;
using CallQuality.Core.Phrases;
using CallQuality.Core.Scoring;
using CallQuality.Core.Utterances;
using CallQuality.Core.Wording;

namespace CallQuality.Core.Mistakes;

/// <summary>What speaks for handling that takes no part: each method reads one measure and gives a finding where it lies beyond its norm.</summary>
internal sealed class HandlingWitnesses
{
    private const int FewestGaps = 3;

    // A matter is acknowledged in the next answers or not at all; "thank you" ten minutes later is about something else.
    private static readonly TimeSpan AcknowledgedWithin = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan AlternativeWithin = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LeastClosing = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan AfterTheAnswer = TimeSpan.FromSeconds(1);

    private readonly CallEvidence evidence;
    private readonly HeardPhrases phrases;
    private readonly Verdict verdict;
    private readonly List<Turn> agent;
    private readonly List<Turn> caller;
    private readonly double callerSeconds;
    private readonly Turn? matter;

    public HandlingWitnesses(CallEvidence evidence, HeardPhrases phrases, Verdict verdict)
    {
        this.evidence = evidence;
        this.phrases = phrases;
        this.verdict = verdict;
        agent = [.. evidence.Dialogue.Turns.Where(turn => turn.Side == Side.Agent)];
        caller = [.. evidence.Dialogue.Turns.Where(turn => turn.Side == Side.Customer)];
        callerSeconds = evidence.Dialogue.CustomerSpeech.Sum(segment => segment.Duration.TotalSeconds);
        matter = StatedMatter.Of(evidence.Dialogue);
    }

    // What is missing from a text that was hardly recognised may well have been said.
    private bool CanTellAbsence => evidence.Agent.WordCertainty >= verdict.Setting("minCertaintyForAbsence");

    /// <summary>Acknowledgements after the caller has stated the matter.</summary>
    public IEnumerable<Finding> Acknowledgement()
    {
        if (matter is null || !CanTellAbsence)
        {
            return [];
        }

        var answers = agent.Concat(evidence.Dialogue.Backchannels.Select(sign => sign.Turn).Where(turn => turn.Side == Side.Agent))
            .Where(turn => turn.End >= matter.Start && turn.Start <= matter.End + AcknowledgedWithin);
        var count = answers.Sum(turn => phrases.Find(
            turn, PhraseCategory.Acknowledgement, PhraseCategory.Apology, PhraseCategory.Paraphrase, PhraseCategory.ThanksForHint, PhraseCategory.OwnFault).Count);
        return Beyond("acknowledgements", count, matter, matter.Text, Texts.Both("handling.noAcknowledgement"));
    }

    /// <summary>Questions back, where the caller spoke long enough for one to be due.</summary>
    public IEnumerable<Finding> Questions()
    {
        if (matter is null || !CanTellAbsence || callerSeconds < verdict.Setting("minProblemSeconds"))
        {
            return [];
        }

        var count = agent.Count(turn => turn.Start >= matter.Start && (AsksBack(turn) || phrases.Find(turn, PhraseCategory.OpenQuestion).Count > 0));
        return Beyond("questionsBack", count, matter, matter.Text, Texts.Both("handling.noQuestion", callerSeconds));
    }

    /// <summary>The median time until the agent answers.</summary>
    public IEnumerable<Finding> Gaps()
    {
        var gaps = evidence.Dialogue.ResponseGaps.Where(gap => gap.By == Side.Agent).ToList();
        if (gaps.Count < FewestGaps || evidence.Agent.ResponseGapMedianSeconds is not { } median)
        {
            return [];
        }

        var longest = gaps.MaxBy(gap => gap.Gap)!;
        var span = new Turn { Side = Side.Agent, Start = longest.Start, End = longest.Answer.Start + AfterTheAnswer, Words = [] };
        return Beyond("responseGapMedianSeconds", median, span, longest.Answer.Text, Texts.Both("handling.gap", median, longest.Gap.TotalSeconds));
    }

    /// <summary>Signs of listening as a share of the agent's contributions.</summary>
    public IEnumerable<Finding> Backchannels()
    {
        var signs = evidence.Dialogue.Backchannels.Count(sign => sign.Turn.Side == Side.Agent);
        if (callerSeconds < verdict.Setting("minListeningSeconds") || caller.MaxBy(turn => turn.Duration) is not { } longest)
        {
            return [];
        }

        var share = signs / (double)Math.Max(1, signs + agent.Count);
        return Beyond("backchannelShare", share, longest, longest.Text, Texts.Both("handling.noBackchannels", callerSeconds));
    }

    /// <summary>One-word answers to accounts and requests; answers to yes-or-no questions are none.</summary>
    public IEnumerable<Finding> OneWordAnswers()
    {
        var requests = evidence.Dialogue.ResponseGaps.Where(gap => gap.By == Side.Agent)
            .Select(gap => (gap.Answer, Before: caller.LastOrDefault(turn => turn.Start < gap.Answer.Start)))
            .Where(pair => pair.Before?.Words.Count >= StatedMatter.FewestWords && !pair.Before.Text.EndsWith('?'))
            .ToList();
        var single = requests.Where(pair => pair.Answer.Words.Count == 1).ToList();
        if (requests.Count < FewestGaps)
        {
            return [];
        }

        var span = single.Count > 0 ? single[0].Before! with { End = single[0].Answer.End } : requests[0].Answer;
        var quote = single.Count > 0 ? single[0].Answer.Text : null;
        var share = single.Count / (double)requests.Count;
        return Beyond("oneWordAnswerShare", share, span, quote, Texts.Both("handling.oneWord", single.Count, requests.Count));
    }

    /// <summary>A closing offer, thanks or a wish in the last quarter of the call.</summary>
    public IEnumerable<Finding> Closing()
    {
        if (agent.Count == 0 || !CanTellAbsence)
        {
            return [];
        }

        var parts = agent.Where(IsInClosing)
            .Sum(turn => phrases.Find(turn, PhraseCategory.ClosingOffer, PhraseCategory.Thanks).Count);
        return Beyond("closingParts", parts, agent[^1], agent[^1].Text, Texts.Both("handling.noClosing"));
    }

    /// <summary>Refusals that no other way follows.</summary>
    public IEnumerable<Finding> BrushOffs()
    {
        var found = agent.SelectMany(turn => phrases.Find(turn, PhraseCategory.BrushOff).Where(match => !OffersAnotherWay(match))).ToList();
        var refused = found.Sum(match => match.Strength);
        verdict.Read("brushOffs", refused);
        var norm = verdict.Rule("brushOffs").Norm;
        return found.Select(match => PhraseFinding.Of(
            match, "brushOffs", refused, norm, Texts.Both("handling.brushOff", match.Quote), Texts.Both("handling.advice.brushOffs")));
    }

    // "Anything else I can do for you?" at the end asks nothing about the matter.
    private bool AsksBack(Turn turn)
    {
        var offers = IsInClosing(turn) ? phrases.Find(turn, PhraseCategory.ClosingOffer).Select(match => SpokenSentence.Of(turn, match)).ToList() : [];
        return turn.Words.Index().Any(word => word.Item.Text.EndsWith('?') && !offers.Any(offer => offer.First <= word.Index && word.Index <= offer.Last));
    }

    private bool IsInClosing(Turn turn)
    {
        var closing = evidence.Duration / 4 > LeastClosing ? evidence.Duration / 4 : LeastClosing;
        return turn.End >= evidence.Duration - closing;
    }

    private bool OffersAnotherWay(PhraseMatch match) => agent
        .Where(turn => turn.End >= match.Start && turn.Start <= match.End + AlternativeWithin)
        .SelectMany(turn => phrases.Find(turn, OffersOfHelp.AnotherWay))
        .Any(other => other.Start >= match.End || (other.End <= match.Start && other.Turn == match.Turn));

    private IEnumerable<Finding> Beyond(string measure, double value, Turn span, string? quote, Bilingual explanation)
    {
        verdict.Read(measure, value);
        if (!verdict.IsBeyondNorm(measure, value))
        {
            return [];
        }

        return
        [
            new Finding
            {
                Start = span.Start,
                End = span.End,
                Quote = string.IsNullOrEmpty(quote) ? null : quote,
                Measure = measure,
                Value = value,
                Norm = verdict.Rule(measure).Norm,
                Explanation = explanation,
                Advice = Texts.Both("handling.advice." + measure),
                Weight = verdict.Rule(measure).Weight,
            },
        ];
    }
}
