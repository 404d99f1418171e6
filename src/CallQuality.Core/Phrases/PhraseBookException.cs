using CallQuality.Audio;

namespace CallQuality.Core.Phrases;

/// <summary>A phrase list that cannot be used. The sentence names the file, the line, what was found and what was expected.</summary>
public sealed class PhraseBookException : CallQualityException
{
    /// <summary>Creates the error.</summary>
    /// <param name="file">Name of the file.</param>
    /// <param name="line">Line in it, from 1.</param>
    /// <param name="found">What is wrong there and what was expected, in both languages, without a full stop.</param>
    public PhraseBookException(string file, long line, Bilingual found)
        : base(new Bilingual($"{file}, Zeile {line}: {found.German}.", $"{file}, line {line}: {found.English}."))
    {
        Line = line;
    }

    /// <summary>The line, from 1.</summary>
    public long Line { get; }
}
