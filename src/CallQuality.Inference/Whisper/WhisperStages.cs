using System.Diagnostics;

namespace CallQuality.Inference.Whisper;

/// <summary>The stages of transcription as activities, so that whoever listens sees where the time goes; nobody listening costs nothing.</summary>
internal static class WhisperStages
{
    public const string SourceName = "CallQuality.Whisper";
    public const string Mel = "mel";
    public const string Encoder = "encoder";
    public const string Decoder = "decoder";
    public const string WordTimes = "word times";

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>Begins a stage; disposing of the result ends it.</summary>
    public static Activity? Begin(string name) => Source.StartActivity(name);
}
