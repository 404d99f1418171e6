using CallQuality.Audio;
using CallQuality.Audio.Files;
using CallQuality.Core.Calls;
using CallQuality.Core.Wording;
using CallQuality.Portal.Analyses;
using CallQuality.Storage;
using CallQuality.Storage.Batches;
using CallQuality.Storage.Calls;
using CallQuality.Storage.Recordings;

namespace CallQuality.Portal.Uploads;

/// <summary>What became of an uploaded file.</summary>
/// <param name="CallId">Public id of the call; <see langword="null"/> where it was refused.</param>
/// <param name="Problem">Why it was refused, or that it was there before; <see langword="null"/> where it is new.</param>
internal sealed record Imported(string? CallId, Bilingual? Problem);

/// <summary>Takes uploaded files in: checks them, keeps the recording, queues the analysis.</summary>
internal sealed class UploadImport(CallDatabase database, IRecordingStore recordings, ICallAnalyses analyses, AnalysisBoard board, CallReader calls)
{
    /// <summary>Largest file that is taken: four hours of stereo at 48 kHz and 16 bits, and some room.</summary>
    public const long MostBytes = 3L << 30;

    /// <summary>Name of the batches that uploads are files of.</summary>
    public const string Source = "portal";

    private const int LongestName = 200;

    private readonly BatchLedger ledger = new(database, Source);
    private (long VersionsId, long BatchId)? batch;

    /// <summary>Why a file is not taken, told before anything is sent; <see langword="null"/> where nothing speaks against it.</summary>
    /// <param name="request">What is said of it.</param>
    /// <param name="scope">Whose calls the sender may hand in.</param>
    public Bilingual? Refuse(UploadRequest request, CallScope scope) => RefuseName(request.Name) ?? (
        request.Bytes <= 0 ? Texts.Both("portal.upload.empty", request.Name)
            : request.Bytes > MostBytes ? TooLarge(request.Name)
            : RefuseMetadata(request, scope));

    /// <summary>Why no file of this name is taken; <see langword="null"/> where nothing speaks against it.</summary>
    public static Bilingual? RefuseName(string name) =>
        name.Length is 0 or > LongestName || name.Any(char.IsControl) || name.IndexOfAny(['/', '\\']) >= 0 ? Texts.Both("portal.upload.badName")
            : !RecordingNames.IsRecording(name) ? Texts.Both("portal.upload.badType", name)
            : null;

    /// <summary>What is said of a file that is larger than <see cref="MostBytes"/>.</summary>
    public static Bilingual TooLarge(string name) => Texts.Both("portal.upload.tooLarge", name, MostBytes >> 30);

    /// <summary>Takes a file in that has arrived whole.</summary>
    public Imported Take(string path, UploadRequest request, CallScope scope, CancellationToken cancellationToken)
    {
        try
        {
            RecordingReader.CheckReadable(path);
        }
        catch (CallQualityException error)
        {
            return new Imported(null, Named(error.Text, path, request.Name));
        }

        var kept = recordings.Keep(path, cancellationToken);
        var callId = kept.Sha256[..CallReader.IdDigits];
        if (calls.Contains(kept.Sha256))
        {
            return new Imported(callId, Texts.Both("portal.upload.duplicate", request.Name));
        }

        // The name the user knows stands last, and what stands before makes it the only one.
        var file = new ImportedFile($"{Source}/{callId}/{request.Name}", kept.Bytes, File.GetLastWriteTimeUtc(path), kept, MetadataOf(request, scope), null);
        ledger.Add(BatchOf(analyses.VersionsId), [file]);
        board.Ring();
        return new Imported(callId, null);
    }

    // Two requests at once find the same batch: it is open.
    private long BatchOf(long versionsId)
    {
        if (batch is not { } known || known.VersionsId != versionsId)
        {
            batch = known = (versionsId, ledger.Open([Source], Source, versionsId).Id);
        }

        return known.BatchId;
    }

    private Bilingual? RefuseMetadata(UploadRequest request, CallScope scope)
    {
        try
        {
            return IsInReach(MetadataOf(request, scope).Agent, scope) ? null : Texts.Both("portal.upload.notYours", request.Name);
        }
        catch (MetadataException error)
        {
            return error.Text;
        }
    }

    private bool IsInReach(string? agent, CallScope scope) =>
        scope.All || (agent is not null && calls.Agents(scope).Any(own => own.Name == agent));

    private CallMetadata MetadataOf(UploadRequest request, CallScope scope)
    {
        var name = request.Name;
        var named = FileNamePatterns.Default.Match(name, TimeZoneInfo.Local) ?? new CallMetadata();
        var said = MetadataFields.Parse(
            column => column switch
            {
                "agent" => request.Agent,
                "customer" => request.Customer,
                "startedAt" => request.StartedAt,
                "agentChannel" => request.Channel,
                "language" => request.Language,
                "queue" => request.Queue,
                _ => null,
            },
            new Bilingual(name, name),
            TimeZoneInfo.Local);
        return new CallMetadata
        {
            Agent = said.Agent is { } agent ? calls.NameBehind(scope, agent) : named.Agent,
            Customer = said.Customer ?? named.Customer,
            StartedAt = said.StartedAt ?? named.StartedAt,
            AgentChannel = said.AgentChannel ?? named.AgentChannel,
            Language = said.Language ?? named.Language,
            Queue = said.Queue ?? named.Queue,
        };
    }

    // The sentence names the file in our folder, which the user does not know.
    private static Bilingual Named(Bilingual text, string path, string name) => new(
        text.German.Replace(path, name, StringComparison.Ordinal), text.English.Replace(path, name, StringComparison.Ordinal));
}
