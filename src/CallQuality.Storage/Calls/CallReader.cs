using CallQuality.Core.Mistakes;
using CallQuality.Storage.Analyses;
using CallQuality.Storage.Scorecards;
using CallQuality.Storage.Search;
using Microsoft.EntityFrameworkCore;

namespace CallQuality.Storage.Calls;

/// <summary>Which calls a list shows.</summary>
/// <param name="AgentId">One agent's; <see langword="null"/> for all in reach.</param>
/// <param name="From">Not before, UTC; <see langword="null"/> for any.</param>
/// <param name="Until">Before, UTC; <see langword="null"/> for any.</param>
/// <param name="Mistake">Those in which this mistake scored below <paramref name="Below"/>; <see langword="null"/> for any.</param>
/// <param name="Below">See <paramref name="Mistake"/>.</param>
/// <param name="Words">Those in which this was said; <see langword="null"/> for any.</param>
public sealed record CallFilter(long? AgentId, DateTime? From, DateTime? Until, Mistake? Mistake, int Below, SearchQuery? Words);

/// <summary>A call in a list.</summary>
/// <param name="Card">Its current scorecard.</param>
/// <param name="CallId">Public id of the call.</param>
/// <param name="FileName">Name of the recording.</param>
/// <param name="Agent">Name of the agent; <see langword="null"/> where unknown.</param>
/// <param name="Customer">Name or number of the customer; <see langword="null"/> where unknown.</param>
/// <param name="OffsetMinutes">Offset from UTC the call's start was given with.</param>
/// <param name="IsRead">Whether the agent said that the scorecard was read.</param>
public sealed record ListedCall(StoredScorecard Card, string CallId, string FileName, string? Agent, string? Customer, int OffsetMinutes, bool IsRead);

/// <summary>A call with everything its page needs.</summary>
/// <param name="Call">The call.</param>
/// <param name="Card">Its current scorecard with findings; <see langword="null"/> where there is none.</param>
/// <param name="Document">Bytes of its <c>scorecard.json</c>; empty where there is none.</param>
/// <param name="ReadAt">When the agent said that the scorecard was read, UTC; <see langword="null"/> before.</param>
public sealed record WholeCall(StoredCall Call, StoredScorecard? Card, byte[] Document, DateTime? ReadAt);

/// <summary>Where the latest analysis of a call stands.</summary>
/// <param name="CallId">Public id of the call.</param>
/// <param name="FileName">Name of the recording.</param>
/// <param name="Analysis">Its latest analysis.</param>
/// <param name="OverallScore">Overall score; <see langword="null"/> where there is none.</param>
/// <param name="IsHeldBack">Whether there is a scorecard that this reader may not see yet.</param>
public sealed record CallStanding(string CallId, string FileName, Analysis Analysis, int? OverallScore, bool IsHeldBack);

/// <summary>Reads calls for somebody who may see some of them and not others.</summary>
/// <remarks>Thread-safe. What is out of reach is not told from what is not there.</remarks>
public sealed class CallReader(CallDatabase database, Redaction redaction)
{
    /// <summary>Digits of a call's public id.</summary>
    public const int IdDigits = 16;

    /// <summary>One page of calls, newest first, and how many there are in all.</summary>
    public (IReadOnlyList<ListedCall> Calls, int Total) List(CallScope scope, CallFilter filter, int skip, int take) => database.Read(context =>
    {
        var cards = Filtered(context, scope, filter);
        var page = cards.OrderByDescending(card => card.CallAt).ThenByDescending(card => card.AnalysisId).Skip(skip).Take(take);
        var rows = (from card in page
                    join call in context.Calls on card.CallId equals call.Id
                    select new { card, call.Sha256, call.FileName, Agent = call.Agent!.Name, call.Customer, call.StartedAtOffsetMinutes, IsRead = context.Acknowledgements.Any(read => read.AnalysisId == card.AnalysisId) }).ToList();
        var shown = redaction.Cards(scope);
        return ((IReadOnlyList<ListedCall>)[.. rows.OrderByDescending(row => row.card.CallAt).ThenByDescending(row => row.card.AnalysisId)
            .Select(row => new ListedCall(
                shown(row.card),
                row.Sha256[..IdDigits],
                scope.FileNameOf(row.Sha256[..IdDigits], row.FileName),
                scope.NameOf(row.card.AgentId, row.Agent),
                row.Customer,
                row.StartedAtOffsetMinutes,
                row.IsRead))], cards.Count());
    });

    /// <summary>A call; <see langword="null"/> where there is none in reach.</summary>
    /// <param name="scope">Who asks.</param>
    /// <param name="callId">Public id.</param>
    public WholeCall? Find(CallScope scope, string callId) => database.Read(context =>
    {
        if (OfId(scope.Calls(context), callId).AsNoTracking().Include(call => call.Agent).FirstOrDefault() is not { } call)
        {
            return null;
        }

        var card = context.Scorecards.AsNoTracking().Include(row => row.Findings).FirstOrDefault(row => row.CallId == call.Id && row.IsCurrent);
        var packed = card is null ? null : context.Documents.Where(row => row.AnalysisId == card.AnalysisId).Select(row => row.Packed).Single();
        call.FileName = scope.FileNameOf(callId, call.FileName);
        if (call.Agent is { } agent)
        {
            agent.Name = scope.NameOf(agent.Id, agent.Name)!;
        }

        return card is null || packed is null
            ? new WholeCall(call, null, [], null)
            : new WholeCall(call, redaction.Cards(scope)(card), Packing.Unpack(packed, document => redaction.Document(scope, card.AgentId, document).ToArray()), context.Acknowledgements.Where(read => read.AnalysisId == card.AnalysisId).Select(read => (DateTime?)read.At).FirstOrDefault());
    });

    /// <summary>The current scorecards of calls, and the version of the rubric that each was made with.</summary>
    /// <param name="callIds">Public ids; calls without a scorecard are left out.</param>
    public IReadOnlyList<(string CallId, string Rubric, StoredScorecard Card)> Scored(IReadOnlySet<string> callIds) => database.Read(context =>
        (from card in context.Scorecards.AsNoTracking().Where(card => card.IsCurrent)
         join call in context.Calls on card.CallId equals call.Id
         join analysis in context.Analyses on card.AnalysisId equals analysis.Id
         join versions in context.Versions on analysis.VersionsId equals versions.Id
         where callIds.Contains(call.Sha256.Substring(0, IdDigits))
         select new { call.Sha256, versions.Rubric, card }).AsEnumerable()
        .Select(row => (row.Sha256[..IdDigits], row.Rubric, row.card)).ToList());

    /// <summary>The documents of calls of a list, by key of their scorecard.</summary>
    /// <param name="scope">Who asks.</param>
    /// <param name="calls">Calls of <see cref="List"/> for the same scope.</param>
    public IReadOnlyDictionary<long, byte[]> Documents(CallScope scope, IReadOnlyList<ListedCall> calls) => database.Read(context =>
    {
        var ids = calls.Select(call => call.Card.AnalysisId).ToList();
        return context.Documents.Where(row => ids.Contains(row.AnalysisId) && scope.Scorecards(context).Any(card => card.AnalysisId == row.AnalysisId))
            .ToDictionary(row => row.AnalysisId, row => Packing.Unpack(row.Packed));
    });

    /// <summary>Where calls stand.</summary>
    /// <param name="scope">Who asks.</param>
    /// <param name="callIds">Public ids; those out of reach are left out.</param>
    public IReadOnlyList<CallStanding> Standing(CallScope scope, IReadOnlyList<string> callIds) => database.Read(context =>
        callIds.SelectMany(id => Standings(context, scope, OfId(scope.CallsOfAgents(context), id), 1)).ToList());

    /// <summary>The latest calls that wait, are worked on, or ended without a scorecard.</summary>
    public IReadOnlyList<CallStanding> Unfinished(CallScope scope, int take) => database.Read(context =>
        Standings(context, scope, scope.Calls(context).Where(call => !context.Scorecards.Any(card => card.CallId == call.Id && card.IsCurrent)), take).ToList());

    /// <summary>Calls whose latest analysis stands so, the one that ended or was queued last first.</summary>
    /// <param name="scope">Who asks.</param>
    /// <param name="states">Where it stands; none in which there is a scorecard.</param>
    /// <param name="take">At most so many.</param>
    public IReadOnlyList<CallStanding> In(CallScope scope, IReadOnlyList<AnalysisState> states, int take) => database.Read(context =>
        (from analysis in context.Analyses.AsNoTracking()
         where states.Contains(analysis.State) && !context.Analyses.Any(later => later.CallId == analysis.CallId && later.Id > analysis.Id)
         join call in scope.Calls(context) on analysis.CallId equals call.Id
         orderby analysis.EndedAt descending, analysis.Id descending
         select new { call.Sha256, call.FileName, analysis }).Take(take).AsEnumerable()
        .Select(row => StandingOf(scope, row.Sha256, row.FileName, row.analysis, card: null)).ToList());

    /// <summary>The step of an analysis that is under way.</summary>
    public StageName StageUnderWay(long analysisId) =>
        database.Read(context => context.Stages.Any(row => row.AnalysisId == analysisId && row.Name == StageName.Listen)) ? StageName.Judge : StageName.Listen;

    /// <summary>Whether there is a recording of this SHA-256, in whoever's reach.</summary>
    public bool Contains(string sha256) => database.Read(context => context.Calls.Any(call => call.Sha256 == sha256));

    /// <summary>The agents in reach, by name, with their teams.</summary>
    public IReadOnlyList<Agent> Agents(CallScope scope) => database.Read(context =>
    {
        var agents = scope.Agents(context).AsNoTracking().Include(agent => agent.Team).OrderBy(agent => agent.Name).ToList();
        agents.ForEach(agent => agent.Name = scope.NameOf(agent.Id, agent.Name)!);
        // By name they would tell who is who.
        return scope.HidesNames ? [.. agents.OrderBy(agent => agent.Id)] : agents;
    });

    /// <summary>The name behind what a reader calls an agent: that of the pseudonym where names are hidden, else what was said.</summary>
    public string NameBehind(CallScope scope, string shown) => !scope.HidesNames ? shown : database.Read(context =>
        context.Agents.AsNoTracking().AsEnumerable().FirstOrDefault(agent => CallScope.PseudonymOf(agent.Id) == shown)?.Name ?? shown);

    /// <summary>How many calls of each agent have a scorecard, and when the last was, by key of the agent.</summary>
    public IReadOnlyDictionary<long, (int Count, DateTime Last)> CallCounts(CallScope scope) => database.Read(context =>
        scope.Scorecards(context).Where(card => card.AgentId != null).GroupBy(card => card.AgentId!.Value)
            .Select(group => new { group.Key, Count = group.Count(), Last = group.Max(card => card.CallAt) })
            .ToDictionary(row => row.Key, row => (row.Count, row.Last)));

    private IEnumerable<CallStanding> Standings(CallsContext context, CallScope scope, IQueryable<StoredCall> calls, int take)
    {
        var shown = redaction.Cards(scope);
        return (from call in calls
         from analysis in context.Analyses.AsNoTracking().Where(row => row.CallId == call.Id).OrderByDescending(row => row.Id).Take(1)
         from card in scope.Scorecards(context).AsNoTracking().Where(row => row.CallId == call.Id).DefaultIfEmpty()
         orderby analysis.Id descending
         select new { call.Sha256, call.FileName, analysis, card }).Take(take).AsEnumerable()
        .Select(row => StandingOf(scope, row.Sha256, row.FileName, row.analysis, row.card is null ? null : shown(row.card)));
    }

    private static CallStanding StandingOf(CallScope scope, string sha256, string fileName, Analysis analysis, StoredScorecard? card)
    {
        var id = sha256[..IdDigits];
        var name = scope.FileNameOf(id, fileName);
        analysis.ReasonGerman = analysis.ReasonGerman?.Replace(fileName, name, StringComparison.Ordinal);
        analysis.ReasonEnglish = analysis.ReasonEnglish?.Replace(fileName, name, StringComparison.Ordinal);
        return new CallStanding(id, name, analysis, card?.OverallScore, card is null && analysis.State == AnalysisState.Done);
    }

    // A range instead of LIKE, which would not use the index.
    internal static IQueryable<StoredCall> OfId(IQueryable<StoredCall> calls, string callId)
    {
        if (callId.Length != IdDigits || !callId.All(char.IsAsciiHexDigitLower))
        {
            return calls.Where(call => false);
        }

        var end = callId + "g";
#pragma warning disable CA1309 // This becomes SQL; an ordinal comparison cannot be translated, and hexadecimal digits need none.
        return calls.Where(call => string.Compare(call.Sha256, callId) >= 0 && string.Compare(call.Sha256, end) < 0);
#pragma warning restore CA1309
    }

    private IQueryable<StoredScorecard> Filtered(CallsContext context, CallScope scope, CallFilter filter)
    {
        var cards = scope.Scorecards(context).AsNoTracking();
        if (filter.AgentId is { } agent)
        {
            cards = cards.Where(card => card.AgentId == agent);
        }

        if (filter.From is { } from)
        {
            cards = cards.Where(card => card.CallAt >= from);
        }

        if (filter.Until is { } until)
        {
            cards = cards.Where(card => card.CallAt < until);
        }

        if (filter.Mistake is { } mistake)
        {
            var (name, below) = (mistake.ToString(), filter.Below);
            // Which calls a list has would tell the score that it does not show.
            cards = Redaction.Shows(scope, name) ? cards.Where(card => EF.Property<int?>(card, name) < below) : cards.Where(card => false);
        }

        if (filter.Words is { } words)
        {
            var met = WordIndex.Matching(database, context, words);
            cards = cards.Where(card => met.Contains(card.AnalysisId));
        }

        return cards;
    }
}
