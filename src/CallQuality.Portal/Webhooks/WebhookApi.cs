using System.ComponentModel;
using System.Text.Json;
using CallQuality.Core.Wording;
using CallQuality.Portal.Api;
using CallQuality.Storage.ApiKeys;
using CallQuality.Storage.Webhooks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.OpenApi;

namespace CallQuality.Portal.Webhooks;

/// <summary>A webhook as a program asks for it.</summary>
[Description("A webhook to be added.")]
public sealed record WantedWebhook
{
    /// <summary>Where to.</summary>
    [Description("Where to send, with http or https.")]
    public required string Address { get; init; }

    /// <summary>What it is told of.</summary>
    [Description("What it is told of: call.analysed, call.rejected, call.failed.")]
    public required IReadOnlyList<string> Events { get; init; }
}

/// <summary>A webhook as programs are told.</summary>
[Description("A webhook.")]
public sealed record WebhookEntry
{
    /// <summary>Number of the webhook.</summary>
    [Description("Number of the webhook.")]
    public required long Id { get; init; }

    /// <summary>Where to.</summary>
    [Description("Where it is sent.")]
    public required string Address { get; init; }

    /// <summary>What it is told of.</summary>
    [Description("What it is told of.")]
    public required IReadOnlyList<string> Events { get; init; }

    /// <summary>Its secret.</summary>
    [Description("The secret by which the receiver verifies signatures: only in the answer that adds the webhook, null ever after.")]
    public required string? Secret { get; init; }
}

/// <summary>Webhooks for programs: list, add, remove.</summary>
internal static class WebhookApi
{
    private const string ProblemType = "application/problem+json";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/webhooks", List).ForKeys(ApiScopes.ManageWebhooks);
        routes.MapPost("/api/webhooks", AddAsync).ForKeys(ApiScopes.ManageWebhooks).AddOpenApiOperationTransformer(async (operation, context, cancellationToken) => operation.RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Description = "The webhook.",
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["application/json"] = new OpenApiMediaType { Schema = await context.GetOrCreateSchemaAsync(typeof(WantedWebhook), null, cancellationToken) },
            },
        });
        routes.MapDelete("/api/webhooks/{id:long}", Remove).ForKeys(ApiScopes.ManageWebhooks);
    }

    [EndpointName("listWebhooks")]
    [EndpointSummary("List webhooks")]
    [EndpointDescription("All webhooks, without their secrets.")]
    [ProducesResponseType<IReadOnlyList<WebhookEntry>>(StatusCodes.Status200OK, Description = "The webhooks.")]
    private static IResult List(WebhookLedger ledger) => Results.Ok(ledger.All().Select(standing => EntryOf(standing.Webhook, secret: null)));

    [EndpointName("addWebhook")]
    [EndpointSummary("Add a webhook")]
    [EndpointDescription("From now on each event is sent to the address, signed with the secret in the answer.")]
    [ProducesResponseType<WebhookEntry>(StatusCodes.Status201Created, Description = "The webhook with its secret, which is not shown again.")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status400BadRequest, ProblemType, Description = "The body is no webhook.")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status415UnsupportedMediaType, ProblemType, Description = "The body is not JSON.")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status422UnprocessableEntity, ProblemType, Description = "The address or an event is not taken; detail says why.")]
    private static async Task<IResult> AddAsync(HttpContext http, WebhookBook book)
    {
        // Read here and not bound: routing would answer a wrong content type before anybody looked at the key.
        if (!http.Request.HasJsonContentType())
        {
            return http.Refuse(StatusCodes.Status415UnsupportedMediaType, Texts.Both("api.hook.json"));
        }

        WantedWebhook? wanted;
        try
        {
            wanted = await http.Request.ReadFromJsonAsync<WantedWebhook>(http.RequestAborted);
        }
        catch (JsonException)
        {
            wanted = null;
        }

        if (wanted is null)
        {
            return http.Refuse(StatusCodes.Status400BadRequest, Texts.Both("api.hook.json"));
        }

        var (made, secret, problem) = book.Add(http.Caller().Actor, wanted.Address, WebhookEventNames.Parse(wanted.Events));
        return made is not null ? Results.Json(EntryOf(made, secret), statusCode: StatusCodes.Status201Created) : http.Refuse(StatusCodes.Status422UnprocessableEntity, problem!.Value);
    }

    [EndpointName("removeWebhook")]
    [EndpointSummary("Remove a webhook")]
    [EndpointDescription("What still waits to be sent to it is dropped.")]
    [ProducesResponseType(StatusCodes.Status204NoContent, Description = "It is removed.")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound, ProblemType, Description = "There is no such webhook.")]
    private static IResult Remove(HttpContext http, [Description("Number of the webhook.")] long id, WebhookLedger ledger) =>
        ledger.Remove(http.Caller().Actor, id) ? Results.NoContent() : http.Refuse(StatusCodes.Status404NotFound, Texts.Both("api.hook.missing"));

    private static WebhookEntry EntryOf(Webhook hook, string? secret) => new()
    {
        Id = hook.Id,
        Address = hook.Address,
        Events = [.. WebhookEventNames.Of(hook.Events)],
        Secret = secret,
    };
}
