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
    /// <param name="http">Fetches; its time-out applies until a server begins to answer. Not disposed here.</param>
    public ModelInstaller(HttpClient http) => this.http = http;

    /// <summary>How long a server may send nothing in the middle of a file before the connection counts as broken. Default 60 s.</summary>
    public TimeSpan LongestSilence { get; init; } = TimeSpan.FromSeconds(60);

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
        source ??= DefaultSource.Replace("{0}", name, StringComparison.Ordinal);
        var origin = SourceAt(source);
        try
        {
            Directory.CreateDirectory(draft);
            var files = await FetchAllAsync(origin, source, draft, progress, cancellationToken);
            new ModelManifest { Schema = ModelManifest.CurrentSchema, Files = files }.Write(draft);
            WhisperFiles.In(draft);
            WhisperConfiguration.Read(draft);
            Directory.Move(draft, target);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ModelFileException(
                new Bilingual(
                    $"{target}: lässt sich nicht anlegen ({error.Message}); installiert wurde nichts.",
                    $"{target}: cannot be made ({error.Message}); nothing was installed."),
                error);
        }

        return target;
    }

    private IModelSource SourceAt(string source)
    {
        if (Directory.Exists(source))
        {
            return new FolderSource(source);
        }

        return Uri.TryCreate(source.EndsWith('/') ? source : source + "/", UriKind.Absolute, out var address) && address.Scheme is ("http" or "https")
            ? new WebSource(http, address, LongestSilence)
            : throw new ModelFileException(new Bilingual(
                $"{source}: weder ein Ordner noch eine Adresse; erwartet wird eines von beiden, die Adresse mit https://.",
                $"{source}: neither a folder nor an address; expected one of them, the address with https://."));
    }

    private static async Task<List<ModelFile>> FetchAllAsync(
        IModelSource origin, string source, string draft, IProgress<string>? progress, CancellationToken cancellationToken)
    {
        var listed = await TryAsync(ModelManifest.FileName, () => origin.ManifestAsync(cancellationToken), () => 0, cancellationToken);
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
            var expected = entry?.Sha256 ?? await TryAsync(fetched, () => origin.HashAsync(fetched, cancellationToken), () => 0, cancellationToken);
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
            if (await TryAsync(file, () => origin.FetchAsync(file, part, cancellationToken), () => LengthOf(part), cancellationToken))
            {
                File.Move(part, path);
                return file;
            }
        }

        return null;
    }

    private static long LengthOf(string path) => File.Exists(path) ? new FileInfo(path).Length : 0;

    /// <summary>Tries again where a connection breaks. Whoever sends something each time may take as long as it needs.</summary>
    private static async Task<T> TryAsync<T>(string file, Func<Task<T>> fetch, Func<long> bytesSoFar, CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            var before = bytesSoFar();
            try
            {
                return await fetch();
            }
            catch (Exception error) when (error is HttpRequestException or IOException
                || (error is OperationCanceledException && !cancellationToken.IsCancellationRequested))
            {
                tries = bytesSoFar() > before ? 0 : tries;
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
