namespace CallQuality.Cli.Evaluate.Voice;

/// <summary>What a reader must know of each part to read its figures.</summary>
internal static class VoiceReportNotes
{
    public static string Of(string part) => part switch
    {
        "pitch" => "Telephone lines are made by the program from wide-band speech (steep band-pass, 8 kHz, A-law; GSM 06.10 through sox). Reference: Praat 6.4's two-pass autocorrelation on the wide band. A gross error is more than 20 % off, among frames that both hold voiced. Frames whose periodicity the line has drowned are left unvoiced rather than guessed; a spread is known from 40 voiced frames on that agree on one voice.",
        "tempo" => "Truth: hand-labelled syllables, 200–3400 Hz A-law. Articulation time leaves out pauses of 250 ms and more. With the true text, syllables are counted from the words and the time is measured; from sound alone, both are measured. What limits the count from sound alone: syllables that run together without a dip in level are heard as one, and the faster the speech the more of them, so a speeding up is heard too small. Tempo is therefore judged from the words; the sound only confirms it.",
        "delivery" => "Movement is taken away about the median of the whole stretch by Praat's overlap-add; readings without great movement are joined first, so some stretches move little from the start. Tempo is raised by sox at kept pitch, pauses are left out where sentences are joined. True words stand at the hand-labelled times; 200–3400 Hz A-law.",
        "articulation" => "Speech is slurred before the line is made, so that the line stays as it was; or the line is damaged and the speech stays as it was. The words are the true ones.",
        "activity" => "Sentences of one speaker with 1.5 s between them, 300–3400 Hz, 8 kHz, white noise, A-law. Found is counted in the hand-labelled syllables, mistaken in what is 0.25 s and more away from any sentence.",
        "clarity" => "The same through the recogniser (`whisper-base`), as in a call whose caller is the speaker's own plain speech on the whole line. `UnclearArticulation` needs two witnesses beyond their norm: uncertain words against the caller, few nuclei for the words, little modulation, or the caller asking back, whom this evaluation does not have.",
        _ => "Stretches with 0.5 s of digital silence between sentences, on which noise, clipping, gaps and band edges of known size were put.",
    };
}
