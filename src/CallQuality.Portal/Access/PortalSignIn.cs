using System.Security.Claims;
using CallQuality.Storage.Accounts;
using CallQuality.Storage.House;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace CallQuality.Portal.Access;

/// <summary>Sign-in by ASP.NET Core Identity: passwords, lock-out, second factor, cookies. What a user may do is read anew at every request.</summary>
internal static class PortalSignIn
{
    public const int LeastPasswordLetters = 12;
    private const int TriesBeforeLock = 5;
    private const string Stamp = "stamp";
    private static readonly TimeSpan LockTime = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan IdleTime = TimeSpan.FromHours(8);

    public static void AddPortalSignIn(this IServiceCollection parts)
    {
        parts.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies(cookies =>
        {
            cookies.ApplicationCookie!.Configure(options => Configure(options, "callquality"));
            cookies.TwoFactorUserIdCookie!.Configure(options => Protect(options.Cookie, "callquality-code"));
        });
        parts.AddIdentityCore<PortalUser>(options =>
        {
            // Length is what counts; rules about signs make people write passwords down.
            options.Password.RequiredLength = LeastPasswordLetters;
            options.Password.RequireDigit = options.Password.RequireLowercase = options.Password.RequireUppercase = options.Password.RequireNonAlphanumeric = false;
            options.Password.RequiredUniqueChars = 5;
            options.Lockout.MaxFailedAccessAttempts = TriesBeforeLock;
            options.Lockout.DefaultLockoutTimeSpan = LockTime;
            options.SignIn.RequireConfirmedAccount = true;
            options.User.AllowedUserNameCharacters = "";
        }).AddSignInManager().AddDefaultTokenProviders();
        parts.AddScoped(provider => provider.GetRequiredService<UserAccounts>().CreateStore());
        parts.AddScoped<IUserClaimsPrincipalFactory<PortalUser>, PrincipalOfUser>();
        parts.AddScoped<IUserConfirmation<PortalUser>, OpenAccount>();
        // Whoever forgets to say who may use an endpoint has closed it to strangers, not opened it.
        parts.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
    }

    /// <summary>Opens an endpoint to some roles and nobody else.</summary>
    public static TBuilder For<TBuilder>(this TBuilder endpoint, params PortalRole[] roles)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint.RequireAuthorization(policy => policy.RequireRole(roles.Select(role => role.ToString())));

    private static void Configure(CookieAuthenticationOptions options, string name)
    {
        Protect(options.Cookie, name);
        options.LoginPath = "/sign-in";
        options.ReturnUrlParameter = "back";
        options.ExpireTimeSpan = IdleTime;
        options.SlidingExpiration = true;
        options.Events = new CookieAuthenticationEvents
        {
            OnValidatePrincipal = ReadAnew,
            OnRedirectToAccessDenied = context => Answer(context, StatusCodes.Status403Forbidden),
            OnRedirectToLogin = context => context.Request.Path.StartsWithSegments("/api")
                ? Answer(context, StatusCodes.Status401Unauthorized)
                : ToSignIn(context),
        };
    }

    private static void Protect(CookieBuilder cookie, string name)
    {
        cookie.Name = name;
        cookie.HttpOnly = true;
        cookie.SameSite = SameSiteMode.Lax;
        cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
    }

    private static Task Answer(RedirectContext<CookieAuthenticationOptions> context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    private static Task ToSignIn(RedirectContext<CookieAuthenticationOptions> context)
    {
        context.Response.Redirect(context.RedirectUri);
        return Task.CompletedTask;
    }

    // The principal is made whole each time: a role that stood in an older cookie must not live on.
    private static async Task ReadAnew(CookieValidatePrincipalContext context)
    {
        var parts = context.HttpContext.RequestServices;
        var accounts = parts.GetRequiredService<UserAccounts>();
        var id = context.Principal?.FindFirstValue(ClaimTypes.NameIdentifier);
        var user = long.TryParse(id, System.Globalization.CultureInfo.InvariantCulture, out var key) ? accounts.Find(key) : null;
        if (user is null || user.IsClosed || user.SecurityStamp != context.Principal!.FindFirstValue(Stamp))
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
            return;
        }

        context.ReplacePrincipal(new ClaimsPrincipal(IdentityOf(user)));
        context.HttpContext.Features.Set(Person.Of(user, parts.GetRequiredService<HouseRules>().Read(), parts.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime));
    }

    private static ClaimsIdentity IdentityOf(PortalUser user) => new(
        [
            new Claim(ClaimTypes.NameIdentifier, user.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            new Claim(ClaimTypes.Name, user.UserName!),
            new Claim(ClaimTypes.Role, user.Role.ToString()),
            new Claim(Stamp, user.SecurityStamp ?? ""),
        ],
        IdentityConstants.ApplicationScheme);

    private sealed class PrincipalOfUser : IUserClaimsPrincipalFactory<PortalUser>
    {
        public Task<ClaimsPrincipal> CreateAsync(PortalUser user) => Task.FromResult(new ClaimsPrincipal(IdentityOf(user)));
    }

    private sealed class OpenAccount : IUserConfirmation<PortalUser>
    {
        public Task<bool> IsConfirmedAsync(UserManager<PortalUser> manager, PortalUser user) => Task.FromResult(!user.IsClosed);
    }
}
