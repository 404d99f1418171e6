namespace CallQuality.Tests.Measurement;

/// <summary>German words with their syllables as spoken: everyday words of support calls, then the hard cases.</summary>
internal static class GermanSyllableWords
{
    public static readonly (string Word, int Syllables)[] All =
        [.. Table.Split(' ').Select(row => row.Split('=')).Select(row => (string.Join('=', row[..^1]), row[^1][0] - '0'))];

    private const string Table =
        "Rechtsschutzversicherung=6 Parteienverkehrszeiten=7 Haushaltsversicherung=6 Mobilitätsversprechen=7 Versicherungsfachmann=6"
        + " Donnerstagnachmittag=6 Garantieverlängerung=7 Leistungsversprechen=5 Sicherheitsabteilung=6 Auftragsbestätigung=6"
        + " Regulierungsbehörde=7 Selbstbeteiligungen=6 Sicherheitsschalter=5 Versicherungsnummer=6 Beruhigungstropfen=6"
        + " Gemeinschaftskonto=5 Geschenkverpackung=5 Leistungsentscheid=4 Selbstverständlich=4 Sendungsverfolgung=5 Unannehmlichkeiten=6"
        + " Betriebsanleitung=5 Elektrizitätswerk=6 Grundversicherung=5 Herkunftsnachweis=4 Kostenbeteiligung=6 Kostenvoranschlag=5"
        + " Lizenzbedingungen=6 Reiseversicherung=6 Selbstbeteiligung=5 Versichertenkarte=6 Abschlagszahlung=4 Abschlussprüfung=4"
        + " Adressänderungen=6 Benachrichtigung=5 Bestätigungsmail=5 Dreihundertzwölf=4 Krankenschwester=4 Menschenverstand=4"
        + " Rücksendeetikett=5 Samstagvormittag=5 Schadenabteilung=5 Sicherheitssache=5 Verdienstausfall=4 Verwendungszweck=4"
        + " Anschlussgebühr=4 Ansprechpartner=4 Blutdruckmittel=4 Dankesschreiben=4 Druckbuchstaben=4 Geschwindigkeit=4 Identitätskarte=6"
        + " Kaffeestündchen=4 Kilowattstunden=5 Kontaktformular=5 Lizenzschlüssel=4 Maschinennummer=5 Rechnungsnummer=4 Vorjahresmodell=5"
        + " Zusammengefasst=5 Anmeldefenster=5 Ausrufezeichen=5 Bankverbindung=4 Baubewilligung=5 Benutzerfehler=5 Bordsteinkante=4"
        + " Buchungsnummer=4 Entschuldigung=4 Exportfunktion=4 Expressversand=4 Fahrlässigkeit=4 Feststelltaste=4 Hauptsicherung=4"
        + " Hausverwaltung=4 Kleingedruckte=4 Kontrolltermin=4 Mehrwertsteuer=4 Mittwochmittag=4 Nebenwirkungen=5 Offensichtlich=4"
        + " Rückerstattung=4 Schadenmeldung=4 Schadenreferat=5 Schmerzensgeld=3 Schnellversand=3 Schwarzenegger=4 Stiegensteigen=4"
        + " Tagesgeldkonto=5 Unterschreiben=4 Unterschriften=4 Vertragsnummer=4 Wartungstermin=4 Wohngeldstelle=4 Überraschungen=5"
        + " Abschlagshöhe=4 Administrator=5 Anzeigenummer=5 Arbeitszimmer=4 Bahnhofshalle=4 Bankomatkarte=5 Beipackzettel=4"
        + " Bescheinigung=4 Bestellnummer=4 Bonusprogramm=4 Bürgermeister=4 Daueraufträge=5 Dienstschluss=2 Einstellungen=4"
        + " Einverstanden=4 Empfängerbank=4 Entschuldigen=4 Entschädigung=4 Fehlermeldung=4 Gegenteiliges=5 Gepäckstücken=4"
        + " Größentabelle=5 Hagelschadens=4 Hilfestellung=4 Internetseite=5 Konstellation=4 Kundenservice=4 Lastschriften=3"
        + " Lieferadresse=5 Mittwochabend=4 Möglichkeiten=4 Netzbetreiber=4 Panoramawagen=6 Preisgarantie=4 Rückforderung=4"
        + " Rückzahlungen=4 Schadennummer=4 Schadenstelle=4 Schichtdienst=2 Schmiedegasse=4 Schnittstelle=3 Steuerberater=5"
        + " Steuerdomizil=5 Stundenzähler=4 Tarifstruktur=4 Telefonnummer=5 Versandkosten=4 Viertelstunde=4 Vorgeschichte=4"
        + " Warteschleife=4 Waschmaschine=4 Wasserschaden=4 Wiederschauen=4 Wunschkonzert=3 Zahnreinigung=4 Zählerwechsel=4"
        + " Überweisungen=5 Aktenzeichen=4 Anzeigetafel=5 Arbeitstagen=4 Ausführungen=4 Ausgangspost=3 Bedienfehler=4 Beitragshöhe=4"
        + " Dauerauftrag=4 Dreissigsten=3 Energiepreis=4 Entscheidung=3 Entwicklerin=4 Fensterplatz=3 Flughafenbus=4 Fragezeichen=4"
        + " Gartenstraße=4 Gepäcknummer=4 Hauptbahnhof=3 Hausbesitzer=4 dafür=2 Montag=2 wollen=2 gemacht=2 brauchen=2 vorher=2"
        + " Bescheid=2 sonst=1 Telefon=3 stimmt=1 würde=2 warten=2 Strom=1 anrufen=3 keiner=2 falsche=2 gehen=2 kaputt=2 Werkstatt=2"
        + " fragen=2 Techniker=3 Wieso=2 braucht=1 Schaden=2 bleibt=1 kleine=2 schuld=1 welche=2 sechs=1 liegen=2 reicht=1 Anruf=2"
        + " niemand=2 gehört=2 komme=2 Samstag=2 Kollege=3 lauter=2 harmlos=2 verpasst=2 merken=2 Motor=2 Donnerstag=3 Koffer=2 Rezept=2"
        + " später=2 welcher=2 Kasse=2 Datei=2 gedrückt=2 vergessen=3 arbeiten=3 viele=2 Merci=2 Straße=2 Alles=2 schicke=2 Hätten=2"
        + " völlig=2 vorne=2 ändern=2 dritten=2 schreib=1 Mensch=1 überlegen=4 Hinweis=2 weniger=3 welchen=2 leise=2 gesundheit=3"
        + " Passwort=2 abgebucht=3 Technik=2 Warten=2 bestellt=2 Unter=2 bisher=2 geblieben=3 darum=2 übermorgen=4 Licht=1 gewusst=2"
        + " Apotheke=4 erklärt=2 gewartet=3 verlieren=3 gebucht=2 sperren=2 Hausarzt=2 richtige=3 Kommen=2 Kundennummer=4 Super=2"
        + " fliegen=2 versteht=2 Lösung=2 herum=2 Einen=2 Plätze=2 Hausnummer=3 Anzeige=3 Postleitzahl=3 glauben=2 Worten=2 meint=1"
        + " überweisen=4 behoben=3 teuer=2 wenig=2 spielt=1 abschied=2 Davon=2 rechnet=2 Nachzahlung=3 drücken=2 Abteilung=3 Gebühren=3"
        + " Müller-Lüdenscheid=5 Grumps=1 +=1 Söhne=2 15=2 17=2 21=4 99=4 100=3 1998=8 2024=7 3,5=4 49,90=8 1.200=6 10:15=3 0800=4 50%=4"
        + " 20€=4 z.B.=3 d.h.=2 usw.=4 bzw.=5 ca.=2 Dr.=2 GmbH=4 ADAC=4 TÜV=1 PC=2 USB=3 WLAN=2 SMS=3 PDFs=3 E-Mail=2 MP3=3 www=3 km=4"
        + " 5kg=5 Station=2 Information=4 Million=2 Radio=2 Studio=2 sozial=2 Spezialist=3 Material=3 Patient=2 Familie=3 Italien=3"
        + " Biologie=4 Bio=2 Dialog=3 Diamant=3 Museum=3 Jubiläum=4 geehrter=3 beeilen=3 beendet=3 geeignet=3 beinhaltet=4 beurteilen=4"
        + " beunruhigt=4 Kooperation=5 koordinieren=5 Zoologe=4 Theater=3 real=2 ideal=3 Ideen=3 Kaffee=2 Armeen=3 naiv=2 Ukraine=4"
        + " Mosaik=3 Egoist=3 beachten=3 beantragen=4 geändert=3 bearbeiten=4 Beamter=3 Ozean=3 Video=3 Stereo=3 Chaos=2 Israel=3"
        + " Michael=3 Poet=2 Service=2 Software=2 online=2 Homepage=2 Update=2 Website=2 Account=2 Router=2 Team=1 Code=1 Baguette=2"
        + " Büro=2 Niveau=2 Journal=2 Servicenummer=4 Softwareupdate=4 Hotline=2 Download=2 Smartphone=2 iPhone=2 Manager=3 Headset=2"
        + " Interview=3 Toilette=4 Quelle=2 bequem=2 Yoga=2 Bayern=2 System=2 Typ=1 Physik=2 Ruine=3 aktuell=3 neue=2 ungenaue=4 treue=2"
        + " Bauer=2 genauer=3 Schreie=2 eineinhalb=3 Aufbauaktion=4 Feierabend=4 Eierlikör=4 Seeelefant=4 Donaudampfschifffahrt=5"
        + " Rindfleischetikettierung=7 Gespräch=2 Angst=1 Herbst=1 Strumpf=1 Oma=2 Ei=1 Au=1";
}
