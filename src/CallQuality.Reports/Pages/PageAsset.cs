using System.Security.Cryptography;
using System.Text;

namespace CallQuality.Reports.Pages;

/// <summary>A style sheet or script that is written into pages.</summary>
/// <param name="Text">The text as it stands between the tags.</param>
/// <param name="Sha256">Its hash in Base64, for the page's policy.</param>
public sealed record PageAsset(string Text, string Sha256)
{
    private static readonly Lazy<PageAsset> StyleSheet = new(() => Of($"{Load("page.css")}@media screen and (prefers-color-scheme: dark) {{\n{Load("dark.css")}}}\n"));
    private static readonly Lazy<PageAsset> LightSheet = new(() => Of(Load("page.css")));
    private static readonly Lazy<PageAsset> DarkColours = new(() => Of(Load("dark.css")));
    private static readonly Lazy<PageAsset> PlayerScript = new(() => Of(Load("player.js")));

    /// <summary>The style of all pages, light or dark as the reader's system is.</summary>
    public static PageAsset Style => StyleSheet.Value;

    /// <summary>The style of all pages in its light colours, for pages whose reader may choose.</summary>
    public static PageAsset Light => LightSheet.Value;

    /// <summary>The dark colours, to stand after <see cref="Light"/>.</summary>
    public static PageAsset Dark => DarkColours.Value;

    /// <summary>The scorecard's player.</summary>
    public static PageAsset Player => PlayerScript.Value;

    private static string Load(string name)
    {
        using var stream = typeof(PageAsset).Assembly.GetManifestResourceStream($"CallQuality.Reports.Pages.{name}")!;
        using var reader = new StreamReader(stream);

        // A browser hashes what it parsed, and its parser turns every line end into a line feed.
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    private static PageAsset Of(string text) => new(text, Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text))));
}
