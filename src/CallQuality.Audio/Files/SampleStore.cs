namespace CallQuality.Audio.Files;

/// <summary>One channel that grows without copying: exactly one array where the length is known, else pieces joined once at the end.</summary>
internal sealed class SampleStore
{
    private const int PieceLength = 1 << 20;

    private readonly List<float[]> pieces = [];
    private float[] current;
    private int used;

    /// <summary>Prepares the store.</summary>
    /// <param name="expectedLength">The length, where the file's size vouches for it; never a header's bare claim.</param>
    public SampleStore(long? expectedLength) =>
        current = GC.AllocateUninitializedArray<float>(checked((int)(expectedLength ?? PieceLength)));

    /// <summary>Adds samples at the end.</summary>
    public void Append(ReadOnlySpan<float> samples)
    {
        while (!samples.IsEmpty)
        {
            if (used == current.Length)
            {
                pieces.Add(current);
                current = GC.AllocateUninitializedArray<float>(PieceLength);
                used = 0;
            }

            var count = Math.Min(samples.Length, current.Length - used);
            samples[..count].CopyTo(current.AsSpan(used));
            used += count;
            samples = samples[count..];
        }
    }

    /// <summary>Hands over all samples in one array; the store is empty afterwards.</summary>
    public float[] Finish()
    {
        if (pieces.Count == 0 && used == current.Length)
        {
            return current;
        }

        var all = GC.AllocateUninitializedArray<float>(checked((int)(pieces.Sum(piece => (long)piece.Length) + used)));
        var start = 0;
        for (var i = 0; i < pieces.Count; i++)
        {
            pieces[i].CopyTo(all, start);
            start += pieces[i].Length;

            // The pieces of a long recording are let go while the whole is being filled.
            pieces[i] = [];
        }

        current.AsSpan(0, used).CopyTo(all.AsSpan(start));
        pieces.Clear();
        current = [];
        used = 0;
        return all;
    }
}
