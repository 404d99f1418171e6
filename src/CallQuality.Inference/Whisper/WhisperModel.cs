using CallQuality.Inference.ModelFiles;
using Microsoft.ML.OnnxRuntime;

namespace CallQuality.Inference.Whisper;

/// <summary>A Whisper model ready to run: configuration, vocabulary and the two graphs.</summary>
internal sealed class WhisperModel : IDisposable
{
    private WhisperModel(string folder, string version, WhisperConfiguration configuration, TokenBytes vocabulary, InferenceSession encoder, InferenceSession decoder)
    {
        Folder = folder;
        Version = version;
        Configuration = configuration;
        Vocabulary = vocabulary;
        Encoder = new WhisperEncoder(encoder, configuration);
        Decoder = new WhisperDecoder(decoder, configuration);
    }

    /// <summary>Folder name and the first digits of the hash over both graphs' hashes.</summary>
    public string Version { get; }

    public string Folder { get; }

    public WhisperConfiguration Configuration { get; }

    public TokenBytes Vocabulary { get; }

    public WhisperEncoder Encoder { get; }

    public WhisperDecoder Decoder { get; }

    /// <summary>Loads the model; hashing and opening run side by side, and nothing is used before both are through.</summary>
    /// <exception cref="ModelFileException">A file is missing, not the one the manifest names, or does not fit the others.</exception>
    public static WhisperModel Load(ModelFolder models, int threads)
    {
        var files = WhisperFiles.In(models.WhisperPath);
        var version = "";
        InferenceSession? encoder = null;
        InferenceSession? decoder = null;
        try
        {
            Parallel.Invoke(
                () => decoder = SessionFactory.Open(files.Decoder, threads, growing: true),
                () => encoder = SessionFactory.Open(files.Encoder, threads),
                () => version = files.Verify(models, CancellationToken.None));
            var configuration = WhisperConfiguration.Read(files.Folder);
            var vocabulary = TokenBytes.Read(files.Folder, configuration.EndOfText);
            return new WhisperModel(files.Folder, version, configuration, vocabulary, encoder!, decoder!);
        }
        catch (Exception error)
        {
            encoder?.Dispose();
            decoder?.Dispose();
            if (error is AggregateException errors && errors.Flatten().InnerExceptions.OfType<ModelFileException>().FirstOrDefault() is { } first)
            {
                throw new ModelFileException(first.Text, errors);
            }

            throw;
        }
    }

    public void Dispose()
    {
        Encoder.Dispose();
        Decoder.Dispose();
    }
}
