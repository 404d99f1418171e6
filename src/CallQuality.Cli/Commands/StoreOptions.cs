using System.CommandLine;
using System.Diagnostics;
using CallQuality.Core.Wording;
using CallQuality.Storage;
using CallQuality.Storage.Recordings;

namespace CallQuality.Cli.Commands;

/// <summary>Where calls are kept: <c>--database</c> and <c>--recordings</c>.</summary>
internal sealed class StoreOptions
{
    private const string DatabaseVariable = "CALLQUALITY_DATABASE";
    private const string RecordingsVariable = "CALLQUALITY_RECORDINGS";
    private const string DefaultDatabase = "callquality.db";
    private const string DefaultRecordings = "callquality-recordings";
    private readonly Option<string> database;
    private readonly Option<string> recordings;

    public StoreOptions(Terminal terminal)
    {
        database = new Option<string>("--database") { HelpName = "FILE|ADDRESS", Description = terminal.Text("cli.store.database") };
        recordings = new Option<string>("--recordings") { HelpName = "DIR|s3://BUCKET", Description = terminal.Text("cli.store.recordings") };
        All = [database, recordings];
    }

    public List<Option<string>> All { get; }

    /// <summary>Opens the database; its tables are brought to this program's form.</summary>
    /// <param name="parsed">What was typed.</param>
    /// <param name="usual">Where it lies when neither an option nor the environment says so.</param>
    /// <exception cref="DatabaseException">It cannot be used.</exception>
    public CallDatabase OpenDatabase(ParseResult parsed, string usual = DefaultDatabase) =>
        CallDatabase.Open(DatabaseOf(parsed, usual), TimeProvider.System);

    /// <summary>Opens the recordings.</summary>
    /// <exception cref="DatabaseException">They cannot be used.</exception>
    public IRecordingStore OpenRecordings(ParseResult parsed, string usual = DefaultRecordings)
    {
        var path = RecordingsOf(parsed, usual);
        try
        {
            return BucketAddress.IsMeant(path) ? new RecordingBucket(BucketAddress.Parse(path)) : new RecordingFolder(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new DatabaseException(Texts.Both("storage.recordings", path, error.Message), error);
        }
    }

    /// <summary>Lets a process that is started open the same. Addresses may hold passwords, so they go into its environment.</summary>
    public void HandOn(ParseResult parsed, ProcessStartInfo start, string usualDatabase = DefaultDatabase, string usualRecordings = DefaultRecordings)
    {
        start.Environment[DatabaseVariable] = DatabaseOf(parsed, usualDatabase);
        start.Environment[RecordingsVariable] = RecordingsOf(parsed, usualRecordings);
    }

    private string DatabaseOf(ParseResult parsed, string usual) => parsed.GetValue(database) ?? Environment.GetEnvironmentVariable(DatabaseVariable) ?? usual;

    private string RecordingsOf(ParseResult parsed, string usual) => parsed.GetValue(recordings) ?? Environment.GetEnvironmentVariable(RecordingsVariable) ?? usual;
}
