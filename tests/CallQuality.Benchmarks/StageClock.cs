using System.Diagnostics;
using CallQuality.Inference;

namespace CallQuality.Benchmarks;

/// <summary>Adds up how long each stage took: those timed here, and those the recogniser reports.</summary>
internal sealed class StageClock : IDisposable
{
    private readonly Dictionary<string, TimeSpan> stages = [];
    private readonly ActivityListener listener;

    public StageClock()
    {
        listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == RecognitionStages.SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.PropagationData,
            ActivityStopped = activity => Add(activity.OperationName, activity.Duration),
        };
        ActivitySource.AddActivityListener(listener);
    }

    /// <summary>All stages in the order they were first seen.</summary>
    public IReadOnlyDictionary<string, TimeSpan> Stages => stages;

    public T Time<T>(string stage, Func<T> work)
    {
        var clock = Stopwatch.StartNew();
        var result = work();
        Add(stage, clock.Elapsed);
        return result;
    }

    public void Time(string stage, Action work) => Time(stage, () =>
    {
        work();
        return true;
    });

    public void Dispose() => listener.Dispose();

    private void Add(string stage, TimeSpan duration)
    {
        lock (stages)
        {
            stages[stage] = stages.GetValueOrDefault(stage) + duration;
        }
    }
}
