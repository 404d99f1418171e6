using System.Buffers;
using System.Collections.Frozen;

namespace CallQuality.Core.Measurement;

/// <summary>
/// Syllables of a German word by its letters: one for every vowel or pair of vowels that sounds as one. Vowels that meet at a seam
/// ("geehrt", "beinhalten", "Museum") are told apart by lists, loan words are respelled as they sound.
/// </summary>
internal static class GermanSyllables
{
    private static readonly SearchValues<char> Vowels = SearchValues.Create("aeiouäöüy");

    private static readonly FrozenSet<string> Pairs =
        "ai au äu ei eu ie aa ee oo oi ou ey ay oy uy ea".Split(' ').ToFrozenSet();

    // Left as written, right as it sounds in letters that the rules read; "-" parts vowels.
    private static readonly (string Written, string Sounded)[] Respelled = Table(
        "service=serwis software=softwer hardware=hardwer malware=malwer online=onlein offline=offlein hotline=hottlein deadline=deddlein update=appdeit upgrade=appgreid"
        + " homepage=hompeidsch homeoffice=homoffiss officeprogramm=offissprogramm homebanking=hombänking payback=peibeck website=webseit webseite=webseite download=daunlod upload=applod account=akaunt code=kod codes=kods firewall=feierwoll phone=fon"
        + " headset=hettset team=tim teams=tims deal=dil ideal=ide-al leasing=lising feature=fitscher release=rilis backup=beckapp reset=rissett"
        + " interface=interfeiß skype=skeip google=gugel notebook=nottbuck"
        + " management=männitschment manager=männitscher tablet=tabblet niveau=niwo bureau=büro plateau=plato beige=besch chance=schangse mail=mal"
        + " laptop=läpptopp interview=interwju browser=brauser router=ruter provider=prowaider timer=taimer type=taip"
        + " voice=woiß wireless=wairless power=pauer cloud=klaud ware-=ware"
        + " bluetooth=blutus youtube=jutub facebook=fessbuck iphone=aifon ipad=aipätt ebay=ibeh paypal=peipell whatsapp=wottsäpp netflix=nettflix newsletter=njusletter"
        + " beauty=bjuti business=bissniss baguette=bagett quiche=kisch clique=klik toilette=toa-lette etui=etwi suite=swit souvenir=suwenir"
        + " memoire=memware reservoir=reserwar repertoire=repertwar boutique=butik journal=schurnal portemonnaie=portmonee saison=säsong college=kollitsch"
        + " charles=tscharls steve=stif michelle=mischell nicole=nikol luise=luise"
        + " desiree=desire-e");

    private static readonly (string Written, string Sounded)[] Seams = Table(
        "geehrt=ge-ehrt geeign=ge-eign geein=ge-ein geerb=ge-erb geend=ge-end geeb=ge-eb geeilt=ge-eilt beeil=be-eil beend=be-end beeinfl=be-einfl beeindr=be-eindr"
        + " beeintr=be-eintr beerdig=be-erdig beehr=be-ehr reell=re-ell ideell=ide-ell ideen=ide-en museen=muse-en armeen=arme-en alleen=alle-en orchideen=orchide-en"
        + " feen=fe-en seen=se-en beinhalt=be-inhalt beirr=be-irr geimpf=ge-impf geirrt=ge-irrt geist=geist reinstall=re-install deinstall=de-install"
        + " reintegr=re-integr museum=muse-um petroleum=petrole-um kolosseum=kolosse-um mausoleum=mausole-um lyzeum=lyze-um jubiläum=jubilä-um beurlaub=be-urlaub"
        + " beurteil=be-urteil beunruh=be-unruh beurkund=be-urkund geurteil=ge-urteil koop=ko-op koord=ko-ord zoolog=zo-olog egois=ego-is heroin=hero-in kokain=koka-in"
        + " mosaik=mosa-ik ukrain=ukra-in naiv=na-iv archai=archa-i laizis=la-izis koinz=ko-inz israel=isra-el michael=micha-el rafael=rafa-el"
        + " raphael=rapha-el poet=po-et poes=po-es soeben=so-eben koex=ko-ex aero=a-ero goethe=göthe mueller=müller juergen=jürgen günter=günter schueler=schüler"
        + " koeln=köln duesse=düsse muenchen=münchen fuer=für ueber=über moeg=mög koenn=könn waer=wär haett=hätt kaese=käse jaeger=jäger schaefer=schäfer schroeder=schröder"
        + " bioabfall=bi-oabfall bio=bi-o dia=di-a trio=tri-o prior=pri-or client=kli-ent klient=kli-ent triumph=tri-umph viol=wi-ol violett=wi-olett"
        + " iota=i-ota pion=pi-on spion=spi-on kiosk=ki-osk bibliothek=bibli-othek biblio=bibli-o period=peri-od chaos=cha-os theater=the-ater ideal=ide-al"
        + " real=re-al idea=ide-a ozean=oze-an area=are-a sean=schon korea=kore-a europäi=europä-i areal=are-al kreat=kre-at react=re-akt reakt=re-akt beant=be-ant beamt=be-amt"
        + " beab=be-ab beacht=be-acht beanst=be-anst beantrag=be-antrag bearb=be-arb geant=ge-ant gearb=ge-arb geacht=ge-acht geahn=ge-ahn geändert=ge-ändert geat=ge-at"
        + " geau=ge-au beau=be-au theorie=the-orie theor=the-or video=wide-o stereo=stere-o geo=ge-o neon=ne-on leon=le-on andrea=andre-a asea=ase-a"
        + " linear=line-ar lineal=line-al nuklear=nukle-ar teenag=tineidsch ebene=ebene");

    private static readonly FrozenDictionary<string, int> Whole = "date 1|time 1|type 1|case 1|safe 1|file 1|files 1|page 1|sale 1|space 1|like 1|live 1|store 1|home 1|image 2|cache 1|crew 1|creme 1|mike 1|joe 1|jane 1|kate 1|office 2|apple 2|george 1|lea 2|ware 2|mobile 3|wlan 2|kaffee 2|idee 2|hm 1|mhm 2|hmm 1|pst 1|tja 1|naja 2|ok 2|okay 2|etui 2|pfui 1|hui 1|tschüss 1|aha 2|ui 1"
        .Split('|').Select(row => row.Split(' ')).ToFrozenDictionary(row => row[0], row => row[1][0] - '0');

    /// <summary>The syllables of a word in lower-case letters; at least 1.</summary>
    public static int Count(string word)
    {
        if (Whole.TryGetValue(word, out var known))
        {
            return known;
        }

        var sounded = Apply(Seams, Apply(Respelled, Plain(word)));
        var count = 0;
        for (var at = 0; at < sounded.Length; at++)
        {
            if (!IsVowel(sounded, at))
            {
                continue;
            }

            count++;
            if (at + 1 < sounded.Length && Pairs.Contains(sounded.Substring(at, 2)))
            {
                at++;
            }
            else if (IsGlide(sounded, at))
            {
                at++;
                at += at + 1 < sounded.Length && Pairs.Contains(sounded.Substring(at, 2)) ? 1 : 0;
            }
        }

        return Math.Max(1, count);
    }

    // "i" before another vowel is a glide once the word has begun to sound: "Sta-tion", "Ra-dio", but "Bi-o-lo-gie" (listed).
    private static bool IsGlide(string word, int at) =>
        word[at] == 'i' && at > 1 && at + 1 < word.Length && word[at + 1] is 'a' or 'o' or 'ö' or 'u' or 'ä' && HasVowelBefore(word, at);

    private static bool HasVowelBefore(string word, int at) => word.AsSpan(0, at).ContainsAny(Vowels);

    private static bool IsVowel(string word, int at) => word[at] switch
    {
        'a' or 'e' or 'i' or 'o' or 'ä' or 'ö' or 'ü' => true,
        'u' => at == 0 || word[at - 1] != 'q',
        'y' => at > 0 && !(at + 1 < word.Length && "aeiouäöü".Contains(word[at + 1]) && "aeiouäöü-".Contains(word[at - 1])),
        _ => false,
    };

    private static string Plain(string word)
    {
        if (word.All(letter => letter is (>= 'a' and <= 'z') or 'ä' or 'ö' or 'ü' or 'ß'))
        {
            return word;
        }

        return string.Concat(word.Select(letter => letter switch
        {
            'é' or 'è' or 'ê' or 'ë' => 'e',
            'á' or 'à' or 'â' or 'å' => 'a',
            'í' or 'ì' or 'î' or 'ï' => 'i',
            'ó' or 'ò' or 'ô' or 'ø' => 'o',
            'ú' or 'ù' or 'û' => 'u',
            '\'' or '’' => '-',
            _ => letter,
        }));
    }

    private static string Apply((string Written, string Sounded)[] table, string word)
    {
        foreach (var (written, sounded) in table)
        {
            if (word.Contains(written, StringComparison.Ordinal))
            {
                word = word.Replace(written, sounded, StringComparison.Ordinal);
            }
        }

        return word;
    }

    // Longest first, so that a longer word is not spoilt by a shorter one inside it.
    private static (string Written, string Sounded)[] Table(string rows) =>
        [.. rows.Split(' ').Select(row => row.Split('=')).Select(row => (row[0], row[1])).OrderByDescending(row => row.Item1.Length)];
}
