using CallQuality.Portal.Frame;
using CallQuality.Portal.SingleSignOn;
using CallQuality.Storage.Accounts;
using CallQuality.Storage.Audit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;

namespace CallQuality.Portal.Accounts;

/// <summary>First run, sign-in, second factor, sign-out.</summary>
internal static class SignInPages
{
    /// <summary>Name of the limit on tries from one address.</summary>
    public const string TryLimit = "tries";

    // Two first administrators at the same moment would be one too many.
    private static readonly SemaphoreSlim FirstRun = new(1);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/setup", (HttpContext http, UserAccounts accounts) => accounts.Any() ? Answers.GoTo("/") : http.Show<SetupPage>()).AllowAnonymous();
        routes.MapPost("/setup", SetUpAsync).AllowAnonymous().RequireRateLimiting(TryLimit);
        routes.MapGet("/sign-in", (HttpContext http, SingleSignOnOffer offer, string? back, bool? left) => http.Show<SignInPage>(
            (nameof(SignInPage.Back), Answers.Inside(back)),
            (nameof(SignInPage.Single), offer.NameIn(Answers.LanguageOf(http))),
            (nameof(SignInPage.HasLeft), left == true))).AllowAnonymous();
        routes.MapPost("/sign-in", SignInAsync).AllowAnonymous().RequireRateLimiting(TryLimit);
        routes.MapGet("/sign-in/code", (HttpContext http, string? back) => http.Show<CodePage>((nameof(CodePage.Back), Answers.Inside(back)))).AllowAnonymous();
        routes.MapPost("/sign-in/code", EnterCodeAsync).AllowAnonymous().RequireRateLimiting(TryLimit);
        routes.MapPost("/sign-out", async (SignInManager<PortalUser> signIn) =>
        {
            await signIn.SignOutAsync();
            return Answers.GoTo("/sign-in?left=true");
        }).AllowAnonymous();
    }

    private static async Task<IResult> SetUpAsync(HttpContext http, UserAccounts accounts, UserManager<PortalUser> users, SignInManager<PortalUser> signIn, AuditLog audit)
    {
        await FirstRun.WaitAsync(http.RequestAborted);
        try
        {
            if (accounts.Any())
            {
                return Answers.GoTo("/");
            }

            var form = await http.Request.ReadFormAsync();
            var user = new PortalUser { UserName = form["name"].ToString().Trim(), Role = PortalRole.Administrator };
            var created = await users.CreateAsync(user, form["password"].ToString());
            if (!created.Succeeded)
            {
                return http.Show<SetupPage>(StatusCodes.Status400BadRequest, (nameof(SetupPage.Name), user.UserName), (nameof(SetupPage.Problem), AccountTexts.Problem(created, Answers.LanguageOf(http))));
            }

            audit.Note($"user {user.Id}", "user.first", $"user {user.Id}");
            await signIn.SignInAsync(user, isPersistent: false);
            return Answers.GoTo("/upload");
        }
        finally
        {
            FirstRun.Release();
        }
    }

    private static async Task<IResult> SignInAsync(HttpContext http, SignInManager<PortalUser> signIn, UserManager<PortalUser> users, SingleSignOnOffer offer, AuditLog audit)
    {
        var form = await http.Request.ReadFormAsync();
        var (name, back) = (form["name"].ToString().Trim(), Answers.Inside(form["back"]));
        var result = await signIn.PasswordSignInAsync(name, form["password"].ToString(), isPersistent: false, lockoutOnFailure: true);
        if (result.RequiresTwoFactor)
        {
            return Answers.GoTo("/sign-in/code?back=" + Uri.EscapeDataString(back));
        }

        var user = await users.FindByNameAsync(name);
        if (user is not null)
        {
            audit.Note($"user {user.Id}", result.Succeeded ? "user.signIn" : "user.signInRefused", $"user {user.Id}");
        }

        // A locked account answers like a wrong password: the sentence must not tell which names there are.
        return result.Succeeded
            ? Answers.GoTo(back)
            : http.Show<SignInPage>(
                StatusCodes.Status400BadRequest,
                (nameof(SignInPage.Back), back),
                (nameof(SignInPage.Name), name),
                (nameof(SignInPage.IsRefused), true),
                (nameof(SignInPage.Single), offer.NameIn(Answers.LanguageOf(http))));
    }

    private static async Task<IResult> EnterCodeAsync(HttpContext http, SignInManager<PortalUser> signIn, AuditLog audit)
    {
        var form = await http.Request.ReadFormAsync();
        var (code, back) = (form["code"].ToString().Replace(" ", "", StringComparison.Ordinal), Answers.Inside(form["back"]));
        if (await signIn.GetTwoFactorAuthenticationUserAsync() is not { } user)
        {
            return Answers.GoTo("/sign-in");
        }

        var result = code.Contains('-', StringComparison.Ordinal)
            ? await signIn.TwoFactorRecoveryCodeSignInAsync(code)
            : await signIn.TwoFactorAuthenticatorSignInAsync(code, isPersistent: false, rememberClient: false);
        audit.Note($"user {user.Id}", result.Succeeded ? "user.signIn" : "user.signInRefused", $"user {user.Id}");
        return result.Succeeded
            ? Answers.GoTo(back)
            : http.Show<CodePage>(StatusCodes.Status400BadRequest, (nameof(CodePage.Back), back), (nameof(CodePage.IsRefused), true));
    }
}
