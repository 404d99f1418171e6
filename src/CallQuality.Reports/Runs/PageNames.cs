using System.Globalization;
using System.Text;

namespace CallQuality.Reports.Runs;

/// <summary>Names of files made from names of people: letters that every file system and address takes, nothing that leaves the folder.</summary>
internal static class PageNames
{
    private const int LongestName = 60;

    /// <summary>A name not taken yet, without ending; it is added to <paramref name="taken"/>.</summary>
    public static string Unique(string name, ISet<string> taken)
    {
        var plain = Plain(name);
        var candidate = plain;
        for (var number = 2; !taken.Add(candidate); number++)
        {
            candidate = string.Create(CultureInfo.InvariantCulture, $"{plain}-{number}");
        }

        return candidate;
    }

    /// <summary>Small letters a to z, digits and hyphens; umlauts are spelled out, other letters lose their accents; <c>agent</c> where nothing is left.</summary>
    public static string Plain(string name)
    {
        var plain = new StringBuilder();
        foreach (var letter in name.ToLowerInvariant())
        {
            plain.Append(letter switch
            {
                >= 'a' and <= 'z' or >= '0' and <= '9' => letter.ToString(),
                'ä' => "ae",
                'ö' => "oe",
                'ü' => "ue",
                'ß' => "ss",
                'à' or 'á' or 'â' or 'ã' or 'å' => "a",
                'è' or 'é' or 'ê' or 'ë' => "e",
                'ì' or 'í' or 'î' or 'ï' => "i",
                'ò' or 'ó' or 'ô' or 'õ' or 'ø' => "o",
                'ù' or 'ú' or 'û' => "u",
                'ç' => "c",
                'ñ' => "n",
                _ => plain.Length > 0 && plain[^1] != '-' ? "-" : "",
            });
        }

        var text = plain.ToString()[..Math.Min(plain.Length, LongestName)].Trim('-');
        return text.Length == 0 ? "agent" : text;
    }
}
