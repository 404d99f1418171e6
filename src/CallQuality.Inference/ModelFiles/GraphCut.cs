using System.Text;

namespace CallQuality.Inference.ModelFiles;

/// <summary>Cuts a graph down to what one value inside it needs, and makes that value its only output: what lies behind is neither loaded nor computed.</summary>
/// <remarks>Field numbers are those of onnx.proto. For graphs without branches, whose nodes stand in the order they are computed, as the format wants.</remarks>
internal static class GraphCut
{
    private const int GraphOfModel = 7;
    private const int NodeOfGraph = 1;
    private const int InitialValue = 5;
    private const int Output = 12;

    /// <summary>The cut graph.</summary>
    /// <param name="model">Bytes of an ONNX file.</param>
    /// <param name="value">Name of the value.</param>
    /// <exception cref="InvalidDataException">These are no messages laid end to end, or no node gives the value.</exception>
    public static byte[] At(byte[] model, string value)
    {
        // Tens of megabytes: what is kept is listed first and copied once.
        var parts = new List<ReadOnlyMemory<byte>>();
        foreach (var field in OnnxField.Read(model, 0, model.Length))
        {
            if (field.Number == GraphOfModel)
            {
                var graph = Graph(model, field, value);
                parts.AddRange([OnnxField.Head(GraphOfModel, graph.Sum(part => part.Length)), .. graph]);
            }
            else
            {
                parts.Add(Whole(model, field));
            }
        }

        var cut = new byte[parts.Sum(part => part.Length)];
        var at = 0;
        foreach (var part in parts)
        {
            part.CopyTo(cut.AsMemory(at));
            at += part.Length;
        }

        return cut;
    }

    private static List<ReadOnlyMemory<byte>> Graph(byte[] model, OnnxField graph, string value)
    {
        List<OnnxField> fields = [.. OnnxField.Read(model, graph)];
        var needed = new HashSet<string>(StringComparer.Ordinal) { value };
        var left = new HashSet<OnnxField>();
        foreach (var node in fields.Where(field => field.Number == NodeOfGraph).Reverse())
        {
            var parts = OnnxField.Read(model, node).ToLookup(part => part.Number, part => part.Number <= 2 ? part.Text(model) : "");
            if (parts[2].Any(needed.Contains))
            {
                needed.UnionWith(parts[1]);
            }
            else
            {
                left.Add(node);
            }
        }

        if (fields.Count(field => field.Number == NodeOfGraph) == left.Count)
        {
            throw new InvalidDataException($"No node gives {value}.");
        }

        return
        [
            .. fields.Where(field => field.Number != Output && !left.Contains(field) && (field.Number != InitialValue || needed.Contains(NameOf(model, field))))
                .Select(field => Whole(model, field)),
            OnnxField.Write(Output, OnnxField.Write(1, Encoding.UTF8.GetBytes(value))),
        ];
    }

    private static ReadOnlyMemory<byte> Whole(byte[] model, OnnxField field) => model.AsMemory(field.TagAt, field.End - field.TagAt);

    private static string NameOf(byte[] model, OnnxField tensor) => OnnxField.Read(model, tensor).First(part => part.Number == 8).Text(model);
}
