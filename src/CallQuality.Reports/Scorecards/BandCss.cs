using CallQuality.Core.Mistakes;

namespace CallQuality.Reports.Scorecards;

/// <summary>The style class of a band.</summary>
public static class BandCss
{
    /// <summary>The class; <c>band-unscored</c> where there is no score.</summary>
    public static string Of(Severity? severity) => severity switch
    {
        Severity.None => "band-none",
        Severity.Slight => "band-slight",
        Severity.Clear => "band-clear",
        Severity.Severe => "band-severe",
        _ => "band-unscored",
    };
}
