using CallQuality.Core.Calls;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CallQuality.Portal.Frame;

/// <summary>Language and colours, kept in the reader's browser.</summary>
internal static class Preferences
{
    private const string LanguageCookie = "ui-language";
    private const string ThemeCookie = "ui-theme";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/preferences", async (HttpContext http) =>
    {
        var form = await http.Request.ReadFormAsync();
        if (LanguageCodes.FromCode(form["language"]) is { } language)
        {
            Keep(http, LanguageCookie, language.Code());
        }

        if (Enum.TryParse<Theme>(form["theme"], out var theme) && Enum.IsDefined(theme))
        {
            Keep(http, ThemeCookie, theme.ToString());
        }

        return Answers.GoTo(Answers.Inside(form["back"]));
    }).AllowAnonymous();

    public static Language LanguageOf(HttpRequest request) =>
        LanguageCodes.FromCode(request.Cookies[LanguageCookie]) ?? WantedOf(request);

    /// <summary>The one of our languages that the browser or program likes best; English where it names none of them.</summary>
    public static Language WantedOf(HttpRequest request) => request.GetTypedHeaders().AcceptLanguage
        .OrderByDescending(wish => wish.Quality ?? 1).Where(wish => wish.Quality != 0)
        .Select(wish => LanguageCodes.FromCode(wish.Value.ToString().Split('-')[0].ToLowerInvariant())).FirstOrDefault(language => language is not null) ?? Language.English;

    public static Theme ThemeOf(HttpRequest request) => Enum.TryParse<Theme>(request.Cookies[ThemeCookie], out var theme) && Enum.IsDefined(theme) ? theme : Theme.System;

    private static void Keep(HttpContext http, string name, string value) => http.Response.Cookies.Append(name, value, new CookieOptions
    {
        HttpOnly = true,
        IsEssential = true,
        MaxAge = TimeSpan.FromDays(365),
        SameSite = SameSiteMode.Lax,
        Secure = http.Request.IsHttps,
    });
}
