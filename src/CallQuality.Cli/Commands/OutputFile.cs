using CallQuality.Core.Wording;
using CallQuality.Reports.Files;

namespace CallQuality.Cli.Commands;

/// <summary>A single file of results that the user named.</summary>
internal static class OutputFile
{
    /// <summary>Writes it whole or not at all.</summary>
    /// <exception cref="OutputException">It cannot be written.</exception>
    public static void Write(string path, byte[] content)
    {
        try
        {
            AtomicFile.Write(path, content);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new OutputException(Texts.Both("cli.error.output", path, error.Message), error);
        }
    }
}
