using System.Numerics.Tensors;

namespace CallQuality.Audio.Prosody;

/// <summary>
/// A small network that says how close a frame lies to the middle of a syllable: thirteen frames of band levels and voicing around
/// it, twenty hidden units, one output. Trained on hand-labelled German sentences sent through the telephone band.
/// </summary>
/// <remarks>Immutable; safe to share between threads.</remarks>
internal sealed class NucleusNetwork
{
    /// <summary>Values a frame: eight band levels and voicing.</summary>
    public const int FeatureCount = BandEnvelopes.BandCount + 1;

    private const int Hidden = 20;

    // Dense near the frame, sparse further away: the neighbouring syllables matter, their details do not.
    private static readonly int[] Offsets = [-15, -11, -8, -5, -3, -1, 0, 1, 3, 5, 8, 11, 15];

    // Each nucleus was marked by a bell of three frames' deviation, whose area this is.
    private static readonly float Area = 3 * MathF.Sqrt(2 * MathF.PI);

    private static readonly Lazy<NucleusNetwork> Loaded = new(() => new NucleusNetwork());

    private readonly float[] hiddenWeights;
    private readonly float[] hiddenBias;
    private readonly float[] outputWeights;
    private readonly float outputBias;

    private NucleusNetwork()
    {
        using var stream = typeof(NucleusNetwork).Assembly.GetManifestResourceStream("CallQuality.Audio.Prosody.nuclei.bin")
            ?? throw new InvalidOperationException("The weights of the syllable network are missing from the assembly.");
        using var reader = new BinaryReader(stream);
        hiddenWeights = Read(reader, Hidden * Offsets.Length * FeatureCount);
        hiddenBias = Read(reader, Hidden);
        outputWeights = Read(reader, Hidden);
        outputBias = Read(reader, 1)[0];
    }

    /// <summary>The network.</summary>
    public static NucleusNetwork Instance => Loaded.Value;

    /// <summary>Writes how many syllables each frame holds, so that the sum over a stretch is the number of its syllables.</summary>
    /// <param name="features"><see cref="FeatureCount"/> values a frame.</param>
    /// <param name="density">Receives one value a frame, 0 and more.</param>
    public void Run(ReadOnlySpan<float> features, Span<float> density)
    {
        var width = Offsets.Length * FeatureCount;
        Span<float> input = stackalloc float[width];
        for (var frame = 0; frame < density.Length; frame++)
        {
            for (var index = 0; index < Offsets.Length; index++)
            {
                var other = Math.Clamp(frame + Offsets[index], 0, density.Length - 1);
                features.Slice(other * FeatureCount, FeatureCount).CopyTo(input[(index * FeatureCount)..]);
            }

            var sum = outputBias;
            for (var unit = 0; unit < Hidden; unit++)
            {
                var activation = TensorPrimitives.Dot(input, hiddenWeights.AsSpan(unit * width, width)) + hiddenBias[unit];
                sum += outputWeights[unit] * MathF.Tanh(activation);
            }

            density[frame] = 1 / ((1 + MathF.Exp(-sum)) * Area);
        }
    }

    private static float[] Read(BinaryReader reader, int count)
    {
        var values = new float[count];
        for (var index = 0; index < count; index++)
        {
            values[index] = (float)reader.ReadHalf();
        }

        return values;
    }
}
