using CallQuality.Audio;
using CallQuality.Core.Wording;
using CallQuality.Portal.Frame;
using Microsoft.AspNetCore.Http;

namespace CallQuality.Portal.Api;

/// <summary>Refusals as RFC 9457 has them, with one sentence in the language that the program asks for.</summary>
internal static class ApiProblems
{
    /// <summary>A refusal.</summary>
    /// <param name="http">The request.</param>
    /// <param name="status">HTTP status.</param>
    /// <param name="text">Why, in one sentence.</param>
    public static IResult Refuse(this HttpContext http, int status, Bilingual text)
    {
        var language = Preferences.WantedOf(http.Request);
        http.Response.Headers.ContentLanguage = Core.Calls.LanguageCodes.Code(language);
        return Results.Problem(text.In(language), statusCode: status, title: Texts.Get(language, "api.title." + Kind(status)));
    }

    /// <summary>What is said of a status that nobody explained.</summary>
    public static IResult RefuseBy(this HttpContext http, int status) => http.Refuse(status, Texts.Both("api.text." + Kind(status)));

    private static string Kind(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => "key",
        StatusCodes.Status403Forbidden => "scope",
        StatusCodes.Status404NotFound => "missing",
        StatusCodes.Status413PayloadTooLarge => "tooLarge",
        StatusCodes.Status415UnsupportedMediaType => "type",
        StatusCodes.Status422UnprocessableEntity => "refused",
        StatusCodes.Status429TooManyRequests => "tooOften",
        >= StatusCodes.Status500InternalServerError => "unexpected",
        _ => "wrong",
    };
}

/// <summary>What was sent is not taken.</summary>
internal sealed class RefusedRequestException(int status, Bilingual text) : CallQualityException(text)
{
    /// <summary>HTTP status of the refusal.</summary>
    public int Status { get; } = status;
}
