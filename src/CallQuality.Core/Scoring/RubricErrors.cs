using CallQuality.Audio;

namespace CallQuality.Core.Scoring;

/// <summary>Collects what is wrong with a rubric file, so that the user sees all of it at once.</summary>
internal sealed class RubricErrors(string fileName)
{
    private readonly List<RubricError> errors = [];

    /// <summary>Whether anything is wrong.</summary>
    public bool Any => errors.Count > 0;

    /// <summary>Notes that a key has one value where another was expected.</summary>
    public void Add(int line, string key, string found, Bilingual expected) =>
        errors.Add(new RubricError(line, key, new Bilingual(
            $"{fileName}, Zeile {line}: „{key}“ ist „{found}“, erwartet wird {expected.German}.",
            $"{fileName}, line {line}: '{key}' is '{found}', expected is {expected.English}.")));

    /// <summary>Notes a key nothing reads.</summary>
    public void Unknown(int line, string key, IEnumerable<string> allowed)
    {
        var list = string.Join(", ", allowed);
        var (german, english) = list.Length == 0 ? ("hier steht nichts", "nothing belongs here") : ($"erlaubt sind hier: {list}", $"allowed here are: {list}");
        errors.Add(new RubricError(line, key, new Bilingual(
            $"{fileName}, Zeile {line}: „{key}“ ist unbekannt, {german}.",
            $"{fileName}, line {line}: '{key}' is unknown, {english}.")));
    }

    /// <summary>Notes a key that is not there; a second note of the same key changes nothing.</summary>
    public void Missing(int line, string key, Bilingual expected)
    {
        var error = new RubricError(line, key, new Bilingual(
            $"{fileName}, Zeile {line}: „{key}“ fehlt, erwartet wird {expected.German}.",
            $"{fileName}, line {line}: '{key}' is missing, expected is {expected.English}."));
        if (!errors.Contains(error))
        {
            errors.Add(error);
        }
    }

    /// <summary>Notes that the text is not YAML.</summary>
    public void NotYaml(int line, string detail) =>
        errors.Add(new RubricError(line, string.Empty, new Bilingual(
            $"{fileName}, Zeile {line}: Das ist kein gültiges YAML ({detail}), erwartet wird eine Bewertungsdatei nach callquality.rubric/1.",
            $"{fileName}, line {line}: this is not valid YAML ({detail}), expected is a rubric of schema callquality.rubric/1.")));

    /// <summary>Notes that the text is YAML, but no mapping.</summary>
    public void NotARubric(int line) =>
        errors.Add(new RubricError(line, string.Empty, new Bilingual(
            $"{fileName}, Zeile {line}: Die Datei enthält keine Schlüssel mit Werten, erwartet wird eine Bewertungsdatei nach callquality.rubric/1.",
            $"{fileName}, line {line}: the file has no keys with values, expected is a rubric of schema callquality.rubric/1.")));

    /// <summary>Ends the reading if anything is wrong.</summary>
    /// <exception cref="RubricException">Anything is wrong.</exception>
    public void ThrowIfAny()
    {
        if (Any)
        {
            throw new RubricException([.. errors.OrderBy(error => error.Line)]);
        }
    }
}
