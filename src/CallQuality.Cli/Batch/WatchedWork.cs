using System.ComponentModel;
using System.Diagnostics;
using CallQuality.Core.Wording;
using CallQuality.Storage.Analyses;
using Microsoft.Extensions.Logging;

namespace CallQuality.Cli.Batch;

/// <summary>Has a claimed call analysed by a process of its own, and sees how that process ends.</summary>
/// <remarks>
/// A call that lost its process twice may be one that no process survives, or it was there when somebody killed them.
/// Whoever watches can tell: a process that dies by itself is the call's doing, one that was killed is not.
/// </remarks>
internal sealed class WatchedWork(AnalysisClaims claims, Func<string, ProcessStartInfo> child, ILogger log)
{
    private const int FirstSignal = 128;
    private const int Kill = FirstSignal + 9;
    private const int Terminate = FirstSignal + 15;

    /// <summary>Has the call analysed.</summary>
    /// <returns>What came of it; <see langword="null"/> where no process could take it over and it is still this one's to analyse.</returns>
    public WorkResult? Run(AnalysisClaim claim, StopSignals stop)
    {
        if (Watch(claim, stop) is not { } code)
        {
            claims.Release(claim);
            return new WorkResult(stop.Now.IsCancellationRequested ? WorkEnd.Stopped : WorkEnd.Lost);
        }

        if (code != Commands.ExitCode.Done)
        {
            log.ChildEnded(claim.Call.CallId, claim.Attempt, code);
        }

        if (IsOwnDeath(code))
        {
            claims.GiveUp(claim, Texts.Both("storage.diedByItself", claim.Attempt, code));
        }
        else if (code is Kill or Terminate)
        {
            claims.TakeBack(claim);
        }

        var (state, reason) = claims.Outcome(claim);
        return state switch
        {
            AnalysisState.Running => null,
            AnalysisState.Done => new WorkResult(WorkEnd.Done),
            AnalysisState.Rejected => new WorkResult(WorkEnd.Rejected, Reason: reason),
            AnalysisState.Failed => new WorkResult(WorkEnd.Failed, Reason: reason),
            _ => new WorkResult(stop.Soon.IsCancellationRequested ? WorkEnd.Stopped : WorkEnd.TriedAgain),
        };
    }

    // The exit code; nothing where the claim was lost or the user wants the end at once.
    private int? Watch(AnalysisClaim claim, StopSignals stop)
    {
        using var heart = new Heartbeat(claims, claim, stop.Now);
        using var process = Start(claim);
        if (process is null)
        {
            return Commands.ExitCode.Environment;
        }

        // What a dying process prints may hold words of the call; nobody keeps it.
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var soon = stop.Soon.Register(process.StandardInput.Close);
        try
        {
            process.WaitForExitAsync(heart.Token).GetAwaiter().GetResult();
            return process.ExitCode;
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
            return null;
        }
    }

    private Process? Start(AnalysisClaim claim)
    {
        try
        {
            return Process.Start(child(claim.Mark));
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    // Whatever the program says itself is a small number; a shell says 128 and the signal.
    private static bool IsOwnDeath(int code) => code is not (Kill or Terminate or Commands.ExitCode.Interrupted) and (< 0 or >= FirstSignal);
}
