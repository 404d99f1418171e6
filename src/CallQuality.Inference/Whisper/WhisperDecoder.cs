using CallQuality.Inference.ModelFiles;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace CallQuality.Inference.Whisper;

/// <summary>The decoder's graph: starts batches of windows, and reads finished tokens once more for their attention.</summary>
internal sealed class WhisperDecoder : IDisposable
{
    private readonly InferenceSession session;
    private readonly RunOptions runOptions = new();
    private readonly string[] inputNames;
    private readonly string[] attentionOutputs;
    private readonly IReadOnlyList<int> attentionLayers;

    public WhisperDecoder(InferenceSession session, WhisperConfiguration configuration)
    {
        this.session = session;
        Configuration = configuration;
        string[] kinds = ["decoder.key", "decoder.value", "encoder.key", "encoder.value"];
        var layers = Enumerable.Range(0, configuration.DecoderLayers).ToArray();
        inputNames = ["input_ids", "encoder_hidden_states", "use_cache_branch",
            .. from kind in kinds from layer in layers select $"past_key_values.{layer}.{kind}"];
        string[] outputs = ["logits", .. from kind in kinds from layer in layers select $"present.{layer}.{kind}"];
        First = new HandleRun(session, inputNames, outputs);
        Next = new HandleRun(session, inputNames, outputs.Take(1 + (2 * configuration.DecoderLayers)));
        attentionLayers = [.. configuration.AlignmentHeads.Select(head => head.Layer).Distinct().Order()];
        attentionOutputs = [.. attentionLayers.Select(layer => $"cross_attentions.{layer}")];
        StatesType = TensorFloats.TypeOf(session.InputMetadata, "encoder_hidden_states");
        CacheType = TensorFloats.TypeOf(session.InputMetadata, inputNames[^1]);
        LogitsType = TensorFloats.TypeOf(session.OutputMetadata, "logits");
        TakesPairs = session.InputMetadata["encoder_hidden_states"].Dimensions[1] < 0;
        HasAttention = attentionOutputs.All(session.OutputMetadata.ContainsKey);
    }

    public WhisperConfiguration Configuration { get; }

    /// <summary>Whether the export gives cross-attentions, without which word times are coarse.</summary>
    public bool HasAttention { get; }

    /// <summary>Whether the export reads any number of states, so that they may be averaged in pairs.</summary>
    public bool TakesPairs { get; }

    internal TensorElementType StatesType { get; }

    internal TensorElementType CacheType { get; }

    internal TensorElementType LogitsType { get; }

    /// <summary>The call that reads a prompt: gives logits, and keys and values of the decoder's and the encoder's attention.</summary>
    internal HandleRun First { get; }

    /// <summary>The calls after it, a token each: give logits, and keys and values of the decoder's attention.</summary>
    internal HandleRun Next { get; }

    /// <summary>Starts a batch: reads the prompt of every row.</summary>
    /// <param name="windows">Encoder states, one row a window. Must stay as they are while the batch lives.</param>
    /// <param name="prompt">The tokens to begin with, the same for every row or one list a row, all of one length.</param>
    public DecoderBatch Start(EncodedWindows windows, IReadOnlyList<IReadOnlyList<int>> prompt) => new(this, windows, prompt);

    /// <summary>Cross-attention of the alignment heads over one window's finished tokens, in one pass.</summary>
    public CrossAttention Attend(EncodedWindows windows, IReadOnlyList<IReadOnlyList<int>> tokens)
    {
        using var ids = Ids(tokens);
        using var states = windows.ToTensor(windows.Rows, StatesType);
        using var past = new EmptyPast(Configuration, windows.Rows, CacheType);
        var outputs = session.Run(runOptions, inputNames, [ids, states, past.FirstCall, .. past.Values], attentionOutputs);
        return new CrossAttention(outputs, attentionLayers, Configuration, tokens[0].Count, windows.States);
    }

    public void Dispose()
    {
        First.Dispose();
        Next.Dispose();
        runOptions.Dispose();
        session.Dispose();
    }

    internal static OrtValue Ids(IReadOnlyList<IReadOnlyList<int>> tokens)
    {
        var ids = tokens.SelectMany(row => row).Select(token => (long)token).ToArray();
        return OrtValue.CreateTensorValueFromMemory(ids, [tokens.Count, tokens[0].Count]);
    }
}
