using CsvHelper;

namespace CallQuality.Reports.Files;

/// <summary>Tables as spreadsheets open them: UTF-8 with byte order mark, and no cell that begins a formula.</summary>
internal static class CsvTable
{
    private static readonly CsvWriterOptions Options = new() { Injection = CsvInjection.Escape, WriteByteOrderMark = true, NewLine = "\r\n" };

    /// <summary>Begins a table.</summary>
    /// <param name="stream">Where to; not closed.</param>
    public static CsvWriter Begin(Stream stream) => CsvWriter.Create(stream, Options, true);
}
