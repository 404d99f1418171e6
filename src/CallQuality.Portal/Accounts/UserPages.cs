using System.Security.Cryptography;
using CallQuality.Portal.Access;
using CallQuality.Portal.Frame;
using CallQuality.Storage.Accounts;
using CallQuality.Storage.Audit;
using CallQuality.Storage.Calls;
using CallQuality.Storage.Scorecards;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;

namespace CallQuality.Portal.Accounts;

/// <summary>Users and teams, kept by the administrator.</summary>
internal static class UserPages
{
    // Without signs that are mistaken for others; 14 of 31 are 69 bits.
    private const string Letters = "abcdefghijkmnpqrstuvwxyz23456789";
    private const int PasswordLetters = 14;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/users", (HttpContext http, UserAccounts accounts, CallReader calls) => Page(http, accounts, calls)).For(PortalRole.Administrator);
        routes.MapPost("/users", AddAsync).For(PortalRole.Administrator);
        routes.MapPost("/users/{id:long}", ChangeAsync).For(PortalRole.Administrator);
        routes.MapPost("/teams", SetTeamAsync).For(PortalRole.Administrator);
    }

    private static RazorComponentResult<UsersPage> Page(HttpContext http, UserAccounts accounts, CallReader calls, string? problem = null, (string Name, string Password)? made = null) =>
        http.Show<UsersPage>(
            problem is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest,
            (nameof(UsersPage.Users), accounts.All()),
            (nameof(UsersPage.Agents), calls.Agents(CallScope.Everything)),
            (nameof(UsersPage.Problem), problem),
            (nameof(UsersPage.Made), made));

    private static async Task<IResult> AddAsync(HttpContext http, UserManager<PortalUser> users, UserAccounts accounts, CallReader calls, AuditLog audit)
    {
        var form = await http.Request.ReadFormAsync();
        if (!Enum.TryParse<PortalRole>(form["role"], out var role) || !Enum.IsDefined(role))
        {
            return Results.BadRequest();
        }

        var user = new PortalUser { UserName = form["name"].ToString().Trim(), Role = role, MustChangePassword = true };
        var password = RandomNumberGenerator.GetString(Letters, PasswordLetters);
        var created = await users.CreateAsync(user, password);
        if (!created.Succeeded)
        {
            return Page(http, accounts, calls, AccountTexts.Problem(created, Answers.LanguageOf(http)));
        }

        accounts.SetReach(user.Id, Filled(form["agent"]), TeamsOf(form["teams"]), isClosed: false);
        audit.Note(http.SignedIn().Actor, "user.add", $"user {user.Id}", role.ToString());
        return Page(http, accounts, calls, made: (user.UserName, password));
    }

    private static async Task<IResult> ChangeAsync(long id, HttpContext http, UserManager<PortalUser> users, UserAccounts accounts, CallReader calls, AuditLog audit)
    {
        var form = await http.Request.ReadFormAsync();
        if (await users.FindByIdAsync(id.ToString(System.Globalization.CultureInfo.InvariantCulture)) is not { } user)
        {
            return Results.NotFound();
        }

        var isClosed = form["closed"] == "on";
        if (isClosed && id == http.SignedIn().Id)
        {
            return Page(http, accounts, calls, Core.Wording.Texts.Get(Answers.LanguageOf(http), "portal.users.notYourself"));
        }

        accounts.SetReach(id, Filled(form["agent"]), TeamsOf(form["teams"]), isClosed);
        audit.Note(http.SignedIn().Actor, isClosed ? "user.close" : "user.change", $"user {id}");
        if (form["reset"] != "on")
        {
            return Answers.GoTo("/users");
        }

        var password = RandomNumberGenerator.GetString(Letters, PasswordLetters);
        var changed = await users.FindByIdAsync(id.ToString(System.Globalization.CultureInfo.InvariantCulture)) ?? user;
        await users.ResetPasswordAsync(changed, await users.GeneratePasswordResetTokenAsync(changed), password);
        changed.MustChangePassword = true;
        changed.LockoutEnd = null;
        await users.UpdateAsync(changed);
        audit.Note(http.SignedIn().Actor, "user.passwordReset", $"user {id}");
        return Page(http, accounts, calls, made: (user.UserName!, password));
    }

    private static async Task<IResult> SetTeamAsync(HttpContext http, CoachingReader teams, AuditLog audit)
    {
        var form = await http.Request.ReadFormAsync();
        if (Filled(form["agent"]) is not { } agent || Filled(form["team"]) is not { } team)
        {
            return Results.BadRequest();
        }

        teams.SetTeams([(agent, team)]);
        audit.Note(http.SignedIn().Actor, "team.change", $"agent {teams.Agent(agent)!.Id}");
        return Answers.GoTo("/users#teams");
    }

    private static string? Filled(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static string[] TeamsOf(string? text) => (text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
