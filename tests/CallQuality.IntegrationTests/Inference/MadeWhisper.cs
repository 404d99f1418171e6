using System.Text.Json;

namespace CallQuality.IntegrationTests.Inference;

/// <summary>A Whisper export of other sizes than the shipped one, with random weights: it says nonsense, in the right shapes.</summary>
internal sealed record MadeWhisper
{
    private const int EndOfText = 60;
    private const int VocabularySize = 80;

    public int MelBands { get; init; } = 80;

    public int Width { get; init; } = 24;

    public int Heads { get; init; } = 3;

    public int Layers { get; init; } = 2;

    public bool Half { get; init; }

    public bool CrossAttentions { get; init; } = true;

    /// <summary>Whether the decoder takes exactly 1500 states.</summary>
    public bool FixedStates { get; init; }

    public string Subfolder { get; init; } = "";

    public string Suffix { get; init; } = "";

    public void Write(string folder)
    {
        var graphs = Path.Combine(folder, Subfolder);
        Directory.CreateDirectory(graphs);
        File.WriteAllText(Path.Combine(folder, "config.json"), JsonSerializer.Serialize(new
        {
            d_model = Width, decoder_layers = Layers, decoder_attention_heads = Heads, vocab_size = VocabularySize, num_mel_bins = MelBands,
            max_source_positions = 1500, max_target_positions = 60, decoder_start_token_id = 61, eos_token_id = EndOfText,
        }));
        File.WriteAllText(Path.Combine(folder, "generation_config.json"), """
            { "no_timestamps_token_id": 69, "lang_to_id": { "<|en|>": 62, "<|de|>": 63 }, "task_to_id": { "translate": 64, "transcribe": 65 },
              "suppress_tokens": [1, 2], "begin_suppress_tokens": [0, 60] }
            """);
        File.WriteAllText(Path.Combine(folder, "preprocessor_config.json"), JsonSerializer.Serialize(new { feature_size = MelBands }));
        File.WriteAllText(
            Path.Combine(folder, "vocab.json"),
            JsonSerializer.Serialize(Enumerable.Range(0, EndOfText).ToDictionary(id => $"\u0120word{id}", id => id)));
        File.WriteAllText(Path.Combine(folder, "merges.txt"), "#version: 0.2\n");
        var random = new Random(3);
        Encoder(random).SaveModel(Path.Combine(graphs, $"encoder_model{Suffix}.onnx"));
        Decoder(random).SaveModel(Path.Combine(graphs, $"decoder_model_merged{Suffix}.onnx"));
    }

    private OnnxWriter Encoder(Random random)
    {
        var graph = new OnnxWriter(Half);
        return graph
            .Input("input_features", graph.Real, "batch", MelBands, 3000)
            .Output("last_hidden_state", graph.Real, "batch", 1500, Width)
            .Integers("pairs", 0, 1500, 2 * MelBands)
            .Weights("weight", [2 * MelBands, Width], random)
            .Node("Transpose", ["input_features"], ["frames"], ("perm", new long[] { 0, 2, 1 }))
            .Node("Reshape", ["frames", "pairs"], ["joined"])
            .Node("MatMul", ["joined", "weight"], ["last_hidden_state"]);
    }

    private OnnxWriter Decoder(Random random)
    {
        var graph = new OnnxWriter(Half);
        object states = FixedStates ? 1500 : "states";
        graph.Input("input_ids", OnnxWriter.Int64, "batch", "n")
            .Input("encoder_hidden_states", graph.Real, "batch", states, Width)
            .Input("use_cache_branch", OnnxWriter.Bool, 1)
            .Weights("embedding", [VocabularySize, Width], random)
            .Weights("projection", [Width, VocabularySize], random)
            .Integers("split", 0, 0, Heads, Width / Heads)
            .Integers("join", 0, 0, Width);
        foreach (var layer in Enumerable.Range(0, Layers))
        {
            graph.Weights($"key{layer}", [Width, Width], random).Weights($"value{layer}", [Width, Width], random);
            foreach (var kind in new[] { "decoder.key", "decoder.value", "encoder.key", "encoder.value" })
            {
                graph.Input($"past_key_values.{layer}.{kind}", graph.Real, "batch", Heads, $"past {kind[..7]}", Width / Heads);
            }
        }

        Outputs(graph);
        string[] names = [.. OutputNames()];
        return graph.Node("If", ["use_cache_branch"], names, ("then_branch", Branch(later: true).Graph()), ("else_branch", Branch(later: false).Graph()));
    }

    private OnnxWriter Branch(bool later)
    {
        var graph = new OnnxWriter(Half);
        var swap = ("perm", (object)new long[] { 0, 2, 1, 3 });
        graph.Node("Gather", ["embedding", "input_ids"], ["hidden0"]);
        for (var layer = 0; layer < Layers; layer++)
        {
            var (past, present) = ($"past_key_values.{layer}.", $"present.{layer}.");
            graph.Node("Reshape", [$"hidden{layer}", "split"], [$"q{layer}"]).Node("Transpose", [$"q{layer}"], [$"query{layer}"], swap)
                .Node("Concat", [past + "decoder.key", $"query{layer}"], [present + "decoder.key"], ("axis", 2L))
                .Node("Concat", [past + "decoder.value", $"query{layer}"], [present + "decoder.value"], ("axis", 2L));
            foreach (var kind in new[] { "key", "value" })
            {
                if (later)
                {
                    graph.Node("Identity", [past + "encoder." + kind], [present + "encoder." + kind]);
                }
                else
                {
                    graph.Node("MatMul", ["encoder_hidden_states", $"{kind}{layer}"], [$"{kind}s{layer}"])
                        .Node("Reshape", [$"{kind}s{layer}", "split"], [$"{kind}r{layer}"])
                        .Node("Transpose", [$"{kind}r{layer}"], [present + "encoder." + kind], swap);
                }
            }

            graph.Node("Transpose", [present + "encoder.key"], [$"kt{layer}"], ("perm", new long[] { 0, 1, 3, 2 }))
                .Node("MatMul", [$"query{layer}", $"kt{layer}"], [$"score{layer}"])
                .Node("Softmax", [$"score{layer}"], [$"cross_attentions.{layer}"], ("axis", 3L))
                .Node("MatMul", [$"cross_attentions.{layer}", present + "encoder.value"], [$"context{layer}"])
                .Node("Transpose", [$"context{layer}"], [$"ct{layer}"], swap)
                .Node("Reshape", [$"ct{layer}", "join"], [$"cj{layer}"])
                .Node("Add", [$"hidden{layer}", $"cj{layer}"], [$"hidden{layer + 1}"]);
        }

        graph.Node("MatMul", [$"hidden{Layers}", "projection"], ["logits"]);
        Outputs(graph);
        return graph;
    }

    private IEnumerable<string> OutputNames()
    {
        string[] kinds = ["decoder.key", "decoder.value", "encoder.key", "encoder.value"];
        var layers = Enumerable.Range(0, Layers).ToArray();
        return ["logits", .. from layer in layers from kind in kinds select $"present.{layer}.{kind}",
            .. CrossAttentions ? layers.Select(layer => $"cross_attentions.{layer}") : []];
    }

    private void Outputs(OnnxWriter graph)
    {
        foreach (var name in OutputNames())
        {
            graph.Output(name, graph.Real, [.. Enumerable.Range(0, name == "logits" ? 3 : 4).Select(axis => $"{name} {axis}")]);
        }
    }
}
