using CallQuality.Inference.ModelFiles;
using Microsoft.ML.OnnxRuntime;

namespace CallQuality.IntegrationTests.Inference;

/// <summary>Integer products come out exact on every processor once their weights are unsigned.</summary>
public class UnsignedWeightsTests
{
    private const int Depth = 64;
    private const int Width = 24;

    // Values at which sums of two overflow sixteen bits.
    private static readonly byte[] Loud = [.. Enumerable.Repeat((byte)250, Depth)];
    private static readonly sbyte[] Weights = [.. Enumerable.Range(0, Depth * Width).Select(i => (sbyte)(i % 3 == 0 ? -120 : 127 - (i % 7)))];

    [Test]
    public void Turn_ProductsInBranches_AreExact([Values("weights outside", "weights inside")] string where)
    {
        var model = Product(isOutside: where == "weights outside").Model();
        var before = model.ToArray();

        UnsignedWeights.Turn(model);

        Assert.That(model, Has.Length.EqualTo(before.Length).And.Not.EqualTo(before));
        using var session = new InferenceSession(model);
        using var sound = OrtValue.CreateTensorValueFromMemory(Loud, [1, Depth]);
        using var branch = OrtValue.CreateTensorValueFromMemory([true], [1]);
        using var options = new RunOptions();
        using var outputs = session.Run(options, ["sound", "branch"], [sound, branch], ["sums"]);
        var exact = Enumerable.Range(0, Width).Select(column => Enumerable.Range(0, Depth).Sum(row => Loud[row] * (Weights[(row * Width) + column] - column)));
        Assert.That(outputs[0].GetTensorDataAsSpan<int>().ToArray(), Is.EqualTo(exact));
    }

    [Test]
    public void Turn_WeightsThatSomethingElseReads_StayAsTheyAre()
    {
        var model = Product(isOutside: true)
            .Output("plain", OnnxWriter.Int32, Depth, Width)
            .Node("Cast", ["weights"], ["plain"], ("to", (long)OnnxWriter.Int32))
            .Model();
        var before = model.ToArray();

        UnsignedWeights.Turn(model);

        Assert.That(model, Is.EqualTo(before));
    }

    [Test]
    public void Turn_NoGraph_ChangesNothing()
    {
        var text = "no graph at all, but a sentence"u8.ToArray();

        Assert.That(() => UnsignedWeights.Turn(text), Throws.TypeOf<InvalidDataException>());
        Assert.That(text, Is.EqualTo("no graph at all, but a sentence"u8.ToArray()));
    }

    private static OnnxWriter Product(bool isOutside)
    {
        byte[] Branch()
        {
            var branch = new OnnxWriter(half: false)
                .Output("product", OnnxWriter.Int32, 1, Width)
                .Node("MatMulInteger", ["sound", "weights", "", "zeros"], ["product"]);
            return (isOutside ? branch : Weighed(branch)).Graph();
        }

        var graph = new OnnxWriter(half: false)
            .Input("sound", OnnxWriter.UnsignedByte, 1, Depth)
            .Input("branch", OnnxWriter.Bool, 1)
            .Output("sums", OnnxWriter.Int32, 1, Width)
            .Node("If", ["branch"], ["sums"], ("then_branch", Branch()), ("else_branch", Branch()));
        return isOutside ? Weighed(graph) : graph;
    }

    private static OnnxWriter Weighed(OnnxWriter graph) => graph
        .SignedBytes("weights", [Depth, Width], Weights)
        .SmallSignedBytes("zeros", [.. Enumerable.Range(0, Width).Select(column => (byte)column)]);
}
