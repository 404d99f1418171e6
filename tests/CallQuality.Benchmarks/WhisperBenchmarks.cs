using BenchmarkDotNet.Attributes;
using CallQuality.Inference.ModelFiles;
using CallQuality.Inference.Whisper;

namespace CallQuality.Benchmarks;

/// <summary>One window's log-mel spectrogram; four windows through the encoder, and one decoder step of them with its allocation.</summary>
[MemoryDiagnoser]
[InProcess]
public class WhisperBenchmarks
{
    private const int Rows = 4;
    private const int WindowSeconds = 28;
    private const int Bands = 80;
    private const int Frames = 3000;
    private const int StepsAtOnce = 32;

    private readonly int[] tokens = new int[Rows];
    private readonly float[] sound = new float[WindowSeconds * LogMelSpectrogram.SampleRateHz];
    private readonly float[] mel = new float[Bands * Frames];
    private readonly float[] rows = new float[Rows * Bands * Frames];
    private readonly LogMelSpectrogram spectrogram = new(Bands);
    private WhisperModel model = null!;
    private EncodedWindows windows = null!;
    private DecoderBatch batch = null!;

    [GlobalSetup]
    public void Load()
    {
        var random = new Random(1);
        for (var n = 0; n < sound.Length; n++)
        {
            sound[n] = (float)((0.2 * random.NextDouble()) - 0.1);
        }

        model = WhisperModel.Open(WhisperFiles.In(ModelFolder.Locate().WhisperPath), Environment.ProcessorCount);
        spectrogram.Compute(sound, Frames, mel);
        for (var row = 0; row < Rows; row++)
        {
            mel.CopyTo(rows, row * mel.Length);
        }

        windows = model.Encoder.Encode(rows, Rows).InPairs();
        Array.Fill(tokens, 440);
    }

    [GlobalCleanup]
    public void Unload() => model.Dispose();

    [Benchmark]
    public void LogMelOfOneWindow() => spectrogram.Compute(sound, Frames, mel);

    [Benchmark]
    public object EncoderOfFourWindows() => model.Encoder.Encode(rows, Rows);

    [IterationSetup(Target = nameof(DecoderStepOfFourWindows))]
    public void Begin() => batch = model.Decoder.Start(windows, [.. Enumerable.Repeat(model.Configuration.Prompt("de"), Rows)]);

    [IterationCleanup(Target = nameof(DecoderStepOfFourWindows))]
    public void End() => batch.Dispose();

    /// <summary>Tokens 5 to 36 of a window; a step's cost grows slowly with what came before.</summary>
    [Benchmark(OperationsPerInvoke = StepsAtOnce)]
    public void DecoderStepOfFourWindows()
    {
        for (var step = 0; step < StepsAtOnce; step++)
        {
            batch.Next(tokens);
        }
    }
}
