using CallQuality.Audio;

namespace CallQuality.Core.Scoring;

/// <summary>A rubric file is not valid.</summary>
public sealed class RubricException : CallQualityException
{
    internal RubricException(IReadOnlyList<RubricError> errors)
        : base(new Bilingual(
            string.Join('\n', errors.Select(error => error.Text.German)),
            string.Join('\n', errors.Select(error => error.Text.English))))
    {
        Errors = errors;
    }

    /// <summary>All errors in the order of their lines; at least one. <see cref="CallQualityException.Text"/> has one line for each.</summary>
    public IReadOnlyList<RubricError> Errors { get; }
}

/// <summary>One error of a rubric file.</summary>
/// <param name="Line">Line of the file, from 1.</param>
/// <param name="Key">The key it concerns, with its parents: <c>mistakes.TooFast.weight</c>; empty where the text is not YAML at all.</param>
/// <param name="Text">The sentence: file, line, key, found, expected.</param>
public sealed record RubricError(int Line, string Key, Bilingual Text);
