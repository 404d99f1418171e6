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
    private readonly float[] output;
    private readonly int window;
    private readonly int context;
    private int turn;

    public SileroStep(InferenceSession session, int channels, int sampleRateHz)
    {
        this.session = session;
        window = WindowSamples(sampleRateHz);
        context = window / 8;
        input = new float[channels * (window + context)];
        output = new float[channels];
        var inputValue = Own(OrtValue.CreateTensorValueFromMemory(input, [channels, window + context]));
        var outputValue = Own(OrtValue.CreateTensorValueFromMemory(output, [channels, 1]));
        var rate = Own(OrtValue.CreateTensorValueFromMemory(new long[] { sampleRateHz }, []));
        var states = new[] { State(channels), State(channels) };
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

    /// <summary>Lays a channel's next window in, shorter only at the end of the sound.</summary>
    public void Put(int channel, ReadOnlySpan<float> samples)
    {
        var row = input.AsSpan(channel * (window + context), window + context);
        row[window..].CopyTo(row);
        samples.CopyTo(row[context..]);
        row[(context + samples.Length)..].Clear();
    }

    /// <summary>Reads the windows laid in.</summary>
    public void Run()
    {
        session.RunWithBinding(runOptions, bindings[turn]);
        turn = 1 - turn;
    }

    /// <summary>Speech probability of a channel's last window.</summary>
    public float Probability(int channel) => output[channel];

    public void Dispose()
    {
        owned.Reverse();
        owned.ForEach(value => value.Dispose());
        runOptions.Dispose();
    }

    private OrtValue State(int channels) =>
        Own(OrtValue.CreateTensorValueFromMemory(new float[2 * channels * StateWidth], [2, channels, StateWidth]));

    private T Own<T>(T value)
        where T : IDisposable
    {
        owned.Add(value);
        return value;
    }
}
