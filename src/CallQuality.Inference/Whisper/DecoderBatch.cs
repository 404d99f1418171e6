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
    private readonly OrtValue[] inputs;

    // Memory that views in `inputs` look into: encoder keys and values until the end, decoder ones until the next call.
    private readonly List<OrtValue> lasting = [];
    private readonly List<OrtValue> passing = [];
    private OrtValue logits;
    private float[] converted = [];
    private int positions;

    public DecoderBatch(WhisperDecoder decoder, EncodedWindows windows, IReadOnlyList<IReadOnlyList<int>> prompts)
    {
        this.decoder = decoder;
        this.windows = windows;
        caches = 2 * decoder.Configuration.DecoderLayers;
        Rows = windows.Rows;
        positions = prompts[0].Count;
        ids = new long[Rows];
        inputs = new OrtValue[FixedInputs + (2 * caches)];
        inputs[2] = OrtValue.CreateTensorValueFromMemory(LaterCall, [1]);
        ShapeInputs();
        using var firstIds = WhisperDecoder.Ids(prompts);
        using var past = new EmptyPast(decoder.Configuration, windows.Rows, decoder.CacheType);
        var outputs = decoder.RunFirst([firstIds, inputs[1], past.FirstCall, .. past.Values]);
        logits = outputs[0];
        for (var i = 0; i < 2 * caches; i++)
        {
            inputs[FixedInputs + i] = outputs[1 + i];
        }
    }

    /// <summary>Rows still being decoded.</summary>
    public int Rows { get; private set; }

    /// <summary>The last call's logits of one row at one position of that call; may be written to. Gone after <see cref="Remove"/>.</summary>
    public Span<float> Logits(int row, int position = 0)
    {
        var vocabulary = decoder.Configuration.VocabularySize;
        return TensorFloats.Read(logits, ref converted).Slice(((row * positions) + position) * vocabulary, vocabulary);
    }

    /// <summary>Reads the next token of every row.</summary>
    public void Next(ReadOnlySpan<int> tokens)
    {
        for (var row = 0; row < Rows; row++)
        {
            ids[row] = tokens[row];
        }

        var outputs = decoder.RunNext(inputs);
        logits.Dispose();
        logits = outputs[0];
        positions = 1;
        for (var i = 0; i < caches; i++)
        {
            inputs[FixedInputs + i].Dispose();
            inputs[FixedInputs + i] = outputs[1 + i];
        }

        DisposeAll(passing);
    }

    /// <summary>Takes a row out; the last row takes its number. The last row itself cannot leave: dispose the batch.</summary>
    public void Remove(int row)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Rows, 2, nameof(row));
        for (var i = 0; i < 2 * caches; i++)
        {
            ref var value = ref inputs[FixedInputs + i];
            var shrunk = WithoutRow(value, row);
            (i < caches ? passing : lasting).Add(value);
            value = shrunk;
        }

        Rows--;
        ShapeInputs();
    }

    public void Dispose()
    {
        logits.Dispose();
        foreach (var input in inputs)
        {
            input.Dispose();
        }

        DisposeAll(passing);
        DisposeAll(lasting);
    }

    private static unsafe OrtValue WithoutRow(OrtValue value, int row)
    {
        var info = value.GetTensorTypeAndShape();
        var shape = info.Shape;
        var memory = value.GetTensorMutableRawData();
        var last = (int)shape[0] - 1;
        var size = memory.Length / (last + 1);
        memory.Slice(last * size, size).CopyTo(memory.Slice(row * size, size));
        shape[0] = last;
        fixed (byte* start = memory)
        {
            return OrtValue.CreateTensorValueWithData(
                OrtMemoryInfo.DefaultInstance, info.ElementDataType, shape, (nint)start, (long)last * size);
        }
    }

    private static void DisposeAll(List<OrtValue> values)
    {
        values.ForEach(value => value.Dispose());
        values.Clear();
    }

    /// <summary>Makes the two inputs whose first axis is the number of rows.</summary>
    private void ShapeInputs()
    {
        inputs[0]?.Dispose();
        inputs[1]?.Dispose();
        inputs[0] = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, ids.AsMemory(0, Rows), [Rows, 1]);
        // Later calls read the cached keys and values; of these states only the shape counts, so rows need not move.
        inputs[1] = windows.ToTensor(Rows, decoder.StatesType);
    }
}
