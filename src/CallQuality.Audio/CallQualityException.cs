namespace CallQuality.Audio;

/// <summary>
/// The root of every error this product raises on purpose. Its text is one sentence for the user
/// that names the file, what was found and what was expected.
/// </summary>
public class CallQualityException : Exception
{
    /// <summary>Creates the error.</summary>
    /// <param name="text">The sentence, in both languages. <see cref="Exception.Message"/> is the English one.</param>
    /// <param name="inner">What caused it, if anything did.</param>
    public CallQualityException(Bilingual text, Exception? inner = null)
        : base(text.English, inner)
    {
        Text = text;
    }

    /// <summary>The sentence for the user in both languages.</summary>
    public Bilingual Text { get; }
}
