using CallQuality.Inference.ModelFiles;
using Microsoft.ML.OnnxRuntime;

namespace CallQuality.Inference.Whisper;

/// <summary>Windows being decoded together, token by token.</summary>
/// <remarks>
/// What one step gives is handed to the next as it lies in native memory. A row that is finished leaves: the last row
/// takes its place in the same memory, and the tensors become views of one row less.
/// </remarks>
internal sealed class DecoderBatch : IDisposable
{
    private const int FixedInputs = 3;
    private static readonly bool[] LaterCall = [true];

    private readonly WhisperDecoder decoder;
    private readonly EncodedWindows windows;
    private readonly int caches;
    private readonly long[] ids;
    private readonly OrtValue later;

    // Handles: of the three inputs below, then of keys and values, the decoder's before the encoder's.
    private readonly nint[] inputs;
    private readonly nint[] outputs;

    // Memory that views in `inputs` look into: encoder keys and values until the end, decoder ones until the next call.
    private readonly List<nint> lasting = [];
    private readonly List<nint> passing = [];
    private OrtValue? tokens;
    private OrtValue? states;
    private nint logits;
    private float[] converted = [];
    private int positions;
    private int past;

    public DecoderBatch(WhisperDecoder decoder, EncodedWindows windows, IReadOnlyList<IReadOnlyList<int>> prompts)
    {
        this.decoder = decoder;
        this.windows = windows;
        caches = 2 * decoder.Configuration.DecoderLayers;
        Rows = windows.Rows;
        past = positions = prompts[0].Count;
        ids = new long[Rows];
        inputs = new nint[FixedInputs + (2 * caches)];
        outputs = new nint[1 + (2 * caches)];
        later = OrtValue.CreateTensorValueFromMemory(LaterCall, [1]);
        inputs[2] = HandleRun.Of(later);
        ShapeInputs();
        using var firstIds = WhisperDecoder.Ids(prompts);
        using var empty = new EmptyPast(decoder.Configuration, windows.Rows, decoder.CacheType);
        decoder.First.Run(
            [HandleRun.Of(firstIds), inputs[1], HandleRun.Of(empty.FirstCall), .. empty.Values.Select(HandleRun.Of)], outputs);
        TakeOver(2 * caches);
    }

    /// <summary>Rows still being decoded.</summary>
    public int Rows { get; private set; }

    /// <summary>The last call's logits of one row at one position of that call; may be written to. Gone with the next call of any method.</summary>
    public unsafe Span<float> Logits(int row, int position = 0)
    {
        var vocabulary = decoder.Configuration.VocabularySize;
        var size = TensorFloats.BytesOf(decoder.LogitsType);
        var numbers = HandleRun.Numbers(logits) + ((((nint)row * positions) + position) * vocabulary * size);
        return TensorFloats.Read(new Span<byte>((void*)numbers, vocabulary * size), decoder.LogitsType, ref converted);
    }

    /// <summary>Reads the next token of every row.</summary>
    public void Next(ReadOnlySpan<int> next)
    {
        for (var row = 0; row < Rows; row++)
        {
            ids[row] = next[row];
        }

        decoder.Next.Run(inputs, outputs.AsSpan(0, 1 + caches));
        HandleRun.Release(logits);
        ReleaseAll(inputs.AsSpan(FixedInputs, caches));
        TakeOver(caches);
        positions = 1;
        past++;
        ReleaseAll(passing);
    }

    /// <summary>Takes a row out; the last row takes its number. The last row itself cannot leave: dispose the batch.</summary>
    public void Remove(int row)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Rows, 2, nameof(row));
        for (var i = 0; i < 2 * caches; i++)
        {
            ref var value = ref inputs[FixedInputs + i];
            var shrunk = WithoutRow(value, row, i < caches ? past : windows.States);
            (i < caches ? passing : lasting).Add(value);
            value = shrunk;
        }

        Rows--;
        ShapeInputs();
    }

    public void Dispose()
    {
        HandleRun.Release(logits);
        ReleaseAll(inputs.AsSpan(FixedInputs));
        ReleaseAll(passing);
        ReleaseAll(lasting);
        tokens?.Dispose();
        states?.Dispose();
        later.Dispose();
    }

    private static void ReleaseAll(ReadOnlySpan<nint> values)
    {
        foreach (var value in values)
        {
            HandleRun.Release(value);
        }
    }

    private static void ReleaseAll(List<nint> values)
    {
        values.ForEach(HandleRun.Release);
        values.Clear();
    }

    private void TakeOver(int count)
    {
        logits = outputs[0];
        outputs.AsSpan(1, count).CopyTo(inputs.AsSpan(FixedInputs));
    }

    private unsafe nint WithoutRow(nint value, int row, int length)
    {
        var configuration = decoder.Configuration;
        var width = configuration.StateWidth / configuration.DecoderHeads;
        var size = configuration.DecoderHeads * length * width * TensorFloats.BytesOf(decoder.CacheType);
        var last = Rows - 1;
        var numbers = HandleRun.Numbers(value);
        new Span<byte>((void*)(numbers + ((nint)last * size)), size).CopyTo(new Span<byte>((void*)(numbers + ((nint)row * size)), size));
        return HandleRun.View(numbers, (long)last * size, [last, configuration.DecoderHeads, length, width], decoder.CacheType);
    }

    /// <summary>Makes the two inputs whose first axis is the number of rows.</summary>
    private void ShapeInputs()
    {
        tokens?.Dispose();
        states?.Dispose();
        tokens = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, ids.AsMemory(0, Rows), [Rows, 1]);
        // Later calls read the cached keys and values; of these states only the shape counts, so rows need not move.
        states = windows.ToTensor(Rows, decoder.StatesType);
        inputs[0] = HandleRun.Of(tokens);
        inputs[1] = HandleRun.Of(states);
    }
}
