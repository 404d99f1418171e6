using CallQuality.Inference.ModelFiles;
using Microsoft.ML.OnnxRuntime;

namespace CallQuality.Inference.Whisper;

/// <summary>A Whisper model ready to run: configuration, vocabulary and the two graphs.</summary>
internal sealed class WhisperModel : IDisposable
{
    private WhisperModel(string folder, WhisperConfiguration configuration, TokenBytes vocabulary, InferenceSession encoder, InferenceSession decoder)
    {
        Folder = folder;
        Configuration = configuration;
        Vocabulary = vocabulary;
        Encoder = new WhisperEncoder(encoder, configuration);
        Decoder = new WhisperDecoder(decoder, configuration);
    }

    public string Folder { get; }

    public WhisperConfiguration Configuration { get; }

    public TokenBytes Vocabulary { get; }

    public WhisperEncoder Encoder { get; }

    public WhisperDecoder Decoder { get; }

    /// <summary>Opens the two graphs side by side and reads what lies beside them.</summary>
    /// <param name="files">The export. Its files are verified by the caller.</param>
    /// <param name="threads">Threads inside an operator, at least 1.</param>
    /// <exception cref="ModelFileException">A file is missing or does not fit the others.</exception>
    public static WhisperModel Open(WhisperFiles files, int threads)
    {
        InferenceSession? encoder = null;
        InferenceSession? decoder = null;
        try
        {
            ModelFileException.FirstOf(() => Parallel.Invoke(
                () => decoder = SessionFactory.Open(files.Decoder, threads, growing: true),
                () => encoder = SessionFactory.Open(files.Encoder, threads)));
            var configuration = WhisperConfiguration.Read(files.Folder);
            var vocabulary = TokenBytes.Read(files.Folder, configuration.EndOfText);
            return new WhisperModel(files.Folder, configuration, vocabulary, encoder!, decoder!);
        }
        catch
        {
            encoder?.Dispose();
            decoder?.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        Encoder.Dispose();
        Decoder.Dispose();
    }
}
