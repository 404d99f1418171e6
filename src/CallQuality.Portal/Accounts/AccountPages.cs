using CallQuality.Portal.Access;
using CallQuality.Portal.Frame;
using CallQuality.Portal.SingleSignOn;
using CallQuality.Storage.Accounts;
using CallQuality.Storage.Audit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using QRCoder;

namespace CallQuality.Portal.Accounts;

/// <summary>What users do with their own account: a new password, a second factor.</summary>
internal static class AccountPages
{
    private const int RecoveryCodes = 8;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/account", ShowAsync);
        routes.MapGet("/account/password", (HttpContext http) => http.Show<PasswordPage>());
        routes.MapPost("/account/password", ChangePasswordAsync).RequireRateLimiting(SignInPages.TryLimit);
        routes.MapPost("/account/second-factor", SwitchOnAsync).RequireRateLimiting(SignInPages.TryLimit);
        routes.MapPost("/account/second-factor/off", SwitchOffAsync).RequireRateLimiting(SignInPages.TryLimit);
    }

    private static async Task<IResult> ShowAsync(HttpContext http, UserManager<PortalUser> users) => await PageAsync(http, users, problem: null, codes: null);

    private static async Task<IResult> PageAsync(HttpContext http, UserManager<PortalUser> users, string? problem, IEnumerable<string>? codes)
    {
        var user = (await users.GetUserAsync(http.User))!;
        var key = await users.GetAuthenticatorKeyAsync(user);
        if (key is null)
        {
            // Not Identity's own reset, which ends all sessions of the user: looking at the page changes nothing yet.
            key = users.GenerateNewAuthenticatorKey();
            var keys = (IUserAuthenticatorKeyStore<PortalUser>)http.RequestServices.GetRequiredService<IUserStore<PortalUser>>();
            await keys.SetAuthenticatorKeyAsync(user, key, http.RequestAborted);
            await users.UpdateAsync(user);
        }

        var address = $"otpauth://totp/CallQuality:{Uri.EscapeDataString(user.UserName!)}?secret={key}&issuer=CallQuality&digits=6";
        var (parts, isLinked) = (http.RequestServices, (await users.GetLoginsAsync(user)).Count > 0);
        return http.Show<AccountPage>(
            problem is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest,
            (nameof(AccountPage.HasFactor), user.TwoFactorEnabled),
            (nameof(AccountPage.Key), key),
            (nameof(AccountPage.Squares), user.TwoFactorEnabled ? null : SquaresOf(address)),
            (nameof(AccountPage.HasPassword), user.PasswordHash is not null),
            (nameof(AccountPage.Single), parts.GetRequiredService<SingleSignOnOffer>().NameIn(Answers.LanguageOf(http))),
            (nameof(AccountPage.LinkProof), isLinked ? null : parts.GetRequiredService<SingleSignOnPages>().ProofFor(http.SignedIn())),
            (nameof(AccountPage.Problem), problem),
            (nameof(AccountPage.Codes), codes?.ToList()));
    }

    private static async Task<IResult> ChangePasswordAsync(HttpContext http, UserManager<PortalUser> users, SignInManager<PortalUser> signIn, AuditLog audit)
    {
        var form = await http.Request.ReadFormAsync();
        var user = (await users.GetUserAsync(http.User))!;
        var changed = await users.ChangePasswordAsync(user, form["old"].ToString(), form["password"].ToString());
        if (!changed.Succeeded)
        {
            return http.Show<PasswordPage>(StatusCodes.Status400BadRequest, (nameof(PasswordPage.Problem), AccountTexts.Problem(changed, Answers.LanguageOf(http))));
        }

        user.MustChangePassword = false;
        await users.UpdateAsync(user);
        audit.Note(http.SignedIn().Actor, "user.password", $"user {user.Id}");
        await signIn.RefreshSignInAsync(user);
        return Answers.GoTo("/");
    }

    private static async Task<IResult> SwitchOnAsync(HttpContext http, UserManager<PortalUser> users, SignInManager<PortalUser> signIn, AuditLog audit)
    {
        var form = await http.Request.ReadFormAsync();
        var user = (await users.GetUserAsync(http.User))!;
        var code = form["code"].ToString().Replace(" ", "", StringComparison.Ordinal);
        if (user.TwoFactorEnabled || !await users.VerifyTwoFactorTokenAsync(user, users.Options.Tokens.AuthenticatorTokenProvider, code))
        {
            return await PageAsync(http, users, Core.Wording.Texts.Get(Answers.LanguageOf(http), "portal.account.wrongCode"), codes: null);
        }

        await users.SetTwoFactorEnabledAsync(user, enabled: true);
        var codes = await users.GenerateNewTwoFactorRecoveryCodesAsync(user, RecoveryCodes);
        audit.Note(http.SignedIn().Actor, "user.secondFactorOn", $"user {user.Id}");
        await signIn.RefreshSignInAsync(user);
        return await PageAsync(http, users, problem: null, codes);
    }

    private static async Task<IResult> SwitchOffAsync(HttpContext http, UserManager<PortalUser> users, SignInManager<PortalUser> signIn, AuditLog audit)
    {
        var form = await http.Request.ReadFormAsync();
        var user = (await users.GetUserAsync(http.User))!;
        if (!await users.CheckPasswordAsync(user, form["password"].ToString()))
        {
            return await PageAsync(http, users, Core.Wording.Texts.Get(Answers.LanguageOf(http), "portal.account.wrongPassword"), codes: null);
        }

        await users.SetTwoFactorEnabledAsync(user, enabled: false);
        await users.ResetAuthenticatorKeyAsync(user);
        audit.Note(http.SignedIn().Actor, "user.secondFactorOff", $"user {user.Id}");
        await signIn.RefreshSignInAsync(user);
        return Answers.GoTo("/account");
    }

    // One path of unit squares: an image would need a policy of its own.
    private static (int Size, string Path) SquaresOf(string text)
    {
        using var generator = new QRCodeGenerator();
        using var code = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var path = new System.Text.StringBuilder();
        for (var y = 0; y < code.ModuleMatrix.Count; y++)
        {
            for (var x = 0; x < code.ModuleMatrix[y].Count; x++)
            {
                if (code.ModuleMatrix[y][x])
                {
                    path.Append(System.Globalization.CultureInfo.InvariantCulture, $"M{x} {y}h1v1h-1z");
                }
            }
        }

        return (code.ModuleMatrix.Count, path.ToString());
    }
}
