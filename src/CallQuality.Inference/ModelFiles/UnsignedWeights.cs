using System.Runtime.Intrinsics.X86;

namespace CallQuality.Inference.ModelFiles;

/// <summary>Turns the signed eight-bit weights of a graph's integer products into unsigned ones, each value and its zero point 128 higher.</summary>
/// <remarks>
/// The products stay what they are. On processors without an instruction for products of bytes (VNNI) ONNX Runtime multiplies
/// unsigned by signed bytes in pairs whose sums overflow sixteen bits; unsigned by unsigned it does not. Its own remedy
/// (<c>session.x64quantprecision</c>) leaves out the branches of an <c>If</c>, where the decoder has all of its products.
/// Field numbers are those of onnx.proto; every change leaves the file's length as it is.
/// </remarks>
internal static class UnsignedWeights
{
    private const byte TypeOfSigned = 3;
    private const byte TypeOfUnsigned = 2;
    private const byte Highest = 0x80;

    // Tags of raw_data and int32_data.
    private const byte RawBytes = (9 << 3) | 2;
    private const byte SmallNumbers = (5 << 3) | 2;

    private const string Product = "MatMulInteger";

    // Inputs of a product: the weights and their zero points.
    private const int Weights = 1;
    private const int ZeroPoints = 3;

    /// <summary>Whether this processor needs it.</summary>
    public static bool AreNeeded { get; } = X86Base.IsSupported && !AvxVnni.IsSupported && !(Avx512F.IsSupported && (X86Base.CpuId(7, 0).Ecx & (1 << 11)) != 0);

    /// <summary>Changes a graph where it stands. Weights that anything but an integer product reads are left alone, and so are those whose zero points are not in the file.</summary>
    /// <param name="model">Bytes of an ONNX file.</param>
    /// <exception cref="InvalidDataException">These are no messages laid end to end; nothing was changed.</exception>
    public static void Turn(byte[] model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var weights = new Dictionary<string, List<Tensor>>(StringComparer.Ordinal);
        var nodes = new List<Node>();
        foreach (var graph in OnnxField.Read(model, 0, model.Length).Where(field => field.Number == 7))
        {
            Read(model, graph, weights, nodes);
        }

        foreach (var name in nodes.Where(node => node.Kind != Product).SelectMany(node => node.Inputs))
        {
            weights.Remove(name);
        }

        var products = nodes.Where(node => node.Kind == Product).Select(node => (Of: node.Inputs.ElementAtOrDefault(Weights) ?? "", Zero: node.Inputs.ElementAtOrDefault(ZeroPoints) ?? "")).ToList();
        while (products.Find(product => weights.ContainsKey(product.Of) != weights.ContainsKey(product.Zero)) is { Of: not null } half)
        {
            weights.Remove(half.Of);
            weights.Remove(half.Zero);
        }

        foreach (var tensor in weights.Values.SelectMany(tensors => tensors))
        {
            tensor.Turn(model);
        }
    }

    private static void Read(byte[] model, OnnxField graph, Dictionary<string, List<Tensor>> weights, List<Node> nodes)
    {
        foreach (var field in OnnxField.Read(model, graph))
        {
            if (field.Number == 1)
            {
                nodes.Add(Node.Read(model, field, inner => Read(model, inner, weights, nodes)));
            }
            else if (field.Number == 5 && Tensor.Read(model, field) is { } tensor)
            {
                // The branches of an If may each have one of the same name; all of a name are turned or none.
                weights[tensor.Name] = [.. weights.GetValueOrDefault(tensor.Name, []), tensor];
            }
        }
    }

    private sealed record Node(string Kind, IReadOnlyList<string> Inputs)
    {
        public static Node Read(byte[] model, OnnxField node, Action<OnnxField> graph)
        {
            var (kind, inputs) = ("", new List<string>());
            foreach (var field in OnnxField.Read(model, node))
            {
                switch (field.Number)
                {
                    case 1:
                        inputs.Add(field.Text(model));
                        break;
                    case 4:
                        kind = field.Text(model);
                        break;
                    case 5:
                        OnnxField.Read(model, field).Where(attribute => attribute.Number is 6 or 11).ToList().ForEach(graph);
                        break;
                }
            }

            return new Node(kind, inputs);
        }
    }

    private sealed record Tensor(string Name, OnnxField Type, OnnxField Values)
    {
        /// <summary>A tensor of signed bytes whose values are in the file, a byte each; <see langword="null"/> of any other.</summary>
        public static Tensor? Read(byte[] model, OnnxField tensor)
        {
            var fields = OnnxField.Read(model, tensor).ToList();
            var type = fields.Find(field => field.Number == 2);
            var values = fields.Find(field => model[field.TagAt] is RawBytes or SmallNumbers);
            var isByteEach = values.Number == 9 || (values.Number == 5 && !model.AsSpan(values.Start, values.End - values.Start).ContainsAnyInRange(Highest, byte.MaxValue));
            return isByteEach && model[type.Start] == TypeOfSigned ? new Tensor(fields.Find(field => field.Number == 8).Text(model), type, values) : null;
        }

        public void Turn(byte[] model)
        {
            // Small numbers written one by one are a byte each and can stand as raw bytes.
            model[Values.TagAt] = RawBytes;
            model[Type.Start] = TypeOfUnsigned;
            foreach (ref var value in model.AsSpan(Values.Start, Values.End - Values.Start))
            {
                value ^= Highest;
            }
        }
    }
}
