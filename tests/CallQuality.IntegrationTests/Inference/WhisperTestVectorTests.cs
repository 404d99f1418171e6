using CallQuality.Inference.ModelFiles;
using System.Text.Json;
using CallQuality.Audio.Files;
using CallQuality.Core.Transcription;
using CallQuality.Inference.VoiceActivity;
using CallQuality.Inference.Whisper;

namespace CallQuality.IntegrationTests.Inference;

public sealed class WhisperTestVectorTests : IDisposable
{
    private readonly WhisperModel model = WhisperModel.Open(WhisperFiles.In(TestVectors.Models.WhisperPath), 2);
    private readonly JsonElement expected = JsonDocument.Parse(File.ReadAllText(TestVectors.PathOf("whisper-base/greeting-de.json"))).RootElement;
    private readonly float[] sound = RecordingReader.Read(TestVectors.PathOf("whisper-base/greeting-de.wav"), default).Channels[0];

    [Test]
    public void LogMel_TestVector_IsTheOriginals()
    {
        var reference = TestVectors.Floats("whisper-base/greeting-de.mel.f32");

        // Floats of about 1, summed in another order, behind a logarithm.
        Assert.That(Mel(), Is.EqualTo(reference).Within(2e-3f));
    }

    [Test]
    public void Encode_TestVector_GivesTheStatedStates()
    {
        var states = model.Encoder.Encode(Mel(), 1);

        var values = expected.GetProperty("encoder");
        var stateValues = states.Values.ToArray();
        var mean = stateValues.Average(value => (double)value);
        Assert.That(mean, Is.EqualTo(values.GetProperty("mean").GetDouble()).Within(0.02));
        Assert.That(
            Math.Sqrt(stateValues.Average(value => (value - mean) * (value - mean))),
            Is.EqualTo(values.GetProperty("std").GetDouble()).Within(0.05));
        // Eight-bit products of other CPUs may be rounded another way.
        Assert.That(stateValues[..8], Is.EqualTo(values.GetProperty("first").EnumerateArray().Select(v => v.GetSingle())).Within(0.2f));
    }

    [TestCase("greedy", false)]
    [TestCase("greedy_pooled", true)]
    public void Attempt_TestVector_ReadsTheStatedTokens(string name, bool inPairs)
    {
        var states = model.Encoder.Encode(Mel(), 1);
        var reader = new WindowReader(model.Decoder, model.Vocabulary);
        var task = new WindowTask(model.Configuration.Prompt("de"), 4, 1);

        var read = reader.Attempt(inPairs ? states.InPairs() : states, [task], 0, default)[0];

        // Where the stated token itself has less than one chance in ten, the rounding of another CPU may choose another, and what follows is another text.
        var values = expected.GetProperty(name);
        var tokens = values.GetProperty("tokens").EnumerateArray().Select(v => v.GetInt32()).ToList();
        var probabilities = values.GetProperty("token_probabilities").EnumerateArray().Select(v => v.GetDouble()).ToList();
        var sure = read.Tokens.SequenceEqual(tokens) ? tokens.Count : probabilities.FindIndex(probability => probability < 0.1);
        Assert.That(read.Tokens.Take(sure), Is.EqualTo(tokens.Take(sure)));
        Assert.That(read.Probabilities.Take(sure), Is.EqualTo(probabilities.Take(sure)).Within(0.1));
        Assert.That(model.Vocabulary.Text(tokens), Is.EqualTo(values.GetProperty("text").GetString()));
    }

    [Test]
    public void Start_TestVector_GivesTheStatedLanguages()
    {
        var states = model.Encoder.Encode(Mel(), 1);
        using var batch = model.Decoder.Start(states, [[model.Configuration.StartOfTranscript]]);

        // The stated probabilities are another engine's, with unquantised weights: the order holds, and about the value.
        var languages = model.Configuration.Languages.OrderBy(language => language.Value).ToArray();
        var logProbabilities = TextLogits.LogProbabilities(batch.Logits(0), [.. languages.Select(language => language.Value)]);
        var ranked = languages.Zip(logProbabilities).OrderByDescending(pair => pair.Second).ToArray();
        Assert.That(ranked[0].First.Key, Is.EqualTo("de"));
        Assert.That(ranked[1].First.Key, Is.EqualTo("en"));
        Assert.That(Math.Exp(ranked[0].Second), Is.GreaterThan(0.4));
    }

    [Test]
    public void Transcribe_TestVector_PlacesWordsWhereTheReferenceDoes()
    {
        using var detector = SileroVoiceActivityDetector.Load(TestVectors.Models);
        using var transcriber = WhisperTranscriber.Load(TestVectors.Models, new WhisperOptions { Threads = 2 });
        var recording = RecordingReader.Read(TestVectors.PathOf("whisper-base/greeting-de.wav"), default);

        var transcript = transcriber.Transcribe(recording, detector.Detect(recording, default), SpeechContext.Unknown, null, default);

        // The reference is another engine with unquantised weights; it reads one name differently, and other CPUs an unsure word, so words are paired by text.
        Assert.That(transcript.LanguageCode, Is.EqualTo("de"));
        var reference = expected.GetProperty("reference_words_ctranslate2_float32").EnumerateArray()
            .ToDictionary(word => word[0].GetString()!.Trim(), word => word[1].GetDouble(), StringComparer.OrdinalIgnoreCase);
        var paired = transcript.Words.Where(word => reference.ContainsKey(word.Text)).ToList();
        Assert.That(paired, Has.Count.GreaterThanOrEqualTo(7));
        foreach (var word in paired)
        {
            Assert.That(word.Start.TotalSeconds, Is.EqualTo(reference[word.Text]).Within(0.2), word.Text);
        }

        Assert.That(transcript.Words, Is.Ordered.By(nameof(Word.Start)));
    }

    public void Dispose() => model.Dispose();

    private float[] Mel()
    {
        var mel = new float[80 * 3000];
        new LogMelSpectrogram(80).Compute(sound, 3000, mel);
        return mel;
    }
}
