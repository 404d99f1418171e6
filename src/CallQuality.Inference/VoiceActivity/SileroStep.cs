using Microsoft.ML.OnnxRuntime;

namespace CallQuality.Inference.VoiceActivity;

/// <summary>Runs Silero window by window over buffers bound once, so that a step allocates nothing.</summary>
internal sealed class SileroStep : IDisposable
{
    /// <summary>The rate the model hears best at; made for telephone rates too, it misses loud speech there.</summary>
    public const int SampleRateHz = 16000;

    /// <summary>Samples in a window of 32 ms.</summary>
    public const int Window = 512;

    private const int Context = Window / 8;
    private const int StateWidth = 128;

    private readonly InferenceSession session;
    private readonly RunOptions runOptions = new();
    private readonly List<IDisposable> owned = [];
    private readonly OrtIoBinding[] bindings = new OrtIoBinding[2];
    private readonly float[] input;
    private readonly float[] output;
    private int turn;

    public SileroStep(InferenceSession session, int channels)
    {
        this.session = session;
        input = new float[channels * (Window + Context)];
        output = new float[channels];
        var inputValue = Own(OrtValue.CreateTensorValueFromMemory(input, [channels, Window + Context]));
        var outputValue = Own(OrtValue.CreateTensorValueFromMemory(output, [channels, 1]));
        var rate = Own(OrtValue.CreateTensorValueFromMemory(new long[] { SampleRateHz }, []));
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

    /// <summary>Lays a channel's next window in, shorter only at the end of the sound.</summary>
    public void Put(int channel, WideChannel sound)
    {
        var row = input.AsSpan(channel * (Window + Context), Window + Context);
        row[Window..].CopyTo(row);
        row[(Context + sound.Read(row[Context..]))..].Clear();
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
