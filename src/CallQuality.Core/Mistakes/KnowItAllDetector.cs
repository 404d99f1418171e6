using CallQuality.Core.Analysis;
using CallQuality.Core.Calls;
using CallQuality.Core.Dialogue;
using CallQuality.Core.Phrases;
using CallQuality.Core.Scoring;
using CallQuality.Core.Transcription;
using CallQuality.Core.Utterances;
using CallQuality.Core.Wording;

namespace CallQuality.Core.Mistakes;

/// <summary>
/// Judges contradiction, lecturing and justification in the agent's words, and long monologues where the agent also has
/// most of the talk. Counterweights (own fault admitted, thanks for a hint, paraphrase) take from the count.
/// </summary>
internal sealed class KnowItAllDetector(PhraseBooks books) : IMistakeDetector
{
    private const double CounterweightShare = 0.5;
    private const double AwayFromAClaim = 0.7;
    private const int FewestWordsOfAClaim = 3;

    /// <inheritdoc/>
    public Mistake Mistake => Mistake.KnowItAll;

    /// <inheritdoc/>
    public MistakeResult Judge(CallEvidence evidence, Rubric rubric)
    {
        var verdict = new Verdict(Mistake, RestsOn.Words, evidence, rubric);
        var phrases = new HeardPhrases(evidence, books);
        var turns = evidence.Dialogue.Turns.Where(turn => turn.Side == Side.Agent).ToList();
        var contradictions = Contradictions(turns, phrases, evidence, verdict);
        var lecturing = turns.SelectMany(turn => phrases.Find(turn, Lectures(turn, phrases))).ToList();
        var counterweights = turns.Sum(turn => phrases.Find(turn, PhraseCategory.OwnFault, PhraseCategory.ThanksForHint, PhraseCategory.Paraphrase).Count);
        var relief = counterweights * CounterweightShare;
        var against = contradictions.Sum(found => found.Weight);
        var lectured = lecturing.Sum(match => match.Strength);

        // One counterweight relieves once: what is left after the contradictions goes to the lecturing.
        var (contradicted, lectures) = (Math.Max(0, against - relief), Math.Max(0, lectured - Math.Max(0, relief - against)));
        verdict.Read("contradictions", contradicted);
        verdict.Read("lecturingPhrases", lectures);
        verdict.Read("counterweights", counterweights);
        contradictions.ForEach(found => verdict.Find(found with { Value = contradicted }));
        foreach (var match in lecturing)
        {
            var key = match.Reading is not null ? "rebuke" : match.Entry.Category == PhraseCategory.Lecturing ? "lecturing" : "justification";
            verdict.Find(PhraseFinding.Of(
                match, "lecturingPhrases", lectures, verdict.Rule("lecturingPhrases").Norm,
                Texts.Both("knowItAll." + key, match.Quote), Texts.Both("knowItAll.advice." + key)));
        }

        FindMonologues(evidence, verdict, turns);
        return verdict.Conclude();
    }

    // A reason given beside help is information; in the place of help it is a justification.
    private static PhraseCategory[] Lectures(Turn turn, HeardPhrases phrases) => phrases.Find(turn, OffersOfHelp.Any).Count > 0
        ? [PhraseCategory.Lecturing]
        : [PhraseCategory.Lecturing, PhraseCategory.Justification];

    // Their value is what they come to together, so it is set when that is known.
    private static List<Finding> Contradictions(List<Turn> turns, HeardPhrases phrases, CallEvidence evidence, Verdict verdict)
    {
        var seconds = verdict.Setting("turnaroundSeconds");
        return [.. turns.SelectMany(turn => phrases.Find(turn, PhraseCategory.Contradiction, PhraseCategory.YesBut))
            .Select(match => (Match: match, Claim: ClaimBefore(match, evidence, seconds)))
            .Where(pair => pair.Match.Entry.Category == PhraseCategory.Contradiction || pair.Claim is not null)
            .Select(pair => OfContradiction(pair.Match, pair.Claim, verdict))];
    }

    private static Finding OfContradiction(PhraseMatch match, Turn? claim, Verdict verdict)
    {
        var explanation = claim is null
            ? Texts.Both("knowItAll.contradiction", match.Quote)
            : Texts.Both("knowItAll.turnaround", Math.Max(0, (match.Start - claim.End).TotalSeconds), match.Quote);
        var finding = PhraseFinding.Of(
            match, "contradictions", value: 0, verdict.Rule("contradictions").Norm, explanation, Texts.Both("knowItAll.advice.contradiction"));
        return claim is null ? finding with { Weight = finding.Weight * AwayFromAClaim } : finding;
    }

    // What the caller had just claimed: a statement of more than a word or two that this turn answers.
    private static Turn? ClaimBefore(PhraseMatch match, CallEvidence evidence, double seconds) =>
        evidence.Dialogue.Turns.LastOrDefault(other =>
            other.Side == Side.Customer && other.Words.Count >= FewestWordsOfAClaim && !other.Text.EndsWith('?')
            && other.Start < match.Start && (match.Start - other.End).TotalSeconds <= seconds);

    // Long turns and much talk count together only: explaining takes time, and a caller may want it.
    private static void FindMonologues(CallEvidence evidence, Verdict verdict, List<Turn> turns)
    {
        var longest = evidence.Agent.LongestMonologueSeconds;
        var both = verdict.IsBeyondNorm("longestMonologueSeconds", longest) && verdict.IsBeyondNorm("talkRatio", evidence.Agent.TalkRatio);
        verdict.Read("longestMonologueSeconds", both ? longest : null);
        verdict.Read("talkRatio", both ? evidence.Agent.TalkRatio : null);
        if (!both)
        {
            return;
        }

        foreach (var turn in turns.Where(turn => verdict.IsBeyondNorm("longestMonologueSeconds", turn.Duration.TotalSeconds)))
        {
            verdict.Find(new Finding
            {
                Start = turn.Start,
                End = turn.End,
                Quote = Quotation.Of(turn.Words.Take(12)).TrimEnd('…', ' ') + " …",
                Measure = "longestMonologueSeconds",
                Value = turn.Duration.TotalSeconds,
                Norm = verdict.Rule("longestMonologueSeconds").Norm,
                Explanation = Texts.Both("knowItAll.monologue", turn.Duration.TotalSeconds, evidence.Agent.TalkRatio),
                Advice = Texts.Both("knowItAll.advice.monologue"),
                Weight = 0.5,
            });
        }
    }
}
