using System.Text;
using CallQuality.Inference.ModelFiles;
using Microsoft.ML.OnnxRuntime;

namespace CallQuality.IntegrationTests.Inference;

/// <summary>A graph cut at a value inside it gives that value, and holds nothing of what lies behind.</summary>
public class GraphCutTests
{
    [Test]
    public void At_ValueInside_GivesWhatTheWholeGraphHasThere()
    {
        var cut = GraphCut.At(Chain(), "inner");

        Assert.That(Run(cut, "inner"), Is.EqualTo(new[] { 2f, 4, 6 }));
        Assert.That(Encoding.UTF8.GetString(Chain()), Does.Contain("factor"));
        Assert.That(Encoding.UTF8.GetString(cut), Does.Not.Contain("factor"));
        using var session = new InferenceSession(cut);
        Assert.That(session.OutputNames, Is.EqualTo(new[] { "inner" }));
    }

    [Test]
    public void At_OutputOfTheGraph_KeepsItWhole() => Assert.That(Run(GraphCut.At(Chain(), "outer"), "outer"), Is.EqualTo(Run(Chain(), "outer")));

    [Test]
    public void At_UnknownValue_IsRefused() => Assert.That(() => GraphCut.At(Chain(), "other"), Throws.TypeOf<InvalidDataException>());

    [Test]
    public void At_NoGraph_IsRefused() => Assert.That(() => GraphCut.At("no graph at all, but a sentence"u8.ToArray(), "inner"), Throws.TypeOf<InvalidDataException>());

    private static float[] Run(byte[] model, string output)
    {
        using var session = new InferenceSession(model);
        using var sound = OrtValue.CreateTensorValueFromMemory(new float[] { 1, 2, 3 }, [3]);
        using var options = new RunOptions();
        using var outputs = session.Run(options, ["sound"], [sound], [output]);
        return outputs[0].GetTensorDataAsSpan<float>().ToArray();
    }

    private static byte[] Chain()
    {
        var graph = new OnnxWriter(half: false);
        return graph
            .Input("sound", graph.Real, 3)
            .Output("outer", graph.Real, 3)
            .Weights("factor", [3], new Random(1))
            .Node("Add", ["sound", "sound"], ["inner"])
            .Node("Mul", ["inner", "factor"], ["outer"])
            .Model();
    }
}
