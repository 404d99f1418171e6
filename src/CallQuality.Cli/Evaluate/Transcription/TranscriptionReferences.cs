using CallQuality.Core.Calls;
using CallQuality.Core.Wording;
using CallQuality.Cli.Commands;

namespace CallQuality.Cli.Evaluate.Transcription;

/// <summary>One recording and what is said in it.</summary>
/// <param name="File">Path below the data folder.</param>
/// <param name="Text">The text as said.</param>
/// <param name="Language">Its language.</param>
/// <param name="Speaker">Who speaks; recordings of one speaker may be joined. Empty where unknown.</param>
internal sealed record TranscriptionReference(string File, string Text, Language Language, string Speaker)
{
    /// <summary>Reads a tab-separated file with a header that names <c>file</c>, <c>text</c> and <c>language</c>, and may name <c>speaker</c>.</summary>
    /// <exception cref="UsageException">A column is missing or a row is not what the header says.</exception>
    public static IReadOnlyList<TranscriptionReference> Read(string path)
    {
        var lines = ReadLines(path);
        var header = lines[0].Split('\t');
        var (file, text, language) = (Array.IndexOf(header, "file"), Array.IndexOf(header, "text"), Array.IndexOf(header, "language"));
        if (file < 0 || text < 0 || language < 0)
        {
            throw new UsageException(Texts.Both("evaluate.transcription.header", path));
        }

        var speaker = Array.IndexOf(header, "speaker");
        var result = new List<TranscriptionReference>();
        for (var i = 1; i < lines.Length; i++)
        {
            var fields = lines[i].Split('\t');
            if (lines[i].Length == 0)
            {
                continue;
            }

            var code = fields.ElementAtOrDefault(language);
            if (fields.Length != header.Length || LanguageCodes.FromCode(code) is not { } spoken)
            {
                throw new UsageException(Texts.Both("evaluate.transcription.row", path, i + 1, header.Length, fields.Length, code));
            }

            result.Add(new TranscriptionReference(fields[file], fields[text], spoken, speaker < 0 ? "" : fields[speaker]));
        }

        return result.Count > 0 ? result : throw new UsageException(Texts.Both("evaluate.transcription.noRows", path));
    }

    private static string[] ReadLines(string path)
    {
        try
        {
            return System.IO.File.ReadAllLines(path) is { Length: > 0 } lines ? lines : throw new UsageException(Texts.Both("evaluate.transcription.header", path));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UsageException(Texts.Both("cli.error.missingFile", path));
        }
    }
}
