using CallQuality.Core.Wording;
using CallQuality.Portal.Access;
using CallQuality.Portal.Frame;
using CallQuality.Storage.Accounts;
using CallQuality.Storage.Webhooks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace CallQuality.Portal.Webhooks;

/// <summary>Webhooks and what could not be delivered, kept by the administrator.</summary>
internal static class WebhookPages
{
    private const int ShownDeliveries = 100;

    public static void AddWebhooks(this IServiceCollection parts, WebhookSettings settings) => parts.AddSingleton(settings)
        .AddSingleton<WebhookLedger>().AddSingleton<WebhookSecrets>().AddSingleton<WebhookSender>().AddSingleton<WebhookBook>().AddHostedService<WebhookJob>();

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/webhooks", (HttpContext http, WebhookLedger ledger) => Page(http, ledger)).For(PortalRole.Administrator);
        routes.MapPost("/webhooks", AddAsync).For(PortalRole.Administrator);
        routes.MapPost("/webhooks/{id:long}/remove", (long id, HttpContext http, WebhookLedger ledger) =>
            ledger.Remove(http.SignedIn().Actor, id) ? Answers.GoTo("/webhooks") : Results.NotFound()).For(PortalRole.Administrator);
        routes.MapPost("/webhooks/deliveries/{id:long}", (long id, HttpContext http, WebhookLedger ledger) =>
            ledger.SendAgain(http.SignedIn().Actor, id) ? Answers.GoTo("/webhooks") : Results.NotFound()).For(PortalRole.Administrator);
    }

    private static RazorComponentResult<WebhooksPage> Page(HttpContext http, WebhookLedger ledger, string? problem = null, (string Address, string Secret)? made = null) =>
        http.Show<WebhooksPage>(
            problem is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest,
            (nameof(WebhooksPage.Webhooks), ledger.All()),
            (nameof(WebhooksPage.Deliveries), ledger.InTrouble(ShownDeliveries)),
            (nameof(WebhooksPage.Problem), problem),
            (nameof(WebhooksPage.Made), made));

    private static async Task<IResult> AddAsync(HttpContext http, WebhookLedger ledger, WebhookBook book)
    {
        var form = await http.Request.ReadFormAsync();
        var (made, secret, problem) = book.Add(http.SignedIn().Actor, form["address"].ToString().Trim(), WebhookEventNames.Parse(form["event"]));
        return made is null ? Page(http, ledger, problem!.Value.In(Answers.LanguageOf(http))) : Page(http, ledger, made: (made.Address, secret));
    }
}
