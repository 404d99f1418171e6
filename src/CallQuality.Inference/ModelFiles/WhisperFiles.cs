using System.Security.Cryptography;
using System.Text;
using CallQuality.Audio;

namespace CallQuality.Inference.ModelFiles;

/// <summary>The files of one Whisper export in the layout of Hugging Face: graphs in the folder or in its subfolder <c>onnx</c>.</summary>
internal sealed class WhisperFiles
{
    private const string EncoderStem = "encoder_model";
    private const string DecoderStem = "decoder_model_merged";

    // The plain name first, then the smaller and faster kinds, as the hub names them.
    private static readonly string[] Kinds = ["", "_int8", "_quantized", "_uint8", "_fp16", "_q4", "_bnb4"];

    private WhisperFiles(string folder, string encoder, string decoder) => (Folder, Encoder, Decoder) = (folder, encoder, decoder);

    public string Folder { get; }

    public string Encoder { get; }

    public string Decoder { get; }

    /// <summary>Whether a folder has an encoder and a merged decoder.</summary>
    public static bool AreIn(string folder) => Find(folder, EncoderStem) is not null && Find(folder, DecoderStem) is not null;

    /// <exception cref="ModelFileException">A graph is missing.</exception>
    public static WhisperFiles In(string folder) => new(
        folder,
        Find(folder, EncoderStem) ?? throw NotThere(folder, EncoderStem),
        Find(folder, DecoderStem) ?? throw NotThere(folder, DecoderStem));

    /// <summary>
    /// Compares every file of the export with the manifest that names it: the model folder's, or one of the export's own.
    /// An export without a manifest is taken as it is; its hash still goes into the version.
    /// </summary>
    /// <exception cref="ModelFileException">A file is missing or not the one the manifest names.</exception>
    /// <returns>The version: folder name and the first digits of the hash over the graphs' hashes.</returns>
    public string Verify(ModelFolder models, CancellationToken cancellationToken)
    {
        var inside = Path.GetRelativePath(models.FolderPath, Folder).Replace('\\', '/');
        var listed = models.Names($"{inside}/{Relative(Encoder)}") ? models : ModelManifest.IsIn(Folder) ? ModelFolder.Open(Folder) : null;
        var prefix = ReferenceEquals(listed, models) ? inside + "/" : "";
        var names = listed?.Files.Where(file => file.File.StartsWith(prefix, StringComparison.Ordinal)).Select(file => file.File).ToArray() ?? [];
        Dictionary<string, string> hashes = [];
        ModelFileException.FirstOf(() => hashes = names.AsParallel().AsOrdered()
            .Select(name => listed!.Verify(name, cancellationToken)).ToDictionary(file => file.File, file => file.Sha256));
        var graphs = new[] { Encoder, Decoder }.Select(path =>
            hashes.GetValueOrDefault(prefix + Relative(path)) ?? ModelFolder.HashOf(path, cancellationToken));
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(string.Concat(graphs))));
        return $"{Path.GetFileName(Folder.TrimEnd(Path.DirectorySeparatorChar))} {digest[..8]}";
    }

    private static string? Find(string folder, string stem) =>
        (from kind in Kinds
         from place in new[] { folder, Path.Combine(folder, "onnx") }
         let path = Path.Combine(place, $"{stem}{kind}.onnx")
         where File.Exists(path)
         select path).FirstOrDefault();

    private static ModelFileException NotThere(string folder, string stem) => new(new Bilingual(
        $"{folder}: {stem}.onnx nicht gefunden (auch nicht als {stem}_quantized.onnx oder unter onnx); erwartet wird ein Whisper-Export, wie Hugging Face ihn ablegt.",
        $"{folder}: found no {stem}.onnx (nor {stem}_quantized.onnx, nor below onnx); expected a Whisper export as Hugging Face lays it down."));

    private string Relative(string path) => Path.GetRelativePath(Folder, path).Replace('\\', '/');
}
