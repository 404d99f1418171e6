using System.Diagnostics;
using CallQuality.Audio.Files;
using CallQuality.Core.Analysis;
using CallQuality.Core.Calls;
using CallQuality.Core.Mistakes;
using CallQuality.Core.Phrases;
using CallQuality.Core.Scoring;
using CallQuality.Inference;
using CallQuality.Inference.ModelFiles;
using CallQuality.Inference.Phrases;
using CallQuality.Inference.VoiceActivity;
using CallQuality.Inference.Whisper;
using CallQuality.Reports.Runs;
using static System.FormattableString;

namespace CallQuality.Benchmarks;

/// <summary>Whole calls through the product's pipeline, stage by stage.</summary>
internal sealed class Throughput : IDisposable
{
    private const double Mebi = 1024 * 1024;
    private readonly DirectoryInfo results = Directory.CreateTempSubdirectory("callquality-throughput");
    private readonly SileroVoiceActivityDetector voiceActivity;
    private readonly WhisperTranscriber transcriber;
    private readonly PhraseClassifier classifier;
    private readonly CallAnalyzer analyzer;

    public Throughput()
    {
        var models = ModelFolder.Locate();
        voiceActivity = SileroVoiceActivityDetector.Load(models);
        transcriber = WhisperTranscriber.Load(models, new WhisperOptions());
        classifier = PhraseClassifier.Load(models, Environment.ProcessorCount);
        analyzer = new CallAnalyzer(voiceActivity, transcriber, classifier, new AllDetectors(PhraseBooks.BuiltIn), Rubric.Default);
    }

    /// <summary>Analyses each file three times and prints the share of each stage; from the second run on everything is warm.</summary>
    public void Run(IEnumerable<string> files, TextWriter output)
    {
        foreach (var file in files)
        {
            for (var run = 1; run <= 3; run++)
            {
                using var clock = new StageClock();
                var whole = Stopwatch.StartNew();
                var (seconds, packedSeconds) = Analyze(file, clock);
                Print(output, $"{Path.GetFileName(file)}, run {run}", clock, whole.Elapsed.TotalSeconds, seconds, packedSeconds);
            }
        }
    }

    /// <summary>Analyses one file many times and prints the memory, which must not grow.</summary>
    public void Many(int times, string file, TextWriter output)
    {
        for (var run = 1; run <= times; run++)
        {
            using var clock = new StageClock();
            Analyze(file, clock);
            if (run == 1 || run % 10 == 0)
            {
                using var process = Process.GetCurrentProcess();
                output.WriteLine(Invariant($"{run,4} calls: {process.WorkingSet64 / Mebi:0} MiB now, {process.PeakWorkingSet64 / Mebi:0} MiB at the peak"));
            }
        }
    }

    private (double Seconds, double PackedSeconds) Analyze(string file, StageClock clock)
    {
        var recording = clock.Time("decode", () => RecordingReader.Read(file, default));
        var wishes = new CallWishes { AgentChannel = 0 };
        var heard = analyzer.Listen(recording, new CallMetadata(), wishes, null, default);
        var analysis = clock.Time("measures", () => analyzer.Judge(recording, heard, new CallMetadata(), wishes, default));
        clock.Time("report", () => CallResults.Write(Path.Combine(results.FullName, "call"), analysis, Language.English, ResultFormats.All));
        var packs = recording.Channels.SelectMany((samples, channel) => SpeechPacker.Pack(channel, samples, recording.SampleRateHz, heard.Speech[channel]));
        return (recording.Duration.TotalSeconds, packs.Sum(pack => pack.Seconds));
    }

    private static void Print(TextWriter output, string name, StageClock clock, double elapsedSeconds, double seconds, double packedSeconds)
    {
        output.WriteLine(Invariant($"{name}: {seconds:0.0} s in {elapsedSeconds:0.00} s, {seconds / elapsedSeconds:0.0} times real time"));
        foreach (var (stage, time) in clock.Stages)
        {
            output.WriteLine(Invariant($"  {stage,-15} {time.TotalSeconds,6:0.00} s {100 * time.TotalSeconds / elapsedSeconds,5:0.0} %"));
        }

        // The lanes' stages add up to more than the clock shows: what their words' times took is taken off by its share.
        double Seconds(params string[] names) => names.Sum(stage => clock.Stages.GetValueOrDefault(stage).TotalSeconds);
        var reading = Seconds(RecognitionStages.Mel, RecognitionStages.Encoder, RecognitionStages.Decoder);
        reading *= Seconds(RecognitionStages.Transcription) / (reading + Seconds(RecognitionStages.WordTimes));
        using var process = Process.GetCurrentProcess();
        output.WriteLine(Invariant($"  packed speech: {packedSeconds:0.0} s at {packedSeconds / reading:0.0} times real time (mel, encoder, decoder)"));
        output.WriteLine(Invariant($"  peak memory: {process.PeakWorkingSet64 / Mebi:0} MiB"));
    }

    public void Dispose()
    {
        transcriber.Dispose();
        voiceActivity.Dispose();
        classifier.Dispose();
        results.Delete(recursive: true);
    }
}
