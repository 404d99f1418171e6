using System.Globalization;
using System.Text;
using CallQuality.Audio;
using CallQuality.Core.Phrases;
using CallQuality.Core.Scoring;
using CallQuality.Core.Wording;
using CallQuality.Core.Yardsticks;
using CallQuality.Portal.Access;
using CallQuality.Portal.Analyses;
using CallQuality.Portal.Frame;
using CallQuality.Storage.Accounts;
using CallQuality.Storage.Yardsticks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace CallQuality.Portal.Yardsticks;

/// <summary>The house's own rubric and phrases: written, tried on last month's calls, switched on.</summary>
internal static class YardstickEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        PortalRole[] writing = [PortalRole.Quality, PortalRole.Administrator];
        routes.MapGet("/rubric", (HttpContext http, YardstickLedger ledger, ICallAnalyses analyses, UserAccounts accounts) => http.Show<YardsticksPage>(
            (nameof(YardsticksPage.Versions), ledger.List()),
            (nameof(YardsticksPage.Analyses), analyses),
            (nameof(YardsticksPage.Names), accounts.Names()))).For(writing);
        routes.MapGet("/rubric/new", Begin).For(writing);
        routes.MapPost("/rubric/edit", EditAsync).For(writing);
        routes.MapPost("/rubric", SaveAsync).For(writing);
        routes.MapGet("/rubric/{id:long}", (long id, HttpContext http, YardstickParts parts) => Show(id, http, parts, StatusCodes.Status200OK, null)).For(writing);
        routes.MapGet("/rubric/{id:long}/text.yaml", (long id, YardstickLedger ledger) => ledger.Find(id) is { } version
            ? Results.File(Encoding.UTF8.GetBytes(version.Text), "application/yaml", version.Part == YardstickPart.Rubric ? "rubric.yaml" : "phrases.yaml")
            : Results.NotFound()).For(writing);
        routes.MapGet("/rubric/{id:long}/trial", (long id, YardstickTrials trials) => Results.Json(new { share = trials.ShareOf(id) })).For(writing);
        routes.MapPost("/rubric/{id:long}/try", Try).For(writing);
        routes.MapPost("/rubric/{id:long}/on", (long id, HttpContext http, YardstickParts parts) => parts.Ledger.Find(id) is null ? Results.NotFound()
            : parts.Ledger.SwitchOn(http.SignedIn().Id, id) ? Answers.GoTo("/rubric")
            : Show(id, http, parts, StatusCodes.Status409Conflict, "portal.rubric.tryFirst")).For(writing);
        routes.MapPost("/rubric/{id:long}/off", (long id, HttpContext http, YardstickLedger ledger) =>
            ledger.SwitchOff(http.SignedIn().Id, id) ? Answers.GoTo("/rubric") : Results.NotFound()).For(writing);
    }

    private static IResult Begin(HttpContext http, YardstickLedger ledger, TimeProvider clock, YardstickPart part, long? from)
    {
        if (!Enum.IsDefined(part) || TextOf(ledger, part, from) is not { } text)
        {
            return Results.NotFound();
        }

        // The day, with a number behind it from the second of a day on.
        var day = clock.GetLocalNow().ToString("yyyy.MM.dd", CultureInfo.InvariantCulture);
        var taken = ledger.List().Count(version => version.Part == part && version.Version.Contains(day, StringComparison.Ordinal));
        var version = taken == 0 ? day : string.Create(CultureInfo.InvariantCulture, $"{day}-{taken + 1}");
        return EditPage(http, StatusCodes.Status200OK, new YardstickDraft { Part = part, From = from, Version = version, Text = text });
    }

    private static async Task<IResult> EditAsync(HttpContext http, YardstickLedger ledger)
    {
        var form = await http.Request.ReadFormAsync();
        if (YardstickForm.Read(form, (part, from) => TextOf(ledger, part, from)) is not { } draft || draft.Part == YardstickPart.Rubric)
        {
            return Results.BadRequest();
        }

        if (form.ContainsKey("add"))
        {
            draft = YardstickForm.Phrase(form) is { } phrase
                ? Checked(draft with { Text = PhraseText.With(draft.Text, phrase) }).Draft
                : draft with { Problem = Texts.Both("portal.rubric.phraseIncomplete"), Typed = YardstickForm.TypedOf(form) };
        }
        else
        {
            draft = Checked(draft).Draft;
            draft = draft.Problem is null ? draft with { Heard = PhraseProbe.Find(PhraseBook.Parse(draft.Text, draft.Named.Name), draft.Sentence) } : draft;
        }

        return EditPage(http, draft.Problem is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest, draft);
    }

    private static async Task<IResult> SaveAsync(HttpContext http, YardstickLedger ledger)
    {
        if (YardstickForm.Read(await http.Request.ReadFormAsync(), (part, from) => TextOf(ledger, part, from)) is not { } written)
        {
            return Results.BadRequest();
        }

        var (draft, version) = Checked(written);
        return version is null ? EditPage(http, StatusCodes.Status400BadRequest, draft)
            : version != Rubric.Default.Version && ledger.Add(http.SignedIn().Id, draft.Part, version, draft.Text, draft.Note) is { } id
            ? Answers.GoTo(string.Create(CultureInfo.InvariantCulture, $"/rubric/{id}"))
            : EditPage(http, StatusCodes.Status409Conflict, draft with { Problem = Texts.Both("portal.rubric.versionTaken", version) });
    }

    private static IResult Try(long id, HttpContext http, YardstickParts parts) =>
        parts.Ledger.Find(id) is not { } version ? Results.NotFound()
        : parts.Trials.Begin(http.SignedIn(), version) ? Answers.GoTo(string.Create(CultureInfo.InvariantCulture, $"/rubric/{id}"))
        : Show(id, http, parts, StatusCodes.Status409Conflict, "portal.rubric.otherTrial");

    private static IResult Show(long id, HttpContext http, YardstickParts parts, int status, string? problem)
    {
        if (parts.Ledger.Find(id) is not { } version)
        {
            return Results.NotFound();
        }

        var inForce = parts.Ledger.InForce().GetValueOrDefault(version.Part);
        var language = Answers.LanguageOf(http);
        return http.Show<YardstickPage>(
            status,
            (nameof(YardstickPage.Version), version),
            (nameof(YardstickPage.TextInForce), inForce?.Text ?? TextOf(parts.Ledger, version.Part, from: null)),
            (nameof(YardstickPage.Author), parts.Accounts.Names().GetValueOrDefault(version.UserId)),
            (nameof(YardstickPage.Trial), YardstickLedger.TrialOf(version)),
            (nameof(YardstickPage.IsTrialOld), version.TriedAt < parts.Ledger.LastChange()),
            (nameof(YardstickPage.Share), parts.Trials.ShareOf(id)),
            (nameof(YardstickPage.Problem), problem is null ? parts.Trials.ProblemOf(id)?.In(language) : Texts.Get(language, problem)));
    }

    private static RazorComponentResult<YardstickEditPage> EditPage(HttpContext http, int status, YardstickDraft draft) =>
        http.Show<YardstickEditPage>(status, (nameof(YardstickEditPage.Draft), draft));

    // The draft with what is wrong with it, or the version that its text names.
    private static (YardstickDraft Draft, string? Version) Checked(YardstickDraft draft)
    {
        try
        {
            return (draft, Yardstick.VersionOf(draft.Part, draft.Named));
        }
        catch (CallQualityException error)
        {
            return (draft with { Problem = error.Text }, null);
        }
    }

    // What a new version begins from: another version, or what ships. Phrases come on top of the shipped ones, so they begin with none.
    private static string? TextOf(YardstickLedger ledger, YardstickPart part, long? from) =>
        from is { } id ? ledger.Find(id) is { } version && version.Part == part ? version.Text : null
        : Yardstick.LanguageOf(part) is { } language ? PhraseText.Empty(language, "0")
        : RubricText.Shipped;
}

/// <summary>What the pages of a version are made from.</summary>
internal sealed record YardstickParts(YardstickLedger Ledger, YardstickTrials Trials, UserAccounts Accounts);
