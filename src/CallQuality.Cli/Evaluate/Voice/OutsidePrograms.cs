using System.Diagnostics;
using System.Globalization;
using CallQuality.Audio.Files;
using CallQuality.Cli.Commands;
using CallQuality.Core.Wording;

namespace CallQuality.Cli.Evaluate.Voice;

/// <summary>Praat and SoX, which only the evaluation uses: to flatten pitch, to change tempo, and for the GSM codec.</summary>
internal sealed class OutsidePrograms : IDisposable
{
    // Pitch is moved towards a centre by overlap-add, so that everything else of the sentence stays.
    private const string FlattenScript = """
        form Flatten
            sentence Folder
            integer Count
            real Share
        endform
        for index to count
            Read from file: folder$ + "/" + string$ (index) + ".wav"
            sound = selected ("Sound")
            manipulation = To Manipulation: 0.01, 60, 500
            tier = Extract pitch tier
            points = Get number of points
            if points > 2
                centre = number (readFile$ (folder$ + "/" + string$ (index) + ".txt"))
                Formula: "centre * (self / centre) ^ share"
                selectObject: manipulation
                plusObject: tier
                Replace pitch tier
            endif
            selectObject: manipulation
            result = Get resynthesis (overlap-add)
            Save as WAV file: folder$ + "/" + string$ (index) + "-flat.wav"
            select all
            Remove
        endfor
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("callquality-evaluate-").FullName;

    private OutsidePrograms()
    {
    }

    /// <summary>Makes sure that the programs are there.</summary>
    /// <exception cref="OutsideProgramException">One of them is missing.</exception>
    public static OutsidePrograms Find()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        foreach (var program in (ReadOnlySpan<string>)["praat", "sox"])
        {
            if (!folders.Any(folder => File.Exists(Path.Combine(folder, program)) || File.Exists(Path.Combine(folder, program + ".exe"))))
            {
                throw new OutsideProgramException(Texts.Both("evaluate.voice.program.missing", program));
            }
        }

        return new OutsidePrograms();
    }

    /// <summary>Leaves a share of the pitch movement about a centre in each sound; one run of Praat for all of them.</summary>
    public IReadOnlyList<float[]> Flatten(IReadOnlyList<(float[] Samples, double CentreHz)> sounds, double share, CancellationToken cancellationToken)
    {
        var script = Path.Combine(folder, "flatten.praat");
        File.WriteAllText(script, FlattenScript);
        for (var index = 0; index < sounds.Count; index++)
        {
            Write(Path.Combine(folder, $"{index + 1}.wav"), sounds[index].Samples, EvaluationCorpus.SampleRateHz);
            File.WriteAllText(Path.Combine(folder, $"{index + 1}.txt"), Text(sounds[index].CentreHz));
        }

        Run("praat", ["--run", script, folder, Text(sounds.Count), Text(share)], cancellationToken);
        return [.. sounds.Select((_, index) => RecordingReader.Read(Path.Combine(folder, $"{index + 1}-flat.wav"), cancellationToken).Channels[0])];
    }

    // Without -D sox adds noise of its own, another one in every run.
    public float[] Tempo(float[] samples, double factor, CancellationToken cancellationToken) => Through(
        samples,
        EvaluationCorpus.SampleRateHz,
        (input, output) => Run("sox", ["-D", input, "-b", "16", output, "tempo", "-s", Text(factor)], cancellationToken),
        cancellationToken);

    public float[] Gsm(float[] samples, CancellationToken cancellationToken)
    {
        var coded = Path.Combine(folder, "coded.gsm");
        return Through(
            samples,
            PhoneLine.SampleRateHz,
            (input, output) =>
            {
                Run("sox", ["-D", input, "-t", "gsm", coded], cancellationToken);
                Run("sox", ["-D", "-t", "gsm", coded, "-b", "16", "-e", "signed-integer", output], cancellationToken);
            },
            cancellationToken);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private float[] Through(float[] samples, int rateHz, Action<string, string> program, CancellationToken cancellationToken)
    {
        var input = Path.Combine(folder, "in.wav");
        var output = Path.Combine(folder, "out.wav");
        Write(input, samples, rateHz);
        program(input, output);
        return RecordingReader.Read(output, cancellationToken).Channels[0];
    }

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);

    private static void Run(string program, string[] arguments, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })
            ?? throw new OutsideProgramException(Texts.Both("evaluate.voice.program.missing", program));
        _ = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new OutsideProgramException(Texts.Both("evaluate.voice.program.failed", program, process.ExitCode, errors.Trim()));
        }
    }

    private static void Write(string path, float[] samples, int rateHz)
    {
        using var writer = new BinaryWriter(File.Create(path));
        writer.Write("RIFF"u8);
        writer.Write(36 + (2 * samples.Length));
        writer.Write("WAVEfmt "u8);
        writer.Write(16);
        writer.Write((short)1);
        writer.Write((short)1);
        writer.Write(rateHz);
        writer.Write(2 * rateHz);
        writer.Write((short)2);
        writer.Write((short)16);
        writer.Write("data"u8);
        writer.Write(2 * samples.Length);
        foreach (var sample in samples)
        {
            writer.Write((short)Math.Clamp(Math.Round(sample * 32768.0), -32768, 32767));
        }
    }
}
