using System.Security.Cryptography;
using System.Text;
using CallQuality.Inference.ModelFiles;
using Microsoft.ML.OnnxRuntime;

namespace CallQuality.Inference.Whisper;

/// <summary>A Whisper model ready to run: configuration, vocabulary and the two graphs.</summary>
internal sealed class WhisperModel : IDisposable
{
    private const string EncoderName = "encoder_model.onnx";
    private const string DecoderName = "decoder_model_merged.onnx";
    private const string Folder = "whisper-base";

    private WhisperModel(string version, WhisperConfiguration configuration, TokenBytes vocabulary, InferenceSession encoder, InferenceSession decoder)
    {
        Version = version;
        Configuration = configuration;
        Vocabulary = vocabulary;
        Encoder = new WhisperEncoder(encoder, configuration);
        Decoder = new WhisperDecoder(decoder, configuration);
    }

    /// <summary>Folder name and the first digits of the hash over both graphs' hashes.</summary>
    public string Version { get; }

    public WhisperConfiguration Configuration { get; }

    public TokenBytes Vocabulary { get; }

    public WhisperEncoder Encoder { get; }

    public WhisperDecoder Decoder { get; }

    /// <summary>Loads the model; hashing and opening run side by side, and nothing is used before both are through.</summary>
    public static WhisperModel Load(ModelFolder models, int threads)
    {
        var folder = Path.Combine(models.FolderPath, Folder);
        WhisperConfiguration? configuration = null;
        TokenBytes? vocabulary = null;
        InferenceSession? encoder = null;
        InferenceSession? decoder = null;
        var hashes = new string[2];
        try
        {
            Parallel.Invoke(
                () => decoder = SessionFactory.Open(models.PathOf($"{Folder}/{DecoderName}"), threads, growing: true),
                () =>
                {
                    foreach (var name in new[] { WhisperConfiguration.ModelFileName, WhisperConfiguration.GenerationFileName, WhisperConfiguration.PreprocessorFileName, TokenBytes.FileName })
                    {
                        models.Verify($"{Folder}/{name}");
                    }

                    configuration = WhisperConfiguration.Read(folder);
                    vocabulary = TokenBytes.Read(folder, configuration.EndOfText);
                    encoder = SessionFactory.Open(models.PathOf($"{Folder}/{EncoderName}"), threads);
                },
                () => hashes[0] = models.Verify($"{Folder}/{EncoderName}").Sha256,
                () => hashes[1] = models.Verify($"{Folder}/{DecoderName}").Sha256);
        }
        catch (AggregateException errors) when (errors.InnerExceptions.OfType<ModelFileException>().FirstOrDefault() is { } error)
        {
            encoder?.Dispose();
            decoder?.Dispose();
            throw new ModelFileException(error.Text, errors);
        }

        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(string.Concat(hashes))));
        return new WhisperModel($"{Folder} {digest[..8]}", configuration!, vocabulary!, encoder!, decoder!);
    }

    public void Dispose()
    {
        Encoder.Dispose();
        Decoder.Dispose();
    }
}
