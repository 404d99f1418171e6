using CallQuality.Core.Mistakes;
using CallQuality.Storage.Audit;
using CallQuality.Storage.Calls;
using CallQuality.Storage.Scorecards;
using Microsoft.EntityFrameworkCore;

namespace CallQuality.Storage.Reviews;

/// <summary>Samples of calls, what people say of them, and what a team agrees on.</summary>
/// <remarks>
/// Thread-safe. What is out of the asker's reach is not told from what is not there; a call that has gone out of reach since it was drawn
/// is left out. Who is blind gets neither the machine's result nor another's review from here.
/// </remarks>
public sealed class ReviewLedger(CallDatabase database)
{
    /// <summary>Draws a sample.</summary>
    /// <param name="scope">Who asks: only calls in reach are drawn.</param>
    /// <param name="userId">Who asks.</param>
    /// <param name="wish">What is asked for, without calls.</param>
    /// <param name="below">A mistake counts as found below this score, 0 to 100.</param>
    /// <returns>Key of the sample; <see langword="null"/> where no call fits, or the mistake is kept back from the asker.</returns>
    public long? Draw(CallScope scope, long userId, ReviewSample wish, int below)
    {
        ArgumentNullException.ThrowIfNull(wish);
        return database.Run<long?>(context =>
        {
            var cards = scope.Scorecards(context).Where(card => card.CallAt >= wish.CallsFrom && card.CallAt < wish.CallsUntil);
            if (wish.Mistake is { } mistake)
            {
                var name = mistake.ToString();
                cards = Redaction.Shows(scope, name) ? cards.Where(card => EF.Property<int?>(card, name) < below) : cards.Where(card => false);
            }

            var all = cards.Join(context.Calls, card => card.CallId, call => call.Id, (card, call) => new DrawableCall(card.AnalysisId, card.AgentId, call.Sha256)).ToList();
            var drawn = SampleDraw.Of(all, wish.Kind, wish.Wanted, wish.Seed);
            if (drawn.Count == 0)
            {
                return null;
            }

            wish.DrawnAt = database.Now(context);
            wish.UserId = userId;
            wish.Calls.Clear();
            wish.Calls.AddRange(drawn.Select(analysisId => new SampledCall { AnalysisId = analysisId }));
            context.Samples.Add(wish);
            context.SaveChanges();
            AuditLog.Add(database, context, $"user {userId}", "sample.draw", $"sample {wish.Id}", $"{drawn.Count}");
            context.SaveChanges();
            return wish.Id;
        });
    }

    /// <summary>The samples, newest first, with how far they are.</summary>
    /// <param name="scope">Who asks.</param>
    /// <param name="userId">Who asks.</param>
    public IReadOnlyList<ListedSample> List(CallScope scope, long userId) => database.Read(context =>
    {
        var samples = context.Samples.AsNoTracking().Include(sample => sample.Calls).ThenInclude(call => call.Reviews).Include(sample => sample.Calls).ThenInclude(call => call.Agreed)
            .OrderByDescending(sample => sample.Id).AsSplitQuery().ToList();
        var reach = InReach(context, scope, [.. samples.SelectMany(sample => sample.Calls)]).ToLookup(call => call.SampleId);
        return samples.ConvertAll(sample => new ListedSample(
            sample,
            reach[sample.Id].Count(),
            reach[sample.Id].Count(call => SampleRules.IsDone(sample.Mode, call)),
            reach[sample.Id].Count(call => SampleRules.IsOpenTo(sample.Mode, call, userId))));
    });

    /// <summary>A sample with its calls, each as far as the asker may see it.</summary>
    /// <param name="scope">Who asks.</param>
    /// <param name="userId">Who asks.</param>
    /// <param name="sampleId">The sample.</param>
    /// <returns>The sample; <see langword="null"/> where there is none.</returns>
    public WholeSample? Find(CallScope scope, long userId, long sampleId) => database.Read(context =>
    {
        if (context.Samples.AsNoTracking().FirstOrDefault(row => row.Id == sampleId) is not { } sample)
        {
            return null;
        }

        var rows = Calls(context, sampleId);
        return new WholeSample(sample, Shown(context, scope, userId, sample, rows));
    });

    /// <summary>A call of a sample as far as the asker may see it; <see langword="null"/> where there is none in reach.</summary>
    public (ReviewSample Sample, ReviewedCall Call)? FindCall(CallScope scope, long userId, long sampledCallId) => database.Run<(ReviewSample, ReviewedCall)?>(context =>
    {
        var row = Calls(context).FirstOrDefault(call => call.Id == sampledCallId);
        return row is null || Shown(context, scope, userId, row.Sample!, [row]) is not [var shown] ? null : (row.Sample!, shown);
    });

    /// <summary>A person's review of a call.</summary>
    /// <param name="scope">Who reviews.</param>
    /// <param name="userId">Who reviews.</param>
    /// <param name="sampledCallId">The call.</param>
    /// <param name="scores">At least one score; those of mistakes that are kept back are not taken.</param>
    /// <param name="text">Remark on the whole call; may be empty.</param>
    /// <returns>Whether it was taken: the call is in reach, still waits for this reviewer, and something was scored.</returns>
    public bool Review(CallScope scope, long userId, long sampledCallId, IReadOnlyList<ReviewScore> scores, string text) => database.Run(context =>
    {
        var call = context.SampledCalls.Include(row => row.Sample).Include(row => row.Reviews).Include(row => row.Agreed).FirstOrDefault(row => row.Id == sampledCallId);
        var taken = scores.Where(score => Redaction.Shows(scope, score.Mistake.ToString())).ToList();
        if (call is null || taken.Count == 0 || !SampleRules.IsOpenTo(call.Sample!.Mode, call, userId) || InReach(context, scope, [call]).Count == 0)
        {
            return false;
        }

        var review = new Review { UserId = userId, At = database.Now(context), Text = text };
        review.Scores.AddRange(taken);
        call.Reviews.Add(review);
        AuditLog.Add(database, context, $"user {userId}", "review.give", $"sampled call {sampledCallId}");
        context.SaveChanges();
        return true;
    });

    /// <summary>Writes down what a team agreed on about one mistake of a call of a session; a later word replaces it.</summary>
    /// <returns>Whether it was taken: the call is in reach, and whoever writes has seen the others' reviews.</returns>
    public bool Agree(CallScope scope, long userId, long sampledCallId, Mistake mistake, int score, string text) => database.Run(context =>
    {
        var call = context.SampledCalls.Include(row => row.Sample).Include(row => row.Reviews).Include(row => row.Agreed).FirstOrDefault(row => row.Id == sampledCallId);
        if (call is null || call.Sample!.Mode != ReviewMode.Session || !SampleRules.IsRevealedTo(ReviewMode.Session, call, userId)
            || !Redaction.Shows(scope, mistake.ToString()) || InReach(context, scope, [call]).Count == 0)
        {
            return false;
        }

        call.Agreed.RemoveAll(row => row.Mistake == mistake);
        // The old row goes first: the two have one key.
        context.SaveChanges();
        call.Agreed.Add(new AgreedScore { Mistake = mistake, Score = score, Text = text, UserId = userId, At = database.Now(context) });
        AuditLog.Add(database, context, $"user {userId}", "review.agree", $"sampled call {sampledCallId}", $"{score}");
        context.SaveChanges();
        return true;
    });

    /// <summary>Names of reviewers by key.</summary>
    public IReadOnlyDictionary<long, string> Reviewers(IReadOnlyList<long> userIds) => database.Read(context =>
        context.Users.Where(user => userIds.Contains(user.Id)).ToDictionary(user => user.Id, user => user.UserName!));

    private static List<SampledCall> Calls(CallsContext context, long sampleId) => [.. Calls(context).Where(call => call.SampleId == sampleId).OrderBy(call => call.Id)];

    private static IQueryable<SampledCall> Calls(CallsContext context) => context.SampledCalls.AsNoTracking().AsSplitQuery()
        .Include(call => call.Sample).Include(call => call.Reviews).ThenInclude(review => review.Scores).Include(call => call.Agreed);

    private static List<SampledCall> InReach(CallsContext context, CallScope scope, IReadOnlyList<SampledCall> calls)
    {
        var ids = calls.Select(call => call.AnalysisId).ToList();
        var reach = scope.AllScorecards(context).Where(card => ids.Contains(card.AnalysisId)).Select(card => card.AnalysisId).ToHashSet();
        return [.. calls.Where(call => reach.Contains(call.AnalysisId))];
    }

    private static List<ReviewedCall> Shown(CallsContext context, CallScope scope, long userId, ReviewSample sample, IReadOnlyList<SampledCall> rows)
    {
        var reach = InReach(context, scope, rows);
        var ids = reach.Select(row => row.AnalysisId).ToList();
        var found = (from card in context.Scorecards.AsNoTracking().Where(card => ids.Contains(card.AnalysisId))
                     join call in context.Calls.AsNoTracking().Include(call => call.Agent) on card.CallId equals call.Id
                     select new { card, call }).ToDictionary(pair => pair.card.AnalysisId);
        return [.. reach.Select(row => Shown(scope, userId, sample, row, found[row.AnalysisId].card, found[row.AnalysisId].call))];
    }

    private static ReviewedCall Shown(CallScope scope, long userId, ReviewSample sample, SampledCall row, StoredScorecard card, StoredCall call)
    {
        var isRevealed = SampleRules.IsRevealedTo(sample.Mode, row, userId);
        Mistake[] shown = [.. Enum.GetValues<Mistake>().Where(mistake => Redaction.Shows(scope, mistake.ToString()))];
        return new ReviewedCall
        {
            Id = row.Id,
            AnalysisId = row.AnalysisId,
            CallId = call.CallId,
            FileName = scope.FileNameOf(call.CallId, call.FileName),
            Agent = scope.NameOf(call.AgentId, call.Agent?.Name),
            CallAt = card.CallAt,
            IsOpen = SampleRules.IsOpenTo(sample.Mode, row, userId),
            IsRevealed = isRevealed,
            ReviewCount = row.Reviews.Count,
            Mistakes = shown,
            Machine = isRevealed ? shown.ToDictionary(mistake => mistake, card.ScoreOf) : [],
            Reviews = [.. row.Reviews.Where(review => isRevealed || review.UserId == userId).OrderBy(review => review.Id)],
            Agreed = isRevealed ? row.Agreed.ToDictionary(agreed => agreed.Mistake) : [],
        };
    }
}
