using CallQuality.Core.Wording;
using CallQuality.Portal.Access;
using CallQuality.Portal.Frame;
using CallQuality.Storage.Accounts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace CallQuality.Portal.SingleSignOn;

/// <summary>Sign-in by OpenID Connect: authorisation code with PKCE, state and nonce; the token is checked for issuer, audience, time and signature.</summary>
internal static partial class SingleSignOnScheme
{
    /// <summary>Name of the scheme.</summary>
    public const string Name = "SingleSignOn";

    private const string Issuer = "issuer";
    private const string Subject = "subject";
    private const string Link = "link";

    /// <summary>Adds the scheme where the settings name a server.</summary>
    public static void AddSingleSignOn(this IServiceCollection parts, SingleSignOnSettings? settings)
    {
        parts.AddSingleton(new SingleSignOnOffer(settings)).AddSingleton<SingleSignOnPages>();
        if (settings is null)
        {
            return;
        }

        parts.AddSingleton(settings).AddScoped<SingleSignOnAccounts>();
        parts.AddAuthentication().AddOpenIdConnect(Name, options => Configure(options, settings));
    }

    /// <summary>What the way to the server and back carries.</summary>
    /// <param name="back">Where to go afterwards.</param>
    /// <param name="link">The user whose account is to be linked; <see langword="null"/> to sign in.</param>
    public static AuthenticationProperties Way(string back, long? link = null)
    {
        var way = new AuthenticationProperties { RedirectUri = back };
        if (link is { } user)
        {
            way.Items[Link] = user.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        return way;
    }

    private static void Configure(OpenIdConnectOptions options, SingleSignOnSettings settings)
    {
        options.Authority = settings.Authority;
        options.RequireHttpsMetadata = settings.Authority.StartsWith("https:", StringComparison.OrdinalIgnoreCase);
        options.ClientId = settings.ClientId;
        options.ClientSecret = settings.ClientSecret.Length == 0 ? null : settings.ClientSecret;
        options.ResponseType = OpenIdConnectResponseType.Code;
        // By query and not by form: a form from elsewhere would come without the cookies that prove who began.
        options.ResponseMode = OpenIdConnectResponseMode.Query;
        options.CallbackPath = "/sign-in/callback";
        options.SignedOutCallbackPath = "/sign-out/callback";
        options.SignedOutRedirectUri = "/sign-in";
        options.RemoteSignOutPath = PathString.Empty;
        options.SignInScheme = IdentityConstants.ExternalScheme;
        options.MapInboundClaims = false;
        options.Scope.Clear();
        foreach (var scope in settings.Scopes.Prepend("openid").Distinct())
        {
            options.Scope.Add(scope);
        }

        options.CorrelationCookie.SameSite = options.NonceCookie.SameSite = SameSiteMode.Lax;
        options.CorrelationCookie.SecurePolicy = options.NonceCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.Events = new OpenIdConnectEvents
        {
            OnTokenValidated = context =>
            {
                context.Properties!.Items[Issuer] = context.SecurityToken.Issuer;
                context.Properties.Items[Subject] = context.SecurityToken.Subject;
                return Task.CompletedTask;
            },
            OnTicketReceived = EnterAsync,
            OnRemoteFailure = TellFailureAsync,
            OnRedirectToIdentityProviderForSignOut = context =>
            {
                context.ProtocolMessage.ClientId = settings.ClientId;
                return Task.CompletedTask;
            },
        };
    }

    private static async Task EnterAsync(TicketReceivedContext context)
    {
        context.HandleResponse();
        var (http, items) = (context.HttpContext, context.Properties!.Items);
        var accounts = http.RequestServices.GetRequiredService<SingleSignOnAccounts>();
        var (issuer, subject) = (items[Issuer]!, items[Subject]!);
        if (items.TryGetValue(Link, out var link))
        {
            // Whoever comes back must still be the one who began.
            await http.AuthenticateAsync(IdentityConstants.ApplicationScheme);
            var isLinked = http.Person() is { } person && link == person.Id.ToString(System.Globalization.CultureInfo.InvariantCulture) && await accounts.LinkAsync(person.Id, issuer, subject);
            await (isLinked ? Answers.GoTo("/account") : Say(http, StatusCodes.Status403Forbidden, "notLinked")).ExecuteAsync(http);
            return;
        }

        if (await accounts.SignInAsync(issuer, subject, context.Principal!) is not { } user)
        {
            await Say(http, StatusCodes.Status403Forbidden, "refused").ExecuteAsync(http);
            return;
        }

        // The server has asked for what it wants asked; a second factor of the portal's own belongs to the portal's passwords.
        await http.RequestServices.GetRequiredService<SignInManager<PortalUser>>().SignInAsync(user, isPersistent: false);
        await Answers.GoTo(Answers.Inside(context.ReturnUri)).ExecuteAsync(http);
    }

    private static async Task TellFailureAsync(RemoteFailureContext context)
    {
        context.HandleResponse();
        var log = context.HttpContext.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(nameof(SingleSignOn));
        Refused(log, context.Failure?.GetBaseException().GetType().Name ?? "");
        await Say(context.HttpContext, StatusCodes.Status400BadRequest, "failed").ExecuteAsync(context.HttpContext);
    }

    private static IResult Say(HttpContext http, int status, string key)
    {
        var language = Answers.LanguageOf(http);
        return http.Say(status, Texts.Get(language, "portal.single.title"), Texts.Get(language, "portal.single." + key));
    }

    [LoggerMessage(130, LogLevel.Warning, "A single sign-on failed: {Error}")]
    private static partial void Refused(ILogger log, string error);
}
