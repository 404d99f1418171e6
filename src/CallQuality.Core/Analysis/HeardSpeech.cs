using System.Text.Json;
using System.Text.Json.Serialization;
using CallQuality.Core.Measurement;
using CallQuality.Core.Transcription;

namespace CallQuality.Core.Analysis;

/// <summary>What the models heard: where speech is and what was said. Takes nine tenths of an analysis, so it can be saved and taken up again.</summary>
/// <param name="Speech">Speech of each channel.</param>
/// <param name="Transcript">The words of all channels.</param>
public sealed record HeardSpeech(IReadOnlyList<IReadOnlyList<SpeechSegment>> Speech, Transcript Transcript)
{
    /// <summary>What was measured of each channel meanwhile; <see langword="null"/> where speech was heard in an earlier try.</summary>
    [JsonIgnore]
    internal IReadOnlyList<SoundFrames>? Sounds { get; init; }

    /// <summary>As bytes; <see cref="Parse"/> gives every time and number back exactly, so that a verdict from saved speech is the same.</summary>
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, HeardSpeechContext.Default.HeardSpeech);

    /// <summary>Reads what <see cref="ToBytes"/> wrote.</summary>
    /// <exception cref="JsonException">The bytes are something else.</exception>
    public static HeardSpeech Parse(ReadOnlySpan<byte> bytes) =>
        JsonSerializer.Deserialize(bytes, HeardSpeechContext.Default.HeardSpeech) ?? throw new JsonException("Found null, expected what was heard.");
}

[JsonSourceGenerationOptions(IgnoreReadOnlyProperties = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(HeardSpeech))]
internal sealed partial class HeardSpeechContext : JsonSerializerContext;
