using System.Text;
using CallQuality.Reports.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CallQuality.Portal.Frame;

/// <summary>Style sheets and scripts, all from the program itself. Their addresses carry the program's build, so browsers may keep them.</summary>
public static class PortalAssets
{
    private static readonly string Build = typeof(PortalAssets).Assembly.ManifestModule.ModuleVersionId.ToString("N")[..12];

    private static readonly Dictionary<string, (byte[] Bytes, string Type)> Files = new(StringComparer.Ordinal)
    {
        ["page.css"] = (Encoding.UTF8.GetBytes(PageAsset.Light.Text), "text/css; charset=utf-8"),
        ["dark.css"] = (Encoding.UTF8.GetBytes(PageAsset.Dark.Text), "text/css; charset=utf-8"),
        ["player.js"] = (Encoding.UTF8.GetBytes(PageAsset.Player.Text), "text/javascript; charset=utf-8"),
        ["portal.css"] = (Load("Frame.portal.css"), "text/css; charset=utf-8"),
        ["portal.js"] = (Load("Frame.portal.js"), "text/javascript; charset=utf-8"),
        ["upload.js"] = (Load("Uploads.upload.js"), "text/javascript; charset=utf-8"),
    };

    /// <summary>Address of a file.</summary>
    public static string Address(string name) => $"/assets/{Build}/{name}";

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/assets/{build}/{name}", (string name, HttpContext http) =>
    {
        if (!Files.TryGetValue(name, out var file))
        {
            return Results.NotFound();
        }

        http.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return Results.Bytes(file.Bytes, file.Type);
    }).AllowAnonymous();

    private static byte[] Load(string name)
    {
        using var stream = typeof(PortalAssets).Assembly.GetManifestResourceStream("CallQuality.Portal." + name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
