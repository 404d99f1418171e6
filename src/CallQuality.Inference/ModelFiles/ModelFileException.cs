using CallQuality.Audio;

namespace CallQuality.Inference.ModelFiles;

/// <summary>A model file is missing, is not the one the manifest names, or does not fit the program.</summary>
public sealed class ModelFileException(Bilingual text, Exception? inner = null) : CallQualityException(text, inner)
{
    /// <summary>Does work that looks at files side by side; of what is wrong with several, one is said.</summary>
    /// <exception cref="ModelFileException">Something is wrong with at least one.</exception>
    internal static void FirstOf(Action work)
    {
        try
        {
            work();
        }
        catch (AggregateException errors) when (errors.Flatten().InnerExceptions.OfType<ModelFileException>().FirstOrDefault() is { } first)
        {
            throw new ModelFileException(first.Text, errors);
        }
    }
}
