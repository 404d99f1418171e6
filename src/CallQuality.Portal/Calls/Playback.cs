using System.Text.Json;
using CallQuality.Audio.Files;
using CallQuality.Core.Analysis;
using CallQuality.Reports.Files;
using CallQuality.Reports.Scorecards;
using CallQuality.Storage.Recordings;

namespace CallQuality.Portal.Calls;

/// <summary>
/// What a call's page plays and draws, made once and kept as files: the sound as every browser plays it, and the drawing.
/// Both can be made again from the recording at any time.
/// </summary>
/// <remarks>Thread-safe; two requests for one call make it once.</remarks>
internal sealed class Playback(PortalFolders folders, IRecordingStore recordings)
{
    private readonly Lock[] turns = [.. Enumerable.Range(0, 16).Select(_ => new Lock())];

    /// <summary>Keeps what the page of a call that was just analysed needs.</summary>
    public void Keep(string callId, long analysisId, CallAnalysis analysis)
    {
        Directory.CreateDirectory(FolderOf(callId));
        AtomicFile.Write(PathOf(callId, analysisId, ".wav"), stream => ScorecardPage.WriteSound(analysis, stream));
        AtomicFile.Write(PathOf(callId, analysisId, ".json"), JsonSerializer.SerializeToUtf8Bytes(CallDrawing.Of(analysis)));
    }

    /// <summary>What is drawn of a call; nothing where its recording was removed from the store or the store is away, for the scorecard is still there to be read.</summary>
    public CallDrawing Drawing(ShownCall call, CancellationToken cancellationToken)
    {
        try
        {
            return JsonSerializer.Deserialize<CallDrawing>(File.ReadAllBytes(Ready(call, ".json", cancellationToken)))!;
        }
        catch (IOException)
        {
            return new CallDrawing { AgentWave = null, CustomerWave = null, PitchMovement = null, PitchMedian = null };
        }
    }

    /// <summary>Path of a call's sound.</summary>
    /// <exception cref="FileNotFoundException">The recording is not in the store any more.</exception>
    public string Sound(ShownCall call, CancellationToken cancellationToken) => Ready(call, ".wav", cancellationToken);

    /// <summary>Removes everything of a call.</summary>
    public void Forget(string callId)
    {
        if (Directory.Exists(FolderOf(callId)))
        {
            foreach (var file in Directory.EnumerateFiles(FolderOf(callId), callId + "-*"))
            {
                File.Delete(file);
            }
        }
    }

    private string Ready(ShownCall call, string ending, CancellationToken cancellationToken)
    {
        var path = PathOf(call.CallId, call.AnalysisId, ending);
        if (File.Exists(path))
        {
            return path;
        }

        lock (turns[call.AnalysisId % turns.Length])
        {
            if (!File.Exists(path))
            {
                if (!recordings.Contains(call.RecordingName))
                {
                    throw new FileNotFoundException($"found no recording of call {call.CallId}", call.RecordingName);
                }

                using var file = recordings.Open(call.RecordingName);
                Keep(call.CallId, call.AnalysisId, CallAnalyzer.Redraw(RecordingReader.Read(file.Path, cancellationToken), call.Card, cancellationToken));
            }
        }

        return path;
    }

    private string FolderOf(string callId) => Path.Combine(folders.Playback, callId[..2]);

    private string PathOf(string callId, long analysisId, string ending) => Path.Combine(FolderOf(callId), $"{callId}-{analysisId}{ending}");
}

/// <summary>A call whose page is shown.</summary>
/// <param name="CallId">Public id.</param>
/// <param name="AnalysisId">The analysis shown.</param>
/// <param name="RecordingName">Name of the recording in the store.</param>
/// <param name="Card">The scorecard.</param>
internal sealed record ShownCall(string CallId, long AnalysisId, string RecordingName, Scorecard Card);
