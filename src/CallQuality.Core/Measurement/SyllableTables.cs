using System.Collections.Frozen;

namespace CallQuality.Core.Measurement;

/// <summary>What rules cannot know: abbreviations, signs, and capitals that are said as a word or letter by letter.</summary>
internal static class SyllableTables
{
    /// <summary>German abbreviations and units with the syllables of what is said for them.</summary>
    public static readonly FrozenDictionary<string, int> GermanAbbreviations = Parse(
        "dr 2|z.b. 3|d.h. 2|usw. 4|bzw. 5|ca. 2|dr. 2|nr. 2|str. 2|tel. 3|evtl. 4|ggf. 5|inkl. 4|exkl. 4|max. 3|min. 3|hr. 1|fr. 1|st. 1|u.a. 5|etc. 4|vgl. 3"
        + "|abt. 3|std. 2|sek. 3|mind. 3|zzgl. 3|o.k. 2|ok 2|prof. 3|mio. 4|mrd. 4|mfg 5|km 4|kg 4|cm 4|mm 4|mb 3|gb 3|tb 3|kb 3|kwh 6|kw 3|mbit 3"
        + "|gbit 3|gmbh 4|ag 2|kg. 2|mhz 3|ghz 3|km/h 7|u.s.w. 4|i.d.r. 5|o.ä. 4|u.u. 4|z.t. 2|s.o. 3|b2b 3|z.hd. 4|tsd. 2|euro 2|bd. 1");

    /// <summary>English abbreviations and units with the syllables of what is said for them.</summary>
    public static readonly FrozenDictionary<string, int> EnglishAbbreviations = Parse(
        "mr. 2|mrs. 2|ms. 1|dr. 2|prof. 3|st. 1|e.g. 2|i.e. 2|etc. 4|approx. 4|vs. 2|a.m. 2|p.m. 2|am. 2|pm 2|ok 2|o.k. 2|inc. 4|ltd. 3|corp. 4|dept. 3"
        + "|ave. 3|rd. 1|blvd. 3|apt. 3|jr. 2|sr. 2|u.s. 2|u.k. 2|u.s.a. 3|no. 2|ext. 3|tel. 4|min. 2|max. 3|kg 3|km 4|cm 4|mb 3|gb 3|tb 3|kb 3"
        + "|mph 3|lb 1|lbs 1|oz 1|ft 1|hr 1|hrs 1|mins 2|secs 2|mhz 3|ghz 3|mbps 5|kwh 5|mr 2|mrs 2|ms 1|dr 2|jan. 4|feb. 4|aug. 2|sept. 3|oct. 3|nov. 3|dec. 3");

    /// <summary>Signs as they are read in German.</summary>
    public static readonly FrozenDictionary<char, int> GermanSigns = Signs("%2 €2 $2 £1 &1 +1 @1 =1 °1 §4 #2");

    /// <summary>Signs as they are read in English.</summary>
    public static readonly FrozenDictionary<char, int> EnglishSigns = Signs("%2 €2 $2 £1 &1 +1 @1 =2 °2 §2 #2");

    /// <summary>Words in capitals that are said as a word.</summary>
    public static readonly FrozenSet<string> CapitalsSaidAsWord = Words(
        "wlan tüv sim pin lan ram rom bug nato ikea aida asap app box fax gas hilfe ja nein der die das und ich sie wir not stop tan puk aok aus ein neu dell asus acer"
        + " visa bios gif jpeg zip web hub cad sap kita azubi schufa elster unicef nasa laser radar the and you yes for new all are but can has not now our out sir");

    /// <summary>Longer capitals that hold a vowel and are spelled all the same.</summary>
    public static readonly FrozenSet<string> SpelledCapitals = Words("adac html isdn voip http https  adhs usbc");

    /// <summary>Letter words that are spelled however they are written.</summary>
    public static readonly FrozenSet<string> SpelledInAnyCase = Words("pc tv dvd cd sms usb dsl www pdf lkw pkw wc html http https mp gps id vpn xml faq");

    /// <summary>English words that the rules get wrong.</summary>
    public static readonly FrozenDictionary<string, int> EnglishWords = Parse(
        "the 1|area 3|idea 3|being 2|every 2|people 2|business 2|wednesday 2|evening 2|several 2|hundred 2|different 2|difference 2|reference 2"
        + "|interest 2|interesting 3|definitely 4|separately 4|separate 3|aisle 1|isle 1|mm 1|hm 1|mhm 2|uh 1|mm-hmm 2|crooked 2|naked 2|wicked 2"
        + "|awesome 2|recipe 3|apostrophe 4|catastrophe 4|squirrel 2|mayor 2|layout 2|loyal 2|loyalty 3|royal 2|google 2|simile 3|coyote 3|colonel 2"
        + "|chocolate 2|camera 2|family 2|favorite 2|favourite 2|restaurant 2|vegetable 3|comfortable 3|temperature 4|literally 4|actually 4|usually 4"
        + "|probably 3|basically 3|nguyen 1|cafe 2|resume 2|cliche 2|fiance 3|maybe 2|karaoke 4|yes 1|are 1|were 1|here 1|there 1|where 1|done 1|gone 1"
        + "|reality 4|real 1|really 2|ideal 2|diary 3|diaries 3|science 2|client 2|clients 2|giant 2|quiet 2|diet 2|society 4|variety 4|poem 2"
        + "|poet 2|chaos 2|create 2|created 3|creative 3|react 2|theory 2|museum 3|video 3|radio 3|audio 3|ratio 3|studio 3|stereo 3|piano 3|via 2"
        + "|media 3|india 3|trial 2|dial 2|dialled 2|dialed 2|dialing 3|lion 2|riot 2|violin 3|violent 3|violet 3|period 3|serious 3|obvious 3"
        + "|previous 3|various 3|curious 3|couple 2|ago 2|iphone 2|website 2|online 2|offline 2|software 2|hardware 2|warehouse 2|household 2|anyone 3"
        + "|everyone 3|someone 2|whoever 3|however 3|therefore 2|fuel 2|duel 2|jewel 2|fluid 2|ruin 2|ruined 2|genuine 3"
        + "|continue 3|continued 3|situation 4|evaluate 4|graduate 3|january 4|february 4|usual 3|casual 3|manual 3|annual 3|actual 3|schedule 2"
        + "|o'clock 2|ma'am 1|y'all 1|aren't 1|weren't 1|skiing 2|foreign 2|foreigner 3|forest 2|element 3|cement 2|supplement 3|implement 3"
        + "|complement 3|clothes 1|months 1|rhythm 2|prism 2|reinstall 3|cooperative 5|cooperation 5|deductible 4|pedestrian 4|million 2|billion 2"
        + "|opinion 3|union 2|onion 2|companion 3|region 2|religion 3|familiar 3|brilliant 2|italian 3|civilian 3|alien 3"
        + "|hierarchy 4|science's 3|queue 1|queued 1|queueing 2|queuing 2|league 1|vague 1|fatigue 2|technique 2|unique 2|antique 2|argue 2|argued 2"
        + "|value 2|issue 2|rescue 2|statue 2|tissue 2|virtue 2|barbecue 3|avenue 3|revenue 3|neighbor 2|neighbour 2|area's 3|koala 3|aluminium 5"
        + "|aluminum 4|association 5|appreciate 4|appreciated 5|associate 4|negotiate 4|initiate 4|initiative 4|special 2|social 2|initial 3|official 3"
        + "|financial 3|partial 2|essential 3|potential 3|commercial 3|material 4|serial 3|trivial 3|memorial 4|editorial 5|dealership 3|beautiful 3"
        + "|beauty 2|bureau 2|plateau 2|fired 1|hired 1|wired 1|required 2|desired 2|inspired 2|acquired 2|entire 2|wire 1|fire 1");

    private static FrozenDictionary<string, int> Parse(string table) => table.Split('|')
        .Select(row => row.Split(' '))
        .ToFrozenDictionary(row => row[0], row => int.Parse(row[1], System.Globalization.CultureInfo.InvariantCulture));

    private static FrozenDictionary<char, int> Signs(string table) => table.Split(' ').ToFrozenDictionary(row => row[0], row => row[1] - '0');

    private static FrozenSet<string> Words(string table) => table.Split(' ').ToFrozenSet();
}
