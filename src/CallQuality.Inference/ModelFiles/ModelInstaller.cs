using CallQuality.Audio;
using CallQuality.Inference.Whisper;

namespace CallQuality.Inference.ModelFiles;

/// <summary>Brings further Whisper models into the model folder, whole or not at all.</summary>
/// <remarks>
/// Files go to a hidden folder first; a download that breaks off is taken up where it stopped, now or at the next call.
/// Only when every file is there and its hash is right does the folder get its name.
/// </remarks>
public sealed class ModelInstaller
{
    /// <summary>Where models come from unless another source is named; <c>{0}</c> is the size, such as <c>small</c>.</summary>
    public const string DefaultSource = "https://huggingface.co/onnx-community/whisper-{0}/resolve/main/";

    private const int MostTries = 5;

    private static readonly string[] PlainFiles =
    [
        WhisperConfiguration.ModelFileName, WhisperConfiguration.GenerationFileName, WhisperConfiguration.PreprocessorFileName,
        TokenBytes.FileName, "merges.txt",
    ];

    // Quantised first: on the processor it is the faster one and hardly worse.
    private static readonly string[] EncoderFiles = GraphFiles("encoder_model");
    private static readonly string[] DecoderFiles = GraphFiles("decoder_model_merged");

    private readonly HttpClient http;

    /// <summary>Prepares installing.</summary>
    /// <param name="http">Fetches; its time-outs apply. Not disposed here.</param>
    public ModelInstaller(HttpClient http) => this.http = http;

    /// <summary>Installs a model.</summary>
    /// <param name="name">Size or name; the model's folder becomes <c>whisper-NAME</c>.</param>
    /// <param name="source">Address or folder of the export; <see langword="null"/> for <see cref="DefaultSource"/>.</param>
    /// <param name="modelFolder">The model folder to install into.</param>
    /// <param name="progress">Told each file's name as it begins; may be <see langword="null"/>.</param>
    /// <param name="cancellationToken">Stops; what was fetched is kept for the next try.</param>
    /// <returns>Full path of the installed model.</returns>
    /// <exception cref="ModelFileException">The source lacks a file, breaks off again and again, or a hash is wrong.</exception>
    public async Task<string> InstallAsync(
        string name, string? source, string modelFolder, IProgress<string>? progress, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (!name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_'))
        {
            throw new ModelFileException(new Bilingual(
                $"„{name}“ ist kein Modellname; erwartet werden Buchstaben, Ziffern, Punkt und Strich wie in small oder large-v3.",
                $"'{name}' is no model name; expected letters, digits, dots and dashes as in small or large-v3."));
        }

        var target = Path.Combine(Path.GetFullPath(modelFolder), $"whisper-{name}");
        if (Directory.Exists(target))
        {
            return target;
        }

        var draft = Path.Combine(Path.GetFullPath(modelFolder), $".whisper-{name}.partial");
        Directory.CreateDirectory(draft);
        source ??= DefaultSource.Replace("{0}", name, StringComparison.Ordinal);
        var origin = Directory.Exists(source) ? (IModelSource)new FolderSource(source) : new WebSource(http, new Uri(source.EndsWith('/') ? source : source + "/"));
        var files = await FetchAllAsync(origin, source, draft, progress, cancellationToken);
        new ModelManifest { Schema = ModelManifest.CurrentSchema, Files = files }.Write(draft);
        WhisperFiles.In(draft);
        WhisperConfiguration.Read(draft);
        Directory.Move(draft, target);
        return target;
    }

    private static async Task<List<ModelFile>> FetchAllAsync(
        IModelSource origin, string source, string draft, IProgress<string>? progress, CancellationToken cancellationToken)
    {
        var listed = await origin.ManifestAsync(cancellationToken);
        string[][] wanted = listed is not null
            ? [.. listed.Files.Select(file => new[] { file.File })]
            : [.. PlainFiles.Select(file => new[] { file }), EncoderFiles, DecoderFiles];
        var files = new List<ModelFile>();
        foreach (var choices in wanted)
        {
            var fetched = await FetchFirstAsync(origin, choices, draft, progress, cancellationToken)
                ?? throw new ModelFileException(new Bilingual(
                    $"{source}: {choices[0]} nicht gefunden; erwartet wird ein Whisper-Export, wie Hugging Face ihn ablegt.",
                    $"{source}: found no {choices[0]}; expected a Whisper export as Hugging Face lays it down."));
            var path = Path.Combine(draft, fetched);
            var hash = ModelFolder.HashOf(path, cancellationToken);
            var entry = listed?.Files.First(file => file.File == fetched);
            var expected = entry?.Sha256 ?? await origin.HashAsync(fetched, cancellationToken);
            if (expected is not null && !expected.Equals(hash, StringComparison.OrdinalIgnoreCase))
            {
                File.Delete(path);
                throw new ModelFileException(new Bilingual(
                    $"{source}: {fetched} hat SHA-256 {hash}, erwartet wird {expected}. Nichts wurde installiert.",
                    $"{source}: {fetched} has SHA-256 {hash}, expected {expected}. Nothing was installed."));
            }

            files.Add(entry ?? new ModelFile
            {
                File = fetched, Bytes = new FileInfo(path).Length, Sha256 = hash, Licence = "see origin", Origin = source,
            });
        }

        return files;
    }

    private static async Task<string?> FetchFirstAsync(
        IModelSource origin, string[] choices, string draft, IProgress<string>? progress, CancellationToken cancellationToken)
    {
        foreach (var file in choices)
        {
            var path = Path.Combine(draft, file);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            if (File.Exists(path))
            {
                return file;
            }

            progress?.Report(file);
            var part = path + ".part";
            if (await FetchAsync(origin, file, part, cancellationToken))
            {
                File.Move(part, path);
                return file;
            }
        }

        return null;
    }

    private static async Task<bool> FetchAsync(IModelSource origin, string file, string part, CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            var before = File.Exists(part) ? new FileInfo(part).Length : 0;
            try
            {
                return await origin.FetchAsync(file, part, cancellationToken);
            }
            catch (Exception error) when (error is HttpRequestException or IOException)
            {
                // Whoever sends something each time may take as long as it needs.
                var gained = File.Exists(part) && new FileInfo(part).Length > before;
                tries = gained ? 0 : tries;
                if (tries >= MostTries)
                {
                    throw new ModelFileException(
                        new Bilingual(
                            $"{file}: die Übertragung brach {MostTries}-mal ab ({error.Message}). Ein neuer Aufruf setzt sie fort; installiert wurde nichts.",
                            $"{file}: the transfer broke off {MostTries} times ({error.Message}). Calling again continues it; nothing was installed."),
                        error);
                }
            }
        }
    }

    private static string[] GraphFiles(string stem) =>
    [
        $"onnx/{stem}_quantized.onnx", $"onnx/{stem}_int8.onnx", $"onnx/{stem}.onnx", $"{stem}_quantized.onnx", $"{stem}.onnx",
    ];
}
