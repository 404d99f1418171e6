using System.Text.Encodings.Web;
using System.Text.Unicode;
using CallQuality.Core.Calls;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace CallQuality.Reports.Pages;

/// <summary>One self-contained HTML file: a component as its body, style and script inside, nothing fetched from anywhere.</summary>
/// <remarks>
/// The policy in the head lets only the very style and script of this program run, by their hashes: whatever a transcript,
/// a file name or a rubric smuggles in stays text.
/// </remarks>
internal static class HtmlPage
{
    // Only what HTML needs is escaped: umlauts stay letters, which halves the size of German transcripts.
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>Writes the page.</summary>
    /// <typeparam name="TBody">The component that is the body.</typeparam>
    /// <param name="writer">Where to.</param>
    /// <param name="language">Language of the page.</param>
    /// <param name="title">Title as plain text.</param>
    /// <param name="parameters">Parameters of the body.</param>
    /// <param name="script">The page's script; <see langword="null"/> for a page without.</param>
    /// <param name="data">Writes what the script reads, after the body; may be <see langword="null"/>.</param>
    public static void Write<TBody>(
        TextWriter writer,
        Language language,
        string title,
        IDictionary<string, object?> parameters,
        PageAsset? script = null,
        Action<TextWriter>? data = null)
        where TBody : IComponent
    {
        writer.Write($"<!DOCTYPE html>\n<html lang=\"{language.Code()}\">\n<head>\n<meta charset=\"utf-8\">\n");
        writer.Write($"<meta http-equiv=\"Content-Security-Policy\" content=\"{Policy(script)}\">\n");
        writer.Write("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n");
        writer.Write($"<meta name=\"referrer\" content=\"no-referrer\">\n<title>{Encoder.Encode(title)}</title>\n");
        writer.Write($"<style>{PageAsset.Style.Text}</style>\n</head>\n<body>\n");
        WriteBody<TBody>(writer, parameters);
        data?.Invoke(writer);
        if (script is not null)
        {
            writer.Write($"\n<script>{script.Text}</script>");
        }

        writer.Write("\n</body>\n</html>\n");
    }

    // "file:" lets a page opened from a folder play the sound that lies beside it; "blob:" is the sound inside the page.
    private static string Policy(PageAsset? script) =>
        $"default-src 'none'; style-src 'sha256-{PageAsset.Style.Sha256}'; "
        + (script is null ? "" : $"script-src 'sha256-{script.Sha256}'; media-src 'self' blob: file:; ")
        + "base-uri 'none'; form-action 'none'";

    private static void WriteBody<TBody>(TextWriter writer, IDictionary<string, object?> parameters)
        where TBody : IComponent
    {
        using var renderer = new HtmlRenderer(RenderingParts.Instance, NullLoggerFactory.Instance);

        // Nothing in the components waits, so the task is done when it comes back.
        renderer.Dispatcher.InvokeAsync(async () =>
        {
            var body = await renderer.RenderComponentAsync<TBody>(ParameterView.FromDictionary(parameters));
            body.WriteHtmlTo(writer);
        }).GetAwaiter().GetResult();
    }

    // A host with its container would take longer to start than the page takes to render.
    private sealed class RenderingParts : IServiceProvider
    {
        public static RenderingParts Instance { get; } = new();

        public object? GetService(Type serviceType) =>
            serviceType == typeof(HtmlEncoder) ? Encoder
            : serviceType == typeof(ILoggerFactory) ? NullLoggerFactory.Instance
            : null;
    }
}
