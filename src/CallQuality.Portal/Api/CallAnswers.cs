using System.ComponentModel;
using System.Text.Json.Serialization;

namespace CallQuality.Portal.Api;

/// <summary>Where a call stands, as programs are told.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ApiCallState>))]
public enum ApiCallState
{
    /// <summary>Waits for its analysis.</summary>
    Queued,

    /// <summary>Is being analysed.</summary>
    Running,

    /// <summary>There is a scorecard.</summary>
    Done,

    /// <summary>There is a scorecard, which for now is shown to its agent alone.</summary>
    HeldBack,

    /// <summary>The recording cannot be analysed.</summary>
    Rejected,

    /// <summary>The analysis went wrong on the server's side.</summary>
    Failed,

    /// <summary>Somebody called the analysis off.</summary>
    Cancelled,
}

/// <summary>A call that was taken, or was there before.</summary>
[Description("A call that was taken in, or was there before.")]
public sealed record TakenCall
{
    /// <summary>Id of the call.</summary>
    [Description("Id of the call: the first 16 hexadecimal digits of the SHA-256 of the recording.")]
    public required string Id { get; init; }

    /// <summary>Where to ask how it stands.</summary>
    [Description("Address, below this server, that says where the call stands.")]
    public required string Status { get; init; }
}

/// <summary>Where a call stands.</summary>
[Description("Where a call stands.")]
public sealed record CallStatus
{
    /// <summary>Id of the call.</summary>
    [Description("Id of the call.")]
    public required string Id { get; init; }

    /// <summary>The state.</summary>
    [Description("HeldBack: there is a scorecard that the house shows to its agent alone for some days.")]
    public required ApiCallState State { get; init; }

    /// <summary>The step under way.</summary>
    [Description("The step under way: Listen or Judge; null unless running.")]
    public required string? Stage { get; init; }

    /// <summary>Share that is done.</summary>
    [Description("Share of the analysis that is done, 0 to 1; null where unknown.")]
    public required double? ShareDone { get; init; }

    /// <summary>Why there is no score.</summary>
    [Description("Why there is no scorecard, or nothing in it could be scored: one sentence in the language of Accept-Language; null where there is nothing to explain.")]
    public required string? Reason { get; init; }

    /// <summary>Where the scorecard is.</summary>
    [Description("Address of the scorecard; null while there is none to be seen.")]
    public required string? Scorecard { get; init; }
}

/// <summary>A call in a list.</summary>
[Description("An analysed call.")]
public sealed record CallEntry
{
    /// <summary>Id of the call.</summary>
    [Description("Id of the call.")]
    public required string Id { get; init; }

    /// <summary>When the call began.</summary>
    [Description("When the call began or, where that is unknown, was taken in.")]
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Length of the call.</summary>
    [Description("Length of the call in seconds.")]
    public required double DurationSeconds { get; init; }

    /// <summary>The agent.</summary>
    [Description("The agent as the house names them, or a pseudonym where the house hides names; null where unknown.")]
    public required string? Agent { get; init; }

    /// <summary>Language of the call.</summary>
    [Description("ISO 639-1 code of the language; null without speech.")]
    public required string? Language { get; init; }

    /// <summary>Overall score.</summary>
    [Description("Overall score, 0 to 100; null where nothing could be scored. Where the house keeps results from the voice back, it is made from the rest.")]
    public required int? OverallScore { get; init; }

    /// <summary>Where the scorecard is.</summary>
    [Description("Address of the scorecard.")]
    public required string Scorecard { get; init; }
}

/// <summary>One page of a list of calls.</summary>
[Description("One page of analysed calls, the newest first.")]
public sealed record CallEntries
{
    /// <summary>The calls.</summary>
    [Description("The calls of this page.")]
    public required IReadOnlyList<CallEntry> Calls { get; init; }

    /// <summary>Number of the page.</summary>
    [Description("Number of this page, from 1.")]
    public required int Page { get; init; }

    /// <summary>Calls on a page.</summary>
    [Description("Most calls on a page.")]
    public required int PageSize { get; init; }

    /// <summary>Calls in all.</summary>
    [Description("How many calls there are on all pages.")]
    public required int Total { get; init; }

    /// <summary>Where the next page is.</summary>
    [Description("Address of the next page; null on the last.")]
    public required string? Next { get; init; }
}
