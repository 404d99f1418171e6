using CallQuality.Audio;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace CallQuality.Core.Calls;

/// <summary>What a house wants of its greeting, from <c>company.yaml</c>: <c>name</c> and, by language, <c>greeting</c>.</summary>
public sealed record CompanyProfile
{
    /// <summary>The company's name as it is spoken.</summary>
    public required string Name { get; init; }

    /// <summary>The company's own greeting by language; a language may be missing. <c>{name}</c> stands for the agent's name.</summary>
    public IReadOnlyDictionary<Language, string> Greetings { get; init; } = new Dictionary<Language, string>();

    /// <summary>Reads a profile.</summary>
    /// <param name="yaml">Text such as <c>name: Grumps + Söhne</c> and <c>greeting: { de: "Grumps und Söhne, {name}, guten Tag" }</c>.</param>
    /// <param name="fileName">The file's name for messages.</param>
    /// <exception cref="MetadataException">The text is no valid profile; names the line.</exception>
    public static CompanyProfile Parse(string yaml, string fileName)
    {
        try
        {
            var file = new DeserializerBuilder().Build().Deserialize<CompanyFile?>(yaml);
            if (string.IsNullOrWhiteSpace(file?.Name))
            {
                throw Wrong(fileName, 1, new Bilingual("der Schlüssel „name“ mit dem Namen der Firma", "the key 'name' with the company's name"));
            }

            var greetings = new Dictionary<Language, string>();
            foreach (var (code, text) in file.Greeting ?? [])
            {
                var language = LanguageCodes.FromCode(code) ?? throw Wrong(fileName, 1, new Bilingual("als Sprache „de“ oder „en“", "'de' or 'en' as language"));
                greetings.Add(language, text);
            }

            return new CompanyProfile { Name = file.Name.Trim(), Greetings = greetings };
        }
        catch (YamlException error)
        {
            throw Wrong(fileName, error.Start.Line, new Bilingual("„name“ und „greeting“ mit Texten für „de“ und „en“", "'name' and 'greeting' with texts for 'de' and 'en'"), error);
        }
    }

    private static MetadataException Wrong(string fileName, long line, Bilingual expected, Exception? cause = null) => new(
        new Bilingual($"{fileName}, Zeile {line}: Das ist kein Firmenprofil, erwartet wird {expected.German}.", $"{fileName}, line {line}: this is no company profile, expected is {expected.English}."),
        cause);

    /// <summary>The file as YAML has it.</summary>
    internal sealed record CompanyFile
    {
        /// <summary>Name of the company.</summary>
        [YamlMember(Alias = "name")]
        public string? Name { get; init; }

        /// <summary>Language code to greeting.</summary>
        [YamlMember(Alias = "greeting")]
        public Dictionary<string, string>? Greeting { get; init; }
    }
}
