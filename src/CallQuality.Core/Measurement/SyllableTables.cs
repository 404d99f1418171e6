using System.Collections.Frozen;

namespace CallQuality.Core.Measurement;

/// <summary>What rules cannot know: abbreviations, signs, and capitals that are said as a word or letter by letter.</summary>
internal static class SyllableTables
{
    /// <summary>German abbreviations and units with the syllables of what is said for them.</summary>
    public static readonly FrozenDictionary<string, int> GermanAbbreviations = Parse(
        "z.b. 3|d.h. 2|usw. 4|bzw. 5|ca. 2|dr. 2|nr. 2|str. 2|tel. 3|evtl. 4|ggf. 5|inkl. 4|exkl. 4|max. 3|min. 3|hr. 1|fr. 1|st. 1|u.a. 5|etc. 4|vgl. 3"
        + "|abt. 3|std. 2|sek. 3|mind. 3|zzgl. 3|o.k. 2|ok 2|prof. 3|mio. 4|mrd. 4|mfg 5|km 4|kg 4|cm 4|mm 4|mb 3|gb 3|tb 3|kb 3|kwh 6|kw 3|mbit 3"
        + "|gbit 3|gmbh 4|ag 2|kg. 2|mhz 3|ghz 3|km/h 7|u.s.w. 4|i.d.r. 5|o.ä. 4|u.u. 4|z.t. 2|s.o. 3|b2b 3|z.hd. 4|tsd. 2|euro 2|bd. 1");

    /// <summary>English abbreviations and units with the syllables of what is said for them.</summary>
    public static readonly FrozenDictionary<string, int> EnglishAbbreviations = Parse(
        "mr. 2|mrs. 2|ms. 1|dr. 2|prof. 3|st. 1|e.g. 2|i.e. 2|etc. 4|approx. 4|vs. 2|a.m. 2|p.m. 2|am. 2|pm 2|ok 2|o.k. 2|inc. 4|ltd. 3|corp. 4|dept. 3"
        + "|ave. 3|rd. 1|blvd. 3|apt. 3|jr. 2|sr. 2|u.s. 2|u.k. 2|u.s.a. 3|no. 2|ext. 3|tel. 4|min. 2|max. 3|kg 3|km 4|cm 4|mm 4|mb 3|gb 3|tb 3|kb 3"
        + "|mph 3|lb 1|lbs 1|oz 1|ft 1|hr 1|hrs 1|mins 2|secs 2|mhz 3|ghz 3|mbps 5|kwh 5|mr 2|mrs 2|ms 1|dr 2|jan. 4|feb. 4|aug. 2|sept. 3|oct. 3|nov. 3|dec. 3");

    /// <summary>Signs as they are read in German.</summary>
    public static readonly FrozenDictionary<char, int> GermanSigns = Signs("%2 €2 $2 £1 &1 +1 @1 =1 °1 §4 #2");

    /// <summary>Signs as they are read in English.</summary>
    public static readonly FrozenDictionary<char, int> EnglishSigns = Signs("%2 €2 $2 £1 &1 +1 @1 =2 °2 §2 #2");

    /// <summary>Words in capitals that are said as a word.</summary>
    public static readonly FrozenSet<string> CapitalsSaidAsWord = Words(
        "tüv sim pin lan ram rom bug nato ikea aida asap app box fax gas hilfe ja nein der die das und ich sie wir not stop tan puk aok aus ein neu dell asus acer"
        + " visa bios gif jpeg zip web hub cad sap kita azubi schufa elster unicef nasa laser radar the and you yes for new all are but can has not now our out sir");

    /// <summary>Longer capitals that hold a vowel and are spelled all the same.</summary>
    public static readonly FrozenSet<string> SpelledCapitals = Words("adac html isdn voip http https  adhs usbc");

    /// <summary>Letter words that are spelled however they are written.</summary>
    public static readonly FrozenSet<string> SpelledInAnyCase = Words("pc pcs tv dvd cd dvds cds sms usb dsl www pdf lkw pkw wc html http https mp gps id ids vpn xml faq");

    /// <summary>English words that the rules get wrong.</summary>
    public static readonly FrozenDictionary<string, int> EnglishWords = Parse("the 1|area 3|idea 3|being 2|every 2|people 2");

    private static FrozenDictionary<string, int> Parse(string table) => table.Split('|')
        .Select(row => row.Split(' '))
        .ToFrozenDictionary(row => row[0], row => int.Parse(row[1], System.Globalization.CultureInfo.InvariantCulture));

    private static FrozenDictionary<char, int> Signs(string table) => table.Split(' ').ToFrozenDictionary(row => row[0], row => row[1] - '0');

    private static FrozenSet<string> Words(string table) => table.Split(' ').ToFrozenSet();
}
