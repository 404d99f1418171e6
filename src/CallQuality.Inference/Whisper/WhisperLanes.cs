using System.Runtime.ExceptionServices;
using CallQuality.Inference.ModelFiles;

namespace CallQuality.Inference.Whisper;

/// <summary>An open model and the lanes that read with it side by side.</summary>
/// <remarks>
/// A decoder step is many small operators: two cores that share each of them wait for one another most of the time, two
/// that read a batch each do not. Decision record "Two lanes". One call at a time.
/// </remarks>
internal sealed class WhisperLanes : IDisposable
{
    /// <summary>Lanes, where there are so many threads; each more would cost the memory of a batch.</summary>
    public const int Most = 2;

    private readonly WhisperLane[] lanes;

    private WhisperLanes(WhisperModel model, int count, int batchSize)
    {
        Model = model;
        Vocabulary = new VocabularyPrompts(model);
        lanes = [.. Enumerable.Range(0, count).Select(_ => new WhisperLane(model, batchSize))];
    }

    public WhisperModel Model { get; }

    public VocabularyPrompts Vocabulary { get; }

    /// <summary>Opens a verified export.</summary>
    /// <exception cref="ModelFileException">A graph cannot be run or does not fit the others.</exception>
    public static WhisperLanes Open(WhisperFiles files, WhisperOptions options) =>
        new(WhisperModel.Open(files, options.Threads), Math.Min(options.Threads, Most), options.BatchSize);

    /// <summary>Does a piece of work for each of so many batches; a lane that is through takes the next.</summary>
    /// <returns>What the work gave, in the order of the batches.</returns>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public T[] Run<T>(int batches, Func<WhisperLane, int, T> work)
    {
        var results = new T[batches];
        var next = -1;
        ExceptionDispatchInfo? failure = null;
        void Go(WhisperLane lane)
        {
            try
            {
                for (var b = Interlocked.Increment(ref next); b < batches; b = Interlocked.Increment(ref next))
                {
                    results[b] = work(lane, b);
                }
            }
            catch (Exception error)
            {
                // The other lane ends with the batch it is at.
                Interlocked.CompareExchange(ref failure, ExceptionDispatchInfo.Capture(error), null);
                Interlocked.Exchange(ref next, batches);
            }
        }

        // Threads of their own, not the pool's: what one freed in native memory is taken again by the next to start.
        var others = lanes[1..].Select(lane => new Thread(() => Go(lane)) { IsBackground = true }).ToArray();
        foreach (var other in others)
        {
            other.Start();
        }

        Go(lanes[0]);
        foreach (var other in others)
        {
            other.Join();
        }

        failure?.Throw();
        return results;
    }

    public void Dispose() => Model.Dispose();
}
