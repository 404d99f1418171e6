using System.Diagnostics;

namespace CallQuality.Inference;

/// <summary>The stages of recognition as activities, so that whoever listens sees where the time goes; nobody listening costs nothing.</summary>
internal static class RecognitionStages
{
    public const string SourceName = "CallQuality.Recognition";
    public const string VoiceActivity = "voice activity";

    /// <summary>The whole of a call; the stages below lie within it, in two lanes at once.</summary>
    public const string Transcription = "transcription";

    public const string Mel = "mel";
    public const string Encoder = "encoder";
    public const string Decoder = "decoder";
    public const string WordTimes = "word times";

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>Begins a stage; disposing of the result ends it.</summary>
    public static Activity? Begin(string name) => Source.StartActivity(name);
}
