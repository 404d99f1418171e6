using CallQuality.Core.Wording;
using CallQuality.Portal.Access;
using CallQuality.Portal.Frame;
using CallQuality.Storage.Accounts;
using CallQuality.Storage.House;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CallQuality.Portal.House;

/// <summary>The house's settings, kept by the administrator.</summary>
internal static class SettingsEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/settings", (HttpContext http, HouseRules rules, bool? saved) => http.Show<SettingsPage>(
            (nameof(SettingsPage.Settings), rules.Read()),
            (nameof(SettingsPage.IsSaved), saved == true))).For(PortalRole.Administrator);
        routes.MapPost("/settings", SaveAsync).For(PortalRole.Administrator);
    }

    private static async Task<IResult> SaveAsync(HttpContext http, HouseRules rules)
    {
        var form = await http.Request.ReadFormAsync();
        if (!TryDays(form["recordingDays"], out var recordingDays) || !TryDays(form["callDays"], out var callDays) || !TryDays(form["embargoDays"], out var embargoDays))
        {
            return http.Show<SettingsPage>(
                StatusCodes.Status400BadRequest,
                (nameof(SettingsPage.Settings), rules.Read()),
                (nameof(SettingsPage.Problem), Texts.Get(Answers.LanguageOf(http), "portal.settings.wrongDays", HouseSettings.MostDays)));
        }

        rules.Change(http.SignedIn().Actor, new HouseSettings
        {
            RecordingDays = recordingDays,
            CallDays = callDays,
            EmbargoDays = embargoDays,
            TrainingOnly = form["trainingOnly"] == "on",
            NamesHidden = form["namesHidden"] == "on",
            TeamNames = form["teamNames"] == "on",
        });
        return Answers.GoTo("/settings?saved=true");
    }

    private static bool TryDays(string? text, out int? days)
    {
        days = FormValues.Number(text, 1, HouseSettings.MostDays);
        return days is not null || string.IsNullOrWhiteSpace(text);
    }
}
