using System.Globalization;
using CallQuality.Core.Agreement;
using CallQuality.Core.Calls;
using CallQuality.Core.Mistakes;
using CallQuality.Core.Wording;
using CallQuality.Portal.Access;
using CallQuality.Portal.Calls;
using CallQuality.Portal.Frame;
using CallQuality.Reports.Json;
using CallQuality.Reports.Ratings;
using CallQuality.Reports.Scorecards;
using CallQuality.Storage.Accounts;
using CallQuality.Storage.Audit;
using CallQuality.Storage.Calls;
using CallQuality.Storage.Reviews;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace CallQuality.Portal.Reviews;

/// <summary>Samples of calls, the reviews of people, and how well they agree with each other and with the machine.</summary>
internal static class ReviewEndpoints
{
    private const int UsualDays = 30;
    private const int UsualCalls = 10;

    public static void Map(IEndpointRouteBuilder routes)
    {
        PortalRole[] reviewing = [PortalRole.Quality, PortalRole.Administrator];
        routes.MapGet("/samples", (HttpContext http, ReviewLedger reviews, TimeProvider clock) => List(http, reviews, clock, StatusCodes.Status200OK, null)).For(reviewing);
        routes.MapPost("/samples", DrawAsync).For(reviewing);
        routes.MapGet("/samples/{id:long}", Show).For(reviewing);
        routes.MapGet("/samples/{id:long}/ratings.csv", Ratings).For(reviewing);
        routes.MapGet("/reviews/{id:long}", (long id, HttpContext http, ReviewedSound sound) => CallPage(id, http, sound, StatusCodes.Status200OK, null)).For(reviewing);
        routes.MapPost("/reviews/{id:long}", ReviewAsync).For(reviewing);
        routes.MapPost("/reviews/{id:long}/agree", AgreeAsync).For(reviewing);
    }

    private static RazorComponentResult<SamplesPage> List(HttpContext http, ReviewLedger reviews, TimeProvider clock, int status, string? problem)
    {
        var today = DateOnly.FromDateTime(clock.GetLocalNow().DateTime);
        return http.Show<SamplesPage>(
            status,
            (nameof(SamplesPage.Samples), reviews.List(http.SignedIn().Scope, http.SignedIn().Id)),
            (nameof(SamplesPage.Problem), problem),
            (nameof(SamplesPage.From), today.AddDays(-UsualDays)),
            (nameof(SamplesPage.Until), today),
            (nameof(SamplesPage.Wanted), UsualCalls));
    }

    private static async Task<IResult> DrawAsync(HttpContext http, ReviewLedger reviews, PortalSettings settings, TimeProvider clock)
    {
        var person = http.SignedIn();
        if (SampleForm.Read(await http.Request.ReadFormAsync()) is not { } wish)
        {
            return List(http, reviews, clock, StatusCodes.Status400BadRequest, Texts.Get(Answers.LanguageOf(http), "portal.samples.incomplete", ReviewSample.MostCalls));
        }

        return reviews.Draw(person.Scope, person.Id, wish, settings.Rubric.Bands.Slight) is { } id
            ? Answers.GoTo(string.Create(CultureInfo.InvariantCulture, $"/samples/{id}"))
            : List(http, reviews, clock, StatusCodes.Status400BadRequest, Texts.Get(Answers.LanguageOf(http), "portal.samples.nothingFits"));
    }

    private static IResult Show(long id, HttpContext http, ReviewLedger reviews, PortalSettings settings)
    {
        var person = http.SignedIn();
        return reviews.Find(person.Scope, person.Id, id) is { } sample
            ? http.Show<SamplePage>((nameof(SamplePage.Whole), sample), (nameof(SamplePage.Rubric), settings.Rubric))
            : Results.NotFound();
    }

    private static IResult Ratings(long id, HttpContext http, ReviewLedger reviews, AuditLog audit)
    {
        var person = http.SignedIn();
        if (reviews.Find(person.Scope, person.Id, id) is not { } sample)
        {
            return Results.NotFound();
        }

        audit.Note(person.Actor, "sample.ratings", string.Create(CultureInfo.InvariantCulture, $"sample {id}"));
        using var bytes = new MemoryStream();
        // The reviewer's key, not the name: agreement does not need to know who.
        RatingsCsv.Write(
            from call in sample.Calls
            from review in call.Reviews
            from score in review.Scores
            select new Rating(call.CallId, score.Mistake, string.Create(CultureInfo.InvariantCulture, $"reviewer {review.UserId}"), score.Score),
            bytes);
        return Results.File(bytes.ToArray(), "text/csv", "ratings.csv");
    }

    private static IResult CallPage(long id, HttpContext http, ReviewedSound sound, int status, string? problem)
    {
        var person = http.SignedIn();
        if (sound.Reviews.FindCall(person.Scope, person.Id, id) is not { } found || sound.View(person.Scope, found.Call, Answers.LanguageOf(http), http.RequestAborted) is not { } view)
        {
            return Results.NotFound();
        }

        return http.Show<ReviewPage>(
            status,
            (nameof(ReviewPage.View), view),
            (nameof(ReviewPage.Sample), found.Sample),
            (nameof(ReviewPage.Call), found.Call),
            (nameof(ReviewPage.Reviewers), sound.Reviews.Reviewers([.. found.Call.Reviews.Select(review => review.UserId)])),
            (nameof(ReviewPage.Problem), problem));
    }

    private static async Task<IResult> ReviewAsync(long id, HttpContext http, ReviewedSound sound)
    {
        var (form, person) = (await http.Request.ReadFormAsync(), http.SignedIn());
        var (scores, remark) = (SampleForm.Scores(form), form["text"].ToString().Trim());
        if (scores is null || scores.Count == 0 || remark.Length > Answers.LongestText)
        {
            return CallPage(id, http, sound, StatusCodes.Status400BadRequest, Texts.Get(Answers.LanguageOf(http), "portal.review.incomplete"));
        }

        return sound.Reviews.Review(person.Scope, person.Id, id, scores, remark)
            ? Answers.GoTo(string.Create(CultureInfo.InvariantCulture, $"/reviews/{id}"))
            : CallPage(id, http, sound, StatusCodes.Status409Conflict, Texts.Get(Answers.LanguageOf(http), "portal.review.tooLate"));
    }

    private static async Task<IResult> AgreeAsync(long id, HttpContext http, ReviewLedger reviews)
    {
        var (form, person) = (await http.Request.ReadFormAsync(), http.SignedIn());
        var text = form["text"].ToString().Trim();
        if (!Enum.TryParse<Mistake>(form["mistake"], out var mistake) || !Enum.IsDefined(mistake) || FormValues.Score(form["score"]) is not { } score || text.Length > Answers.LongestText)
        {
            return Results.BadRequest();
        }

        return reviews.Agree(person.Scope, person.Id, id, mistake, score, text)
            ? Answers.GoTo(string.Create(CultureInfo.InvariantCulture, $"/reviews/{id}#agree-{mistake}"))
            : Results.NotFound();
    }
}

/// <summary>What the page of a reviewed call is made from.</summary>
internal sealed record ReviewedSound(ReviewLedger Reviews, CallReader Calls, Playback Playback)
{
    /// <summary>The call's sound and words and nothing that was measured or found; <see langword="null"/> where it cannot be had.</summary>
    public ScorecardView? View(CallScope scope, ReviewedCall call, Language language, CancellationToken cancellationToken)
    {
        if (Calls.Find(scope, call.CallId) is not { Card: { } stored } found)
        {
            return null;
        }

        var card = ScorecardJson.Read(found.Document, found.Call.FileName);
        var drawing = Playback.Drawing(new ShownCall(call.CallId, stored.AnalysisId, found.Call.RecordingName, card), cancellationToken);
        var heard = card with { Mistakes = [], Strengths = [], Promises = [], OverallScore = null, OverallConfidence = null, Agent = card.Agent with { Windows = [] } };
        return new ScorecardView(heard, drawing with { PitchMovement = null, PitchMedian = null }, language, $"/calls/{call.CallId}/sound");
    }
}
