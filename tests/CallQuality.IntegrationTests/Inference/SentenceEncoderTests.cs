using System.Numerics.Tensors;
using System.Text.Json;
using CallQuality.Inference.ModelFiles;
using CallQuality.Inference.Phrases;
using Microsoft.ML.OnnxRuntime;

namespace CallQuality.IntegrationTests.Inference;

/// <summary>Numbers and vectors of texts against those another implementation gives for the same model.</summary>
public class SentenceEncoderTests
{
    private static readonly JsonElement Vectors = JsonDocument.Parse(File.ReadAllText(TestVectors.PathOf("sentence-encoder/vectors.json"))).RootElement;

    private SentenceEncoder encoder = null!;

    [OneTimeSetUp]
    public void Load() => encoder = SentenceEncoder.Load(TestVectors.Models, threads: 2);

    [OneTimeTearDown]
    public void Close() => encoder.Dispose();

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(2)]
    public void Read_TextOfTheVectors_GivesTheirNumbers(int item)
    {
        var tokenizer = SentenceTokenizer.Read(TestVectors.Models.PathOf("sentence-encoder/sentencepiece.bpe.model"));

        var ids = tokenizer.Read(TextOf(item), most: 512);

        Assert.That(ids, Is.EqualTo(Vectors.GetProperty("items")[item].GetProperty("ids").EnumerateArray().Select(id => id.GetInt32())));
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(2)]
    public void WholeGraph_TextOfTheVectors_GivesTheirValues(int item)
    {
        var expected = Vectors.GetProperty("items")[item].GetProperty("first").EnumerateArray().Select(value => value.GetSingle()).ToArray();

        var ids = SentenceTokenizer.Read(TestVectors.Models.PathOf("sentence-encoder/sentencepiece.bpe.model")).Read(TextOf(item), most: 512).Select(id => (long)id).ToArray();
        using var whole = SessionFactory.OpenUpTo("sentence_embedding", TestVectors.Models.PathOf("sentence-encoder/model.onnx"), threads: 2);
        using var pieces = OrtValue.CreateTensorValueFromMemory(ids, [1, ids.Length]);
        using var mask = OrtValue.CreateTensorValueFromMemory(Enumerable.Repeat(1L, ids.Length).ToArray(), [1, ids.Length]);
        using var options = new RunOptions();
        using var outputs = whole.Run(options, ["input_ids", "attention_mask"], [pieces, mask], ["sentence_embedding"]);
        var vector = outputs[0].GetTensorDataAsSpan<float>().ToArray();

        // The file's own tolerance: eight-bit products differ a little from processor to processor.
        Assert.That(vector.Take(expected.Length), Is.EqualTo(expected).Within(Vectors.GetProperty("tolerance").GetSingle()));
        Assert.That(vector.Sum(value => value * value), Is.EqualTo(1).Within(1e-3));
    }

    [Test]
    public void Encode_ManyTexts_KeepsTheirOrder()
    {
        string[] texts = [.. Enumerable.Range(0, 70).Select(number => number % 7 == 0 ? TextOf(2) : $"Die Nummer lautet {number}.")];

        var together = encoder.Encode(texts, default);

        Assert.That(texts.Select((text, index) => Cosine(together[index], encoder.Encode([text], default)[0])), Is.All.GreaterThan(0.98));
        Assert.That(Cosine(together[0], together[1]), Is.LessThan(0.95));
    }

    [Test]
    public void Encode_SameMeaningInTheOtherLanguage_IsNearerThanAnotherMeaning()
    {
        var vectors = encoder.Encode(["Ich rufe Sie heute um vier zurück.", "I will call you back at four today.", "The warranty ran out in March."], default);

        Assert.That(Cosine(vectors[0], vectors[1]), Is.GreaterThan(Cosine(vectors[0], vectors[2])));
    }

    private static string TextOf(int item) => Vectors.GetProperty("items")[item].GetProperty("text").GetString()!;

    private static double Cosine(SentenceVectors one, SentenceVectors other) => TensorPrimitives.CosineSimilarity<float>(one.Mean, other.Mean);
}
