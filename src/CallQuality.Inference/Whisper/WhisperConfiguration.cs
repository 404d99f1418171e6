using System.Collections.Frozen;
using System.Text.Json;
using CallQuality.Audio;
using CallQuality.Inference.ModelFiles;

namespace CallQuality.Inference.Whisper;

/// <summary>Sizes and special tokens of one Whisper model, from the three configuration files of its folder.</summary>
internal sealed record WhisperConfiguration
{
    public const string ModelFileName = "config.json";
    public const string GenerationFileName = "generation_config.json";
    public const string PreprocessorFileName = "preprocessor_config.json";

    public required int MelBands { get; init; }

    /// <summary>States the encoder gives for a full window of 30 s.</summary>
    public required int EncoderStates { get; init; }

    public required int StateWidth { get; init; }

    public required int DecoderLayers { get; init; }

    public required int DecoderHeads { get; init; }

    public required int VocabularySize { get; init; }

    /// <summary>Tokens the decoder can take at most, prompt included.</summary>
    public required int MaximumTokens { get; init; }

    public required int StartOfTranscript { get; init; }

    public required int EndOfText { get; init; }

    /// <summary>Task token; <see langword="null"/> for models that know only English.</summary>
    public required int? Transcribe { get; init; }

    public required int NoTimestamps { get; init; }

    public required int NoSpeech { get; init; }

    public required int StartOfPrevious { get; init; }

    /// <summary>Token of each language by its code; empty for models that know only English.</summary>
    public required FrozenDictionary<string, int> Languages { get; init; }

    /// <summary>Tokens that are never spoken.</summary>
    public required IReadOnlyList<int> Suppressed { get; init; }

    /// <summary>Tokens that cannot come first.</summary>
    public required IReadOnlyList<int> SuppressedAtStart { get; init; }

    /// <summary>Cross-attention heads that follow the sound.</summary>
    public required IReadOnlyList<(int Layer, int Head)> AlignmentHeads { get; init; }

    /// <summary>The tokens a transcript begins with.</summary>
    public IReadOnlyList<int> Prompt(string languageCode) =>
        Transcribe is { } transcribe && Languages.TryGetValue(languageCode, out var language)
            ? [StartOfTranscript, language, transcribe, NoTimestamps]
            : [StartOfTranscript, NoTimestamps];

    /// <summary>Reads the files of a model folder.</summary>
    /// <exception cref="ModelFileException">A file is missing, is no JSON, or lacks a value.</exception>
    public static WhisperConfiguration Read(string folder)
    {
        using var model = Parse(folder, ModelFileName);
        using var generation = Parse(folder, GenerationFileName);
        using var preprocessor = Parse(folder, PreprocessorFileName);
        try
        {
            return Combine(model.RootElement, generation.RootElement, preprocessor.RootElement);
        }
        catch (Exception error) when (error is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new ModelFileException(
                new Bilingual(
                    $"{folder}: {ModelFileName}, {GenerationFileName} und {PreprocessorFileName} beschreiben kein Whisper-Modell ({error.Message}); erwartet werden sie, wie Hugging Face sie ablegt.",
                    $"{folder}: {ModelFileName}, {GenerationFileName} and {PreprocessorFileName} describe no Whisper model ({error.Message}); expected them as Hugging Face lays them down."),
                error);
        }
    }

    private static WhisperConfiguration Combine(JsonElement model, JsonElement generation, JsonElement preprocessor)
    {
        var layers = Integer(model, "decoder_layers");
        var heads = Integer(model, "decoder_attention_heads");
        var noTimestamps = Integer(generation, "no_timestamps_token_id");
        var languages = generation.TryGetProperty("lang_to_id", out var ids)
            ? ids.EnumerateObject().ToDictionary(id => id.Name.Trim('<', '|', '>'), id => id.Value.GetInt32())
            : [];
        return new WhisperConfiguration
        {
            MelBands = OptionalInteger(model, "num_mel_bins") ?? Integer(preprocessor, "feature_size"),
            EncoderStates = Integer(model, "max_source_positions"),
            StateWidth = Integer(model, "d_model"),
            DecoderLayers = layers,
            DecoderHeads = heads,
            VocabularySize = Integer(model, "vocab_size"),
            MaximumTokens = Integer(model, "max_target_positions"),
            StartOfTranscript = OptionalInteger(generation, "decoder_start_token_id") ?? Integer(model, "decoder_start_token_id"),
            EndOfText = OptionalInteger(generation, "eos_token_id") ?? Integer(model, "eos_token_id"),
            Transcribe = generation.TryGetProperty("task_to_id", out var tasks) ? Integer(tasks, "transcribe") : null,
            NoTimestamps = noTimestamps,
            // Older exports do not name these two; Whisper's vocabulary has them right before <|notimestamps|>.
            NoSpeech = OptionalInteger(generation, "no_speech_token_id") ?? noTimestamps - 1,
            StartOfPrevious = OptionalInteger(generation, "prev_sot_token_id") ?? noTimestamps - 2,
            Languages = languages.ToFrozenDictionary(StringComparer.Ordinal),
            Suppressed = Integers(generation, "suppress_tokens"),
            SuppressedAtStart = Integers(generation, "begin_suppress_tokens"),
            AlignmentHeads = Heads(generation, layers, heads),
        };
    }

    private static List<(int Layer, int Head)> Heads(JsonElement generation, int layers, int heads)
    {
        if (generation.TryGetProperty("alignment_heads", out var given) && given.ValueKind == JsonValueKind.Array)
        {
            return [.. given.EnumerateArray().Select(pair => (pair[0].GetInt32(), pair[1].GetInt32()))];
        }

        // Whisper's own default where nobody measured the heads: all of the upper half.
        return [.. from layer in Enumerable.Range(layers / 2, layers - (layers / 2)) from head in Enumerable.Range(0, heads) select (layer, head)];
    }

    private static int Integer(JsonElement json, string name) =>
        OptionalInteger(json, name) ?? throw new KeyNotFoundException($"'{name}' is missing");

    private static int? OptionalInteger(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetInt32() : null;

    private static List<int> Integers(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array
            ? [.. value.EnumerateArray().Select(item => item.GetInt32()).Where(id => id >= 0)]
            : [];

    private static JsonDocument Parse(string folder, string name)
    {
        var path = Path.Combine(folder, name);
        try
        {
            return JsonDocument.Parse(File.ReadAllBytes(path));
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw ModelFolder.Missing(path);
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new ModelFileException(
                new Bilingual($"{path}: kein lesbares JSON ({error.Message}).", $"{path}: not readable JSON ({error.Message})."), error);
        }
    }
}
