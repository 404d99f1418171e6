using System.Diagnostics;
using CallQuality.Audio;
using CallQuality.Audio.Files;
using CallQuality.Core.Analysis;
using CallQuality.Core.Calls;
using CallQuality.Core.Wording;
using CallQuality.Reports.Json;
using CallQuality.Storage;
using CallQuality.Storage.Analyses;
using CallQuality.Storage.Recordings;

namespace CallQuality.Cli.Batch;

/// <summary>How the work on a claimed call ended.</summary>
internal enum WorkEnd
{
    Done,
    Rejected,
    Failed,

    /// <summary>It went wrong and is tried again later.</summary>
    TriedAgain,

    /// <summary>Somebody else has the call now.</summary>
    Lost,

    /// <summary>The user stopped the program; the call is back in the queue.</summary>
    Stopped,
}

/// <summary>What came of one claimed call.</summary>
/// <param name="End">How it ended.</param>
/// <param name="Analysis">The result; <see langword="null"/> unless done.</param>
/// <param name="Reason">Why there is none.</param>
internal sealed record WorkResult(WorkEnd End, CallAnalysis? Analysis = null, Bilingual? Reason = null);

/// <summary>Analyses one claimed call, step by step; every step that is worth it is saved.</summary>
internal sealed class CallWork(CallAnalyzer analyzer, AnalysisClaims claims, IRecordingStore recordings, CallWishes wishes, Func<Scorecard, Language> language)
{
    /// <summary>Analyses the call.</summary>
    /// <param name="claim">The call.</param>
    /// <param name="progress">Told the share that is done; may be <see langword="null"/>.</param>
    /// <param name="stop">When to stop.</param>
    public WorkResult Run(AnalysisClaim claim, IProgress<double>? progress, StopSignals stop)
    {
        using var heart = new Heartbeat(claims, claim, stop.Now);
        var path = "";
        try
        {
            using var file = Stored(claim.Call.FileName, () => recordings.Open(claim.Call.RecordingName));
            path = file.Path;
            return Analyse(claim, file.Path, progress, stop, heart.Token);
        }
        catch (OperationCanceledException) when (heart.Token.IsCancellationRequested)
        {
            return stop.Now.IsCancellationRequested ? Release(claim) : new WorkResult(WorkEnd.Lost);
        }
        catch (CallQualityException error) when (error is UnreadableAudioException or UnsupportedAudioException)
        {
            var reason = Named(error.Text, path, claim.Call.FileName);
            return claims.Reject(claim, reason) ? new WorkResult(WorkEnd.Rejected, Reason: reason) : new WorkResult(WorkEnd.Lost);
        }
        catch (CallQualityException error) when (error is not DatabaseException or { InnerException: IOException })
        {
            // The surroundings are broken, not the call.
            Release(claim);
            throw;
        }
        catch (Exception error) when (error is not DatabaseException)
        {
            var reason = Texts.Both("cli.error.unexpected", claim.Call.FileName, error.Message);
            return new WorkResult(claims.Fail(claim, reason) switch { true => WorkEnd.Failed, false => WorkEnd.TriedAgain, null => WorkEnd.Lost }, Reason: reason);
        }
    }

    private WorkResult Analyse(AnalysisClaim claim, string path, IProgress<double>? progress, StopSignals stop, CancellationToken token)
    {
        var times = new Dictionary<StageName, double>();
        var metadata = claim.Call.ToMetadata();
        var recording = Timed(times, StageName.Read, () => ReadRecording(path, claim.Call.Sha256, claim.Call.FileName, token));
        HeardSpeech heard;
        if (claim.Heard is { } saved)
        {
            heard = HeardSpeech.Parse(saved);
        }
        else
        {
            heard = Timed(times, StageName.Listen, () => analyzer.Listen(recording, metadata, wishes, progress, token));
            if (!claims.SaveHeard(claim, heard.ToBytes(), times))
            {
                return new WorkResult(WorkEnd.Lost);
            }

            times.Clear();
        }

        if (stop.Soon.IsCancellationRequested)
        {
            return Release(claim);
        }

        var analysis = Timed(times, StageName.Judge, () => analyzer.Judge(recording, heard, metadata, wishes, token));
        var document = ScorecardJson.ToBytes(analysis.Scorecard, language(analysis.Scorecard));
        return claims.Complete(claim, analysis.Scorecard, document, times) ? new WorkResult(WorkEnd.Done, analysis) : new WorkResult(WorkEnd.Lost);
    }

    /// <summary>Asks the store of recordings for a file.</summary>
    /// <exception cref="DatabaseException">The store is away.</exception>
    /// <exception cref="FileNotFoundException">The store has no such recording.</exception>
    internal static T Stored<T>(string fileName, Func<T> ask)
    {
        try
        {
            return ask();
        }
        catch (IOException error) when (error is not FileNotFoundException)
        {
            throw new DatabaseException(Texts.Both("storage.recordingAway", fileName, error.Message), error);
        }
    }

    /// <summary>Reads a recording from the store, under the name the user knows it by.</summary>
    /// <exception cref="InvalidDataException">The store has not what it was given.</exception>
    internal static Recording ReadRecording(string path, string sha256, string fileName, CancellationToken token)
    {
        if (!File.Exists(path))
        {
            throw new InvalidDataException($"found no recording {sha256} in the store");
        }

        var recording = RecordingReader.Read(path, token);
        return recording.Sha256 == sha256
            ? recording with { Path = fileName }
            : throw new InvalidDataException($"found SHA-256 {recording.Sha256} in the store, expected {sha256}");
    }

    private static T Timed<T>(Dictionary<StageName, double> times, StageName stage, Func<T> work)
    {
        var clock = Stopwatch.StartNew();
        var result = work();
        times[stage] = clock.Elapsed.TotalSeconds;
        return result;
    }

    // The sentence names the file in the store, which the user does not know.
    private static Bilingual Named(Bilingual text, string path, string name) => new(
        text.German.Replace(path, name, StringComparison.Ordinal), text.English.Replace(path, name, StringComparison.Ordinal));

    private WorkResult Release(AnalysisClaim claim)
    {
        claims.Release(claim);
        return new WorkResult(WorkEnd.Stopped);
    }
}
