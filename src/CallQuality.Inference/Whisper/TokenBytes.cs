using System.Text;
using System.Text.Json;
using CallQuality.Audio;
using CallQuality.Inference.ModelFiles;

namespace CallQuality.Inference.Whisper;

/// <summary>The bytes each text token of a byte-level vocabulary stands for.</summary>
/// <remarks>
/// Own, because a library's decoder gives text for whole token lists, where a letter cut in two by a token border is
/// already replaced; words with times need the bytes of single tokens. Source of the byte letters: GPT-2's <c>bytes_to_unicode</c>.
/// </remarks>
internal sealed class TokenBytes
{
    public const string FileName = "vocab.json";

    private readonly byte[][] tokens;

    private TokenBytes(byte[][] tokens) => this.tokens = tokens;

    /// <summary>Number of ids from 0 that may be text.</summary>
    public int Count => tokens.Length;

    /// <summary>The bytes of a token; empty for ids that are no text.</summary>
    public ReadOnlySpan<byte> this[int token] => (uint)token < (uint)tokens.Length ? tokens[token] : [];

    /// <summary>The text of a token list; bytes that are no UTF-8 become U+FFFD.</summary>
    public string Text(IEnumerable<int> list)
    {
        var bytes = new List<byte>();
        foreach (var token in list)
        {
            bytes.AddRange(this[token]);
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }

    /// <summary>Reads <c>vocab.json</c>.</summary>
    /// <param name="folder">Folder of the model.</param>
    /// <param name="endOfText">Ids from here on are special and have no bytes.</param>
    /// <exception cref="ModelFileException">The file is missing or is no vocabulary.</exception>
    public static TokenBytes Read(string folder, int endOfText)
    {
        var path = Path.Combine(folder, FileName);
        try
        {
            return new TokenBytes(Parse(File.ReadAllBytes(path), endOfText));
        }
        catch (FileNotFoundException)
        {
            throw ModelFolder.Missing(path);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or KeyNotFoundException or IOException)
        {
            throw new ModelFileException(
                new Bilingual(
                    $"{path}: kein byteweises Vokabular ({error.Message}); erwartet wird JSON mit Wortstück und Nummer.",
                    $"{path}: no byte-level vocabulary ({error.Message}); expected JSON of piece and number."),
                error);
        }
    }

    private static byte[][] Parse(ReadOnlySpan<byte> json, int endOfText)
    {
        var byLetter = LetterBytes();
        var result = new byte[endOfText][];
        Array.Fill(result, []);
        var reader = new Utf8JsonReader(json);
        var piece = "";
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                piece = reader.GetString()!;
            }
            else if (reader.TokenType == JsonTokenType.Number && reader.GetInt32() is var id && id < endOfText)
            {
                result[id] = Array.ConvertAll(piece.ToCharArray(), letter => byLetter[letter]);
            }
        }

        return result;
    }

    private static Dictionary<char, byte> LetterBytes()
    {
        var result = new Dictionary<char, byte>();
        var next = 256;
        for (var value = 0; value < 256; value++)
        {
            // Printable bytes stand for themselves, the others for letters from U+0100 on.
            var printable = value is (>= 33 and <= 126) or (>= 161 and <= 172) or (>= 174 and <= 255);
            result.Add((char)(printable ? value : next++), (byte)value);
        }

        return result;
    }
}
