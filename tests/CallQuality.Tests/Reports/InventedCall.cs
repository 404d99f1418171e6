using CallQuality.Audio;
using CallQuality.Audio.Line;
using CallQuality.Audio.Prosody;
using CallQuality.Core.Analysis;
using CallQuality.Core.Calls;
using CallQuality.Core.Dialogue;
using CallQuality.Core.Measurement;
using CallQuality.Core.Mistakes;
using CallQuality.Core.Transcription;

namespace CallQuality.Tests.Reports;

/// <summary>A made-up call with everything a page can show: tones for voices, words nobody said, verdicts of every kind.</summary>
internal static class InventedCall
{
    public const int SampleRateHz = 8000;

    private static readonly (Side Side, double Start, string Text)[] German =
    [
        (Side.Agent, 1.2, "Herzlich willkommen bei der Firma Quellbrunn und Söhne, mein Name ist Sonja Albers, was kann ich für Sie tun?"),
        (Side.Customer, 8.4, "Ja, guten Tag, Berger hier. Die Pumpe, die Sie letzte Woche geliefert haben, läuft seit heute früh nicht mehr an, und auf dem Display steht nur noch E 14."),
        (Side.Agent, 19.6, "Haben Sie denn die Anleitung gelesen?"),
        (Side.Customer, 22.4, "Ja, natürlich, da steht aber nur, dass man den Kundendienst …"),
        (Side.Agent, 25.3, "Kommen Sie bitte zum Punkt, welche Seriennummer steht auf dem Typenschild?"),
        (Side.Customer, 30.2, "Moment, das ist hinten. Vier sieben eins, null null zwo acht."),
        (Side.Agent, 36.9, "Da irren Sie sich, die Nummern haben bei uns acht Stellen, das kann so nicht stimmen."),
        (Side.Customer, 42.8, "Dann schaue ich noch einmal nach. Stimmt, vorne steht noch eine Neun."),
        (Side.Agent, 49.0, "Danke, dass Sie noch einmal nachgesehen haben. Der Fehler E 14 heißt, dass der Zulauf zu wenig Druck hat. Lassen Sie uns das gemeinsam prüfen: Ist der Hahn vor der Pumpe ganz geöffnet?"),
        (Side.Customer, 63.1, "Der ist offen, ja. Das war das Erste, was ich geprüft habe."),
        (Side.Agent, 67.4, "Gut, dann schicke ich Ihnen die Prüfanleitung und rufe Sie bis heute 15 Uhr zurück, sobald der Techniker die Daten gesehen hat."),
        (Side.Customer, 75.6, "Bis 15 Uhr, in Ordnung. Danke."),
        (Side.Agent, 78.6, "Vielen Dank für Ihren Anruf, Herr Berger, auf Wiederhören."),
    ];

    private static readonly Dictionary<string, string> Models = new()
    {
        ["transcription"] = "whisper-base int8 3f2a9c41",
        ["speech"] = "silero-vad 5.1 1a153a22",
    };

    private static readonly Turn Listening = MakeTurn(Side.Agent, 14.1, "Mhm.");

    /// <summary>The call.</summary>
    /// <param name="edit">Changes the scorecard before it is wrapped.</param>
    /// <param name="startedAt">Start of the call; part of its id.</param>
    /// <param name="lengthSeconds">Length of the recording; the talk takes 83 seconds.</param>
    public static CallAnalysis Make(Func<Scorecard, Scorecard>? edit = null, DateTimeOffset? startedAt = null, double lengthSeconds = 86)
    {
        var turns = German.Select(line => MakeTurn(line.Side, line.Start, line.Text)).ToList();
        var recording = MakeRecording(turns, lengthSeconds);
        var card = MakeCard(turns, recording, startedAt ?? new DateTimeOffset(2026, 11, 24, 10, 42, 0, TimeSpan.FromHours(1)));
        return new CallAnalysis(edit is null ? card : edit(card), recording, MakePitch(turns, Side.Agent, 190, lengthSeconds), MakePitch(turns, Side.Customer, 120, lengthSeconds));
    }

    public static Finding Finding(double start, double end, string? quote, string measure, double value, Norm norm, string german, string english, double weight = 0.6) => new()
    {
        Start = TimeSpan.FromSeconds(start),
        End = TimeSpan.FromSeconds(end),
        Quote = quote,
        Measure = measure,
        Value = value,
        Norm = norm,
        Explanation = new Bilingual(german, english),
        Advice = new Bilingual("Greifen Sie zuerst auf, was der Kunde gesagt hat, und fragen Sie dann nach.", "Take up what the customer said first, then ask."),
        Weight = weight,
    };

    private static Turn MakeTurn(Side side, double start, string text)
    {
        var words = new List<Word>();
        var at = start;
        foreach (var token in text.Split(' '))
        {
            var length = 0.12 + (0.045 * token.Length);
            words.Add(new Word
            {
                Channel = side == Side.Agent ? 0 : 1,
                Text = token,
                Start = TimeSpan.FromSeconds(Math.Round(at, 3)),
                End = TimeSpan.FromSeconds(Math.Round(at + length, 3)),
                Confidence = 0.9,
            });
            at += length + (token.EndsWith('.') || token.EndsWith(',') ? 0.25 : 0.01);
        }

        return new Turn { Side = side, Start = words[0].Start, End = words[^1].End, Words = words };
    }

    private static Recording MakeRecording(List<Turn> turns, double lengthSeconds)
    {
        var random = new Random(4711);
        var channels = new[] { new float[(int)(lengthSeconds * SampleRateHz)], new float[(int)(lengthSeconds * SampleRateHz)] };
        foreach (var channel in channels)
        {
            for (var i = 0; i < channel.Length; i++)
            {
                channel[i] = (float)((random.NextDouble() - 0.5) * 0.004);
            }
        }

        foreach (var word in turns.SelectMany(turn => turn.Words))
        {
            var hertz = word.Channel == 0 ? 190.0 : 120.0;
            var loud = 0.15 + (random.NextDouble() * 0.3);
            var (from, to) = ((int)(word.Start.TotalSeconds * SampleRateHz), (int)(word.End.TotalSeconds * SampleRateHz));
            for (var i = from; i < Math.Min(to, channels[0].Length); i++)
            {
                var rise = Math.Sin(Math.PI * (i - from) / (to - from));
                channels[word.Channel][i] += (float)(loud * rise * Math.Sin(2 * Math.PI * hertz * i / SampleRateHz));
            }
        }

        return new Recording
        {
            Path = "aufnahmen/2026-11-24_1042_albers.wav",
            Sha256 = "5f2c" + new string('0', 56) + "9a1b",
            SampleRateHz = SampleRateHz,
            Channels = channels,
            Source = new SourceFormat("wav", "pcm_alaw", 8000, 2, 8),
            Notices = [],
        };
    }

    private static PitchTrack MakePitch(List<Turn> turns, Side side, double medianHz, double lengthSeconds)
    {
        var pitch = new float[(int)(lengthSeconds * 100)];
        Array.Fill(pitch, float.NaN);
        foreach (var word in turns.Where(turn => turn.Side == side).SelectMany(turn => turn.Words))
        {
            for (var frame = (int)(word.Start.TotalSeconds * 100); frame < Math.Min(pitch.Length, word.End.TotalSeconds * 100); frame++)
            {
                var movement = word.Start.TotalSeconds < 30 ? 1 : 3.5;
                pitch[frame] = (float)(medianHz * Math.Pow(2, movement * Math.Sin((frame * 0.06) + (0.8 * Math.Sin(frame * 0.017))) / 12));
            }
        }

        return new PitchTrack(TimeSpan.FromMilliseconds(10), TimeSpan.FromMilliseconds(5), pitch);
    }

    private static Scorecard MakeCard(List<Turn> turns, Recording recording, DateTimeOffset startedAt) => new()
    {
        CallId = recording.Sha256[..16],
        File = "2026-11-24_1042_albers.wav",
        Sha256 = recording.Sha256,
        Duration = recording.Duration,
        Source = recording.Source,
        Notices = [new Bilingual("Der Kopf der Datei nennt keine Länge; gelesen wurde bis zum Ende.", "The file's header names no length; it was read to its end.")],
        Metadata = new CallMetadata { Agent = "Sonja Albers", Customer = "K-20817", StartedAt = startedAt, Queue = "Kundendienst" },
        Sides = new CallSides
        {
            AgentChannel = 0,
            CustomerChannel = 1,
            Separation = Separation.Stereo,
            DecidedBy = new Bilingual("Links spricht zuerst und nennt die Firma.", "Left speaks first and names the company."),
        },
        AgentLine = Line(31.2),
        AgentLineUsable = true,
        CustomerLine = Line(9.4) with { DropoutRatio = 0.012, HumDb = 6 },
        CustomerLineUsable = false,
        Transcript = new Transcript
        {
            LanguageCode = "de",
            LanguageConfidence = 0.987,
            Words = [.. turns.Append(Listening).SelectMany(turn => turn.Words).OrderBy(word => word.Start)],
        },
        Dialogue = MakeDialogue(turns),
        Agent = SideValues(41.3, 2.3, 6.4, turns.Where(turn => turn.Side == Side.Agent)),
        Customer = SideValues(30.8, 3.1, 5.2, turns.Where(turn => turn.Side == Side.Customer)),
        Mistakes = InventedVerdicts.Mistakes,
        Strengths = InventedVerdicts.Strengths,
        Promises = InventedVerdicts.Promises,
        Complaints = [new PromiseComplaint(TimeSpan.FromSeconds(3.1), TimeSpan.FromSeconds(6), "Sie wollten mich doch gestern zurückrufen.", ComplaintKind.Callback)],
        Reactions = InventedVerdicts.Reactions,
        OverallScore = 61,
        OverallConfidence = 0.78,
        Versions = new Versions("0.1.0", "2026.11", Models),
    };

    private static CallDialogue MakeDialogue(List<Turn> turns) => new()
    {
        Turns = turns,
        Pauses = [new Pause(Side.Agent, TimeSpan.FromSeconds(52.1), TimeSpan.FromSeconds(52.6))],
        Overlaps = [new Overlap(TimeSpan.FromSeconds(25.3), TimeSpan.FromSeconds(25.9), Side.Agent)],
        CutIns = [new CutIn(Side.Agent, TimeSpan.FromSeconds(25.3), turns[3], turns[4])],
        Backchannels = [new Backchannel(Listening)],
        ResponseGaps = [new ResponseGap(Side.Agent, turns[1].End, TimeSpan.FromSeconds(1.1), turns[2])],
        AgentSpeech = [.. turns.Where(turn => turn.Side == Side.Agent).Select(turn => new SpeechSegment(turn.Start, turn.End))],
        CustomerSpeech = [.. turns.Where(turn => turn.Side == Side.Customer).Select(turn => new SpeechSegment(turn.Start, turn.End))],
    };

    private static LineQuality Line(double snrDb) => new()
    {
        LevelDbfs = -21.4,
        NoiseDbfs = -21.4 - snrDb,
        SnrDb = snrDb,
        ClippedRatio = 0.0004,
        DropoutRatio = 0,
        LowEdgeHz = 210,
        HighEdgeHz = 3390,
    };

    private static SideMeasurements SideValues(double speech, double spread, double rate, IEnumerable<Turn> turns) => new()
    {
        SpeechSeconds = speech,
        PitchMedianHz = 187.4,
        PitchSpreadSemitones = spread,
        PitchRangeSemitones = spread * 3.2,
        LoudnessSpreadDb = 4.4,
        ArticulationRateSyllablesPerSecond = rate,
        SpeechRateSyllablesPerSecond = rate - 0.9,
        WordsPerMinute = rate * 29,
        PauseRatio = 0.13,
        PauseMedianSeconds = 0.42,
        LongestRunSyllables = 27,
        MeanRunSyllables = 14.5,
        TempoTrendRatio = 0.08,
        ResponseGapMedianSeconds = 0.7,
        Interruptions = 2,
        Backchannels = 1,
        TalkRatio = 0.57,
        Questions = 4,
        LongestMonologueSeconds = 13.2,
        WordCertainty = 0.86,
        NucleiRatio = 0.93,
        ModulationDepth = 0.31,
        Clarity = null,
        Windows = Windows(rate, turns),
    };

    private static IReadOnlyList<VoiceWindow> Windows(double rate, IEnumerable<Turn> turns) => [.. turns.Where(turn => turn.Duration.TotalSeconds > 3).Select((turn, index) => new VoiceWindow
    {
        Start = turn.Start,
        End = turn.End,
        SpeechSeconds = turn.Duration.TotalSeconds,
        PitchSpreadSemitones = 1.2 + (0.5 * index),
        PitchRangeSemitones = 5.1,
        LoudnessSpreadDb = 4,
        ArticulationRateSyllablesPerSecond = rate + (1.1 * Math.Sin(index * 1.7)),
        WordsPerMinute = 170,
        PauseRatio = 0.1,
        WordCertainty = 0.9,
        NucleiRatio = 0.95,
        Quote = turn.Text,
    })];
}
