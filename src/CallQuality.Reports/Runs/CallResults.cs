using System.Text;
using CallQuality.Core.Analysis;
using CallQuality.Core.Calls;
using CallQuality.Reports.Files;
using CallQuality.Reports.Json;
using CallQuality.Reports.Scorecards;

namespace CallQuality.Reports.Runs;

/// <summary>Which files a run writes.</summary>
/// <param name="Html">The pages: one a call, one an agent, one for the run.</param>
/// <param name="Json"><c>scorecard.json</c> beside each page.</param>
/// <param name="Csv"><c>calls.csv</c> for the run.</param>
public sealed record ResultFormats(bool Html, bool Json, bool Csv)
{
    /// <summary>Everything.</summary>
    public static ResultFormats All { get; } = new(true, true, true);
}

/// <summary>The files of one call.</summary>
/// <remarks>A call's files are all there or none of them, and each is whole. Thread-safe for different folders.</remarks>
public static class CallResults
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes a call's files.</summary>
    /// <param name="folder">The call's own folder; made if it is not there.</param>
    /// <param name="analysis">The result with sound and tracks.</param>
    /// <param name="language">Language of the page.</param>
    /// <param name="formats">Which files.</param>
    /// <exception cref="IOException">The disk is full or the folder cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    public static void Write(string folder, CallAnalysis analysis, Language language, ResultFormats formats)
    {
        ArgumentNullException.ThrowIfNull(analysis);
        ArgumentNullException.ThrowIfNull(formats);

        // A full disk shows while the draft is written; bringing it to its place is renaming, which needs no room.
        var draft = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(folder))!, $".{Guid.NewGuid():N}.part");
        try
        {
            Directory.CreateDirectory(draft);
            string[] files = [.. Draft(draft, analysis, language, formats)];
            Directory.CreateDirectory(folder);
            foreach (var file in files)
            {
                File.Move(Path.Combine(draft, file), Path.Combine(folder, file), overwrite: true);
            }
        }
        finally
        {
            if (Directory.Exists(draft))
            {
                Directory.Delete(draft, recursive: true);
            }
        }
    }

    // The names in the order in which they may appear: a page must never point at sound that is not there yet.
    private static IEnumerable<string> Draft(string folder, CallAnalysis analysis, Language language, ResultFormats formats)
    {
        if (formats.Json)
        {
            AtomicFile.Write(Path.Combine(folder, ScorecardJson.FileName), ScorecardJson.ToBytes(analysis.Scorecard, language));
            yield return ScorecardJson.FileName;
        }

        if (formats.Html && !ScorecardPage.CarriesSound(analysis.Recording.Duration))
        {
            AtomicFile.Write(Path.Combine(folder, ScorecardPage.SoundFileName), stream => ScorecardPage.WriteSound(analysis, stream));
            yield return ScorecardPage.SoundFileName;
        }

        if (formats.Html)
        {
            WriteText(Path.Combine(folder, ScorecardPage.FileName), writer => ScorecardPage.Render(analysis, language, writer));
            yield return ScorecardPage.FileName;
        }
    }

    internal static void WriteText(string path, Action<TextWriter> write) => AtomicFile.Write(path, stream =>
    {
        using var writer = new StreamWriter(stream, Utf8, 1 << 16, leaveOpen: true);
        write(writer);
    });
}
