using CallQuality.Audio;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace CallQuality.Core.Phrases;

/// <summary>A phrase list as a tree of YAML nodes that know their lines.</summary>
internal sealed class YamlFile
{
    public YamlFile(string yaml, string name)
    {
        Name = name;
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(yaml));
        }
        catch (YamlException error)
        {
            throw new PhraseBookException(name, error.Start.Line, new Bilingual(
                $"das ist kein gültiges YAML ({error.Message})", $"this is no valid YAML ({error.Message})"));
        }

        Root = stream.Documents.Count == 1 && stream.Documents[0].RootNode is YamlMappingNode root
            ? root
            : throw new PhraseBookException(name, 1, new Bilingual(
                "erwartet wird eine Phrasenliste mit version, language und phrases", "expected a phrase list with version, language and phrases"));
    }

    public string Name { get; }

    public YamlMappingNode Root { get; }

    public PhraseBookException Error(YamlNode node, Bilingual found) => new(Name, node.Start.Line, found);

    public void CheckKeys(YamlMappingNode node, IReadOnlyCollection<string> known)
    {
        foreach (var key in node.Children.Keys)
        {
            if (!known.Contains(Text(key)))
            {
                throw Error(key, new Bilingual(
                    $"„{key}“ ist hier kein Schlüssel; möglich sind {string.Join(", ", known)}",
                    $"'{key}' is no key here; possible are {string.Join(", ", known)}"));
            }
        }
    }

    public static YamlNode? Optional(YamlMappingNode node, string key) =>
        node.Children.TryGetValue(new YamlScalarNode(key), out var value) ? value : null;

    public YamlNode Required(YamlMappingNode node, string key) =>
        Optional(node, key) ?? throw Error(node, new Bilingual($"hier fehlt „{key}“", $"'{key}' is missing here"));

    public string Text(YamlNode node) => node is YamlScalarNode { Value: { Length: > 0 } text }
        ? text
        : throw Error(node, new Bilingual("erwartet wird ein Text", "a text is expected"));

    public IEnumerable<YamlNode> Nodes(YamlNode node) => node is YamlSequenceNode list
        ? list.Children
        : throw Error(node, new Bilingual("erwartet wird eine Aufzählung", "a list is expected"));

    public IEnumerable<string> Texts(YamlNode node) => Nodes(node).Select(Text);

    public IEnumerable<YamlMappingNode> Items(YamlNode node) => Nodes(node).Select(item => item as YamlMappingNode
        ?? throw Error(item, new Bilingual("erwartet wird ein Eintrag mit pattern, weight, example, counter", "an entry with pattern, weight, example, counter is expected")));

    public IEnumerable<(string Key, YamlNode Value)> Pairs(YamlNode node) => node is YamlMappingNode map
        ? map.Children.Select(pair => (Text(pair.Key), pair.Value))
        : throw Error(node, new Bilingual("erwartet werden Schlüssel mit Werten", "keys with values are expected"));
}
