namespace CallQuality.IntegrationTests.Inference;

/// <summary>Sounds of a telephone that are no speech, forty seconds each.</summary>
internal static class MadeSignals
{
    private const int Seconds = 40;
    private const int RateHz = MadeSpeech.RateHz;
    private const double DialHz = 425;

    private static readonly double[][] ChordsHz = [[261.6, 329.6, 392.0], [220.0, 261.6, 329.6], [174.6, 220.0, 261.6], [196.0, 246.9, 293.7]];
    private static readonly (double Low, double High)[] KeysHz =
        [(697, 1209), (852, 1336), (770, 1477), (941, 1336), (697, 1477), (852, 1209), (770, 1336), (697, 1336)];

    private static readonly Dictionary<string, Func<float[]>> Makers = new()
    {
        ["digital silence"] = () => new float[Seconds * RateHz],
        ["faint white noise"] = () => White(0.017),
        ["loud white noise"] = () => White(0.17),
        ["pink noise"] = Pink,
        ["hold music"] = () => Make(n => 0.1 * Struck(n) * ChordsHz[n / (2 * RateHz) % 4].Sum(hz => Tone(hz, n) + (0.5 * Tone(2 * hz, n)) + (0.25 * Tone(3 * hz, n)))),
        ["dial tone"] = () => Make(n => 0.2 * Tone(DialHz, n)),
        ["ringing tone"] = () => Make(n => n % (5 * RateHz) < RateHz ? 0.2 * Tone(DialHz, n) : 0),
        ["busy tone"] = () => Make(n => n % RateHz < RateHz / 2 ? 0.2 * Tone(DialHz, n) : 0),
        ["DTMF"] = () => Make(n => n / (RateHz / 10) is var step && step % 2 == 0
            ? 0.2 * (Tone(KeysHz[step / 2 % KeysHz.Length].Low, n) + Tone(KeysHz[step / 2 % KeysHz.Length].High, n))
            : 0),
    };

    public static IEnumerable<string> Names => Makers.Keys;

    public static float[] Of(string name) => Makers[name]();

    private static float[] Make(Func<int, double> sample) => [.. Enumerable.Range(0, Seconds * RateHz).Select(n => (float)sample(n))];

    private static double Tone(double hz, int n) => Math.Sin(2 * Math.PI * hz * n / RateHz);

    /// <summary>Loudness of keys that are struck twice a second and fade.</summary>
    private static double Struck(int n) => Math.Exp(-(n % (RateHz / 2)) / (0.4 * RateHz));

    private static float[] White(double amplitude)
    {
        var random = new Random(1);
        return Make(_ => amplitude * ((2 * random.NextDouble()) - 1));
    }

    /// <summary>White noise through Kellet's three poles, which fall by 3 dB an octave.</summary>
    private static float[] Pink()
    {
        var random = new Random(2);
        var (slow, middle, fast) = (0.0, 0.0, 0.0);
        return Make(_ =>
        {
            var white = (2 * random.NextDouble()) - 1;
            slow = (0.99765 * slow) + (0.0990460 * white);
            middle = (0.96300 * middle) + (0.2965164 * white);
            fast = (0.57000 * fast) + (1.0526913 * white);
            return 0.05 * (slow + middle + fast + (0.1848 * white));
        });
    }
}
