using CallQuality.Core.Calls;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace CallQuality.Portal.Api;

/// <summary>The description of the endpoints for programs, OpenAPI 3.1, made from the endpoints themselves.</summary>
internal static class ApiDocument
{
    private const string Address = "/openapi/v1.json";
    private const string SchemeId = "apiKey";

    private static readonly (string Name, string Text)[] Fields =
    [
        ("agent", "The agent's name or number as the house uses it; read from the file's name where it is missing."),
        ("customer", "The customer's name or number."),
        ("startedAt", "When the call began, such as 2026-11-25T14:30:00+01:00; without offset it is the server's time."),
        ("agentChannel", "Channel of the agent: left or right; found out where it is missing."),
        ("language", "Language of the call: de or en; found out where it is missing."),
        ("queue", "The queue or line the call came in on."),
    ];

    public static void AddApiDocument(this IServiceCollection parts) => parts.AddOpenApi(options =>
    {
        options.ShouldInclude = endpoint => endpoint.ActionDescriptor.EndpointMetadata.OfType<KeyEndpoint>().Any();
        options.AddDocumentTransformer((document, _, _) =>
        {
            Describe(document);
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            Secure(operation, context.Document!, context.Description.ActionDescriptor.EndpointMetadata.OfType<KeyEndpoint>().Single());
            return Task.CompletedTask;
        });
    });

    // The same for every installation and without a word about its data, so it asks for no key.
    public static void Map(IEndpointRouteBuilder routes) => routes.MapOpenApi(Address).AllowAnonymous();

    /// <summary>Describes the body of a call that is handed in, which the endpoint reads by itself.</summary>
    public static RouteHandlerBuilder DescribeIntake(this RouteHandlerBuilder endpoint) => endpoint.AddOpenApiOperationTransformer((operation, _, _) =>
    {
        var form = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Required = new HashSet<string> { MetadataFields.File },
            Properties = Fields.ToDictionary(field => field.Name, IOpenApiSchema (field) => new OpenApiSchema { Type = JsonSchemaType.String, Description = field.Text }),
        };
        form.Properties[MetadataFields.File] = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary", Description = "The recording, under its file's name." };
        var sound = new OpenApiMediaType { Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" } };
        operation.RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Description = "A form with the recording and what is known about it; or the recording alone, with its file's name and the fields as parameters of the address. Proxies log addresses: prefer the form.",
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["multipart/form-data"] = new OpenApiMediaType { Schema = form },
                ["application/octet-stream"] = sound,
                ["audio/*"] = sound,
            },
        };
        operation.Parameters = [.. Fields.Prepend((Name: MetadataFields.File, Text: "Name of the file; needed where the body is the recording alone."))
            .Select(IOpenApiParameter (field) => new OpenApiParameter
            {
                Name = field.Name,
                In = ParameterLocation.Query,
                Description = field.Text + " Only where the body is the recording alone.",
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            })];
        return Task.CompletedTask;
    });

    private static void Describe(OpenApiDocument document)
    {
        document.Info.Title = "CallQuality";
        document.Info.Version = "1";
        document.Info.Description = "Hands telephone calls in for analysis and fetches their scorecards. What a key reaches never shows more than the house's rules allow: "
            + "results from the voice and new scorecards are kept back, and agents' names hidden, where the house has decided so. "
            + $"Each key may make {ApiAccess.RequestsAMinute} requests a minute.";
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [SchemeId] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                BearerFormat = "cq_…",
                Description = "A key that the administrator makes in the portal, with one or more of the scopes "
                    + string.Join(", ", ApiScopeNames.All.Select(pair => pair.Name)) + ".",
            },
        };
    }

    private static void Secure(OpenApiOperation operation, OpenApiDocument document, KeyEndpoint endpoint)
    {
        operation.Description += $" Scope: {string.Join(" or ", ApiScopeNames.Of(endpoint.Scopes))}.";
        operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(SchemeId, document)] = [] }];
        operation.Responses ??= [];
        foreach (var (status, text) in new[] { ("401", "The key is missing, unknown, revoked or has expired."), ("403", "The key has no such scope."), ("429", "Too many requests; Retry-After says for how many seconds to wait.") })
        {
            operation.Responses[status] = new OpenApiResponse
            {
                Description = text,
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    ["application/problem+json"] = new OpenApiMediaType { Schema = new OpenApiSchemaReference("ProblemDetails", document) },
                },
            };
        }
    }
}
