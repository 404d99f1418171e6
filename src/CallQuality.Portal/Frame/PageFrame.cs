using CallQuality.Core.Calls;
using CallQuality.Core.Wording;
using CallQuality.Portal.Access;
using CallQuality.Storage.Feedback;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;

namespace CallQuality.Portal.Frame;

/// <summary>Light or dark.</summary>
public enum Theme
{
    /// <summary>As the reader's system is.</summary>
    System,

    /// <summary>Light.</summary>
    Light,

    /// <summary>Dark.</summary>
    Dark,
}

/// <summary>What every page knows besides its own matter.</summary>
public sealed record PageFrame
{
    /// <summary>Who reads it; <see langword="null"/> before sign-in.</summary>
    public required Person? Person { get; init; }

    /// <summary>Language of the page.</summary>
    public required Language Language { get; init; }

    /// <summary>Light or dark.</summary>
    public required Theme Theme { get; init; }

    /// <summary>What forms and scripts show to prove that this portal made them.</summary>
    public required string Token { get; init; }

    /// <summary>Path and query of the page.</summary>
    public required string Address { get; init; }

    /// <summary>How many disputes wait for this reader.</summary>
    public required int OpenDisputes { get; init; }

    /// <summary>A text of the portal.</summary>
    public string this[string key] => Texts.Get(Language, "portal." + key);

    /// <summary>A text of the portal with values put in.</summary>
    public string Text(string key, params ReadOnlySpan<object?> values) => Texts.Get(Language, "portal." + key, values);
}

/// <summary>Answers with pages.</summary>
internal static class Answers
{
    /// <summary>Most letters of what somebody writes into a form: a reason, an answer, a goal.</summary>
    public const int LongestText = 2000;

    /// <summary>A page.</summary>
    /// <param name="http">The request.</param>
    /// <param name="values">The page's parameters besides its frame.</param>
    public static RazorComponentResult<TPage> Show<TPage>(this HttpContext http, params (string Name, object? Value)[] values)
        where TPage : IComponent => http.Show<TPage>(StatusCodes.Status200OK, values);

    /// <summary>A page with another status than 200.</summary>
    public static RazorComponentResult<TPage> Show<TPage>(this HttpContext http, int status, params (string Name, object? Value)[] values)
        where TPage : IComponent
    {
        var parameters = values.ToDictionary(value => value.Name, value => value.Value);
        parameters["Frame"] = FrameOf(http);
        return new RazorComponentResult<TPage>(parameters) { StatusCode = status };
    }

    /// <summary>A page that says one thing.</summary>
    public static IResult Say(this HttpContext http, int status, string title, string text) =>
        http.Show<MessagePage>(status, (nameof(MessagePage.Title), title), (nameof(MessagePage.Text), text));

    /// <summary>Sends the reader to a page after a form was taken.</summary>
    public static IResult GoTo(string address) => Results.Redirect(address);

    /// <summary>The address if it lies in this portal, else the start page.</summary>
    public static string Inside(string? address) => address is ['/', ..] and not ['/', '/' or '\\', ..] ? address : "/";

    /// <summary>Language of a request.</summary>
    public static Language LanguageOf(HttpContext http) => Preferences.LanguageOf(http.Request);

    private static PageFrame FrameOf(HttpContext http)
    {
        var person = http.Person();
        return new PageFrame
        {
            Person = person,
            Language = Preferences.LanguageOf(http.Request),
            Theme = Preferences.ThemeOf(http.Request),
            Token = http.RequestServices.GetRequiredService<IAntiforgery>().GetAndStoreTokens(http).RequestToken!,
            Address = http.Request.Path + http.Request.QueryString,
            OpenDisputes = person is { MayUpload: true } ? http.RequestServices.GetRequiredService<FeedbackLedger>().OpenCount(person.Scope) : 0,
        };
    }
}
