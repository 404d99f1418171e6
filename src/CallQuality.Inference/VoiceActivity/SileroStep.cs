using Microsoft.ML.OnnxRuntime;

namespace CallQuality.Inference.VoiceActivity;

/// <summary>Runs Silero window by window over buffers bound once, so that a step allocates nothing.</summary>
internal sealed class SileroStep : IDisposable
{
    private const int StateWidth = 128;

    private readonly InferenceSession session;
    private readonly RunOptions runOptions = new();
    private readonly List<IDisposable> owned = [];
    private readonly OrtIoBinding[] bindings = new OrtIoBinding[2];
    private readonly float[] input;
    private readonly float[] output = new float[1];
    private readonly int window;
    private readonly int context;
    private int turn;

    public SileroStep(InferenceSession session, int sampleRateHz)
    {
        this.session = session;
        window = WindowSamples(sampleRateHz);
        context = window / 8;
        input = new float[window + context];
        var inputValue = Own(OrtValue.CreateTensorValueFromMemory(input, [1, window + context]));
        var outputValue = Own(OrtValue.CreateTensorValueFromMemory(output, [1, 1]));
        var rate = Own(OrtValue.CreateTensorValueFromMemory(new long[] { sampleRateHz }, []));
        var states = new[] { State(), State() };
        // Two bindings that hand the state to and fro: what one writes, the other reads.
        for (var i = 0; i < 2; i++)
        {
            bindings[i] = Own(session.CreateIoBinding());
            bindings[i].BindInput("input", inputValue);
            bindings[i].BindInput("state", states[i]);
            bindings[i].BindInput("sr", rate);
            bindings[i].BindOutput("output", outputValue);
            bindings[i].BindOutput("stateN", states[1 - i]);
        }
    }

    /// <summary>Samples in a window of 32 ms.</summary>
    /// <exception cref="ArgumentException">The model knows no such rate.</exception>
    public static int WindowSamples(int sampleRateHz) => sampleRateHz switch
    {
        8000 => 256,
        16000 => 512,
        _ => throw new ArgumentException($"Voice activity needs 8000 or 16000 Hz, found {sampleRateHz}.", nameof(sampleRateHz)),
    };

    /// <summary>Speech probability of the next window, shorter only at the end of the sound.</summary>
    public float Run(ReadOnlySpan<float> samples)
    {
        input.AsSpan(window).CopyTo(input);
        samples.CopyTo(input.AsSpan(context));
        input.AsSpan(context + samples.Length).Clear();
        session.RunWithBinding(runOptions, bindings[turn]);
        turn = 1 - turn;
        return output[0];
    }

    public void Dispose()
    {
        owned.Reverse();
        owned.ForEach(value => value.Dispose());
        runOptions.Dispose();
    }

    private OrtValue State() =>
        Own(OrtValue.CreateTensorValueFromMemory(new float[2 * StateWidth], [2, 1, StateWidth]));

    private T Own<T>(T value)
        where T : IDisposable
    {
        owned.Add(value);
        return value;
    }
}
