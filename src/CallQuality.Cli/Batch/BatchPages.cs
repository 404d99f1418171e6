using System.Diagnostics;
using CallQuality.Cli.Analyze;
using CallQuality.Core.Analysis;
using CallQuality.Core.Batches;
using CallQuality.Reports.Batches;
using CallQuality.Reports.Json;
using CallQuality.Storage.Analyses;

namespace CallQuality.Cli.Batch;

/// <summary>The files of a batch: one folder a call, and the summary. What a killed run did not write is written from the database.</summary>
internal sealed class BatchPages(BatchStore store, ResultFolder results)
{
    /// <summary>Writes the files of a call that was just analysed.</summary>
    public void Write(AnalysisClaim claim, CallAnalysis analysis)
    {
        var clock = Stopwatch.StartNew();
        results.Write(FolderOf(claim.Call.Sha256, claim.Call.FileName), analysis);
        store.Claims.NoteStage(claim, StageName.Pages, clock.Elapsed);
    }

    /// <summary>Writes the files of calls that have a scorecard and no folder here: analysed by another process, for another folder, or just before a kill.</summary>
    public void WriteMissing(long batchId, CancellationToken stop)
    {
        foreach (var call in store.Reader.Scored(batchId))
        {
            var folder = FolderOf(call.Sha256, call.FileName);
            stop.ThrowIfCancellationRequested();
            if (results.Has(folder) || !CallWork.Stored(call.FileName, () => store.Recordings.Contains(call.RecordingName)))
            {
                continue;
            }

            var card = ScorecardJson.Read(store.Reader.Document(call.AnalysisId), call.FileName);
            using var file = CallWork.Stored(call.FileName, () => store.Recordings.Open(call.RecordingName));
            var recording = CallWork.ReadRecording(file.Path, call.Sha256, call.FileName, stop);
            results.Write(folder, CallAnalyzer.Redraw(recording, card, stop));
        }
    }

    /// <summary>Writes the summary.</summary>
    public BatchSummary WriteSummary(long batchId)
    {
        var summary = store.Reader.Summary(batchId);
        results.Write((root, language, formats) => BatchPage.Write(root, summary, outcomes => store.Reader.Entries(batchId, outcomes, FolderOf), language, formats));
        return summary;
    }

    /// <summary>Name of a call's folder: the same in every run and for every process, whatever else lies there.</summary>
    internal static string FolderOf(string sha256, string fileName)
    {
        var stem = Path.GetFileNameWithoutExtension(fileName).Trim().TrimEnd('.');
        return stem.Length == 0 ? sha256[..16] : $"{stem}-{sha256[..8]}";
    }
}
