using System.Security.Cryptography;
using System.Text;

namespace CallQuality.Reports.Pages;

/// <summary>A style sheet or script that is written into pages.</summary>
/// <param name="Text">The text as it stands between the tags.</param>
/// <param name="Sha256">Its hash in Base64, for the page's policy.</param>
internal sealed record PageAsset(string Text, string Sha256)
{
    private static readonly Lazy<PageAsset> StyleSheet = new(() => Load("page.css"));
    private static readonly Lazy<PageAsset> PlayerScript = new(() => Load("player.js"));

    /// <summary>The style of all pages.</summary>
    public static PageAsset Style => StyleSheet.Value;

    /// <summary>The scorecard's player.</summary>
    public static PageAsset Player => PlayerScript.Value;

    private static PageAsset Load(string name)
    {
        using var stream = typeof(PageAsset).Assembly.GetManifestResourceStream($"CallQuality.Reports.Pages.{name}")!;
        using var reader = new StreamReader(stream);

        // A browser hashes what it parsed, and its parser turns every line end into a line feed.
        var text = reader.ReadToEnd().ReplaceLineEndings("\n");
        return new PageAsset(text, Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text))));
    }
}
