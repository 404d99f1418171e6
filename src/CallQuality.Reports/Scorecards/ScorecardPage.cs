using System.Buffers;
using System.Buffers.Text;
using CallQuality.Core.Analysis;
using CallQuality.Core.Calls;
using CallQuality.Reports.Pages;
using CallQuality.Reports.Sound;

namespace CallQuality.Reports.Scorecards;

/// <summary>The page of one call: <c>scorecard.html</c>, one file that works without network and plays every finding.</summary>
/// <remarks>Thread-safe.</remarks>
public static class ScorecardPage
{
    /// <summary>The file's name in a call's folder of results.</summary>
    public const string FileName = "scorecard.html";

    /// <summary>Name of the sound beside the page, where the call is too long to be carried in it.</summary>
    public const string SoundFileName = "call.wav";

    /// <summary>Calls up to this length are carried in the page; longer ones lie beside it (20 minutes are 26 MB of page).</summary>
    public static TimeSpan LongestCarried { get; } = TimeSpan.FromMinutes(20);

    /// <summary>Whether the sound of a call of this length is carried in its page.</summary>
    public static bool CarriesSound(TimeSpan length) => length <= LongestCarried;

    /// <summary>Writes the page. The sound of a call longer than <see cref="LongestCarried"/> must be written beside it with <see cref="WriteSound"/>.</summary>
    /// <param name="analysis">The result with sound and tracks.</param>
    /// <param name="language">Language of the page, which may differ from that of the call.</param>
    /// <param name="writer">Where to; not closed.</param>
    public static void Render(CallAnalysis analysis, Language language, TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(analysis);
        ArgumentNullException.ThrowIfNull(writer);
        var carried = CarriesSound(analysis.Recording.Duration);
        var view = new ScorecardView(analysis, language, carried ? null : SoundFileName);
        HtmlPage.Write<ScorecardBody>(
            writer,
            language,
            view.Title,
            new Dictionary<string, object?> { [nameof(ScorecardBody.View)] = view },
            PageAsset.Player,
            carried ? sound => WriteCarried(analysis, sound) : null);
    }

    /// <summary>Writes the call's sound as a page plays it: WAV, 8 kHz, µ-law, agent left, customer right.</summary>
    public static void WriteSound(CallAnalysis analysis, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(analysis);
        ArgumentNullException.ThrowIfNull(stream);
        stream.Write(CallSound.ToWav(analysis.Recording, analysis.Scorecard.Sides));
    }

    // In pieces: the whole as one string would be 52 MB for a long call.
    private static void WriteCarried(CallAnalysis analysis, TextWriter writer)
    {
        const int PieceLength = 3 * 16 * 1024;
        writer.Write("\n<script type=\"application/octet-stream\" id=\"sound\">");
        var wav = CallSound.ToWav(analysis.Recording, analysis.Scorecard.Sides);
        var characters = ArrayPool<char>.Shared.Rent(Base64.GetMaxEncodedToUtf8Length(PieceLength));
        for (var at = 0; at < wav.Length; at += PieceLength)
        {
            Convert.TryToBase64Chars(wav.AsSpan(at, Math.Min(PieceLength, wav.Length - at)), characters, out var written);
            writer.Write(characters, 0, written);
        }

        ArrayPool<char>.Shared.Return(characters);
        writer.Write("</script>");
    }
}
