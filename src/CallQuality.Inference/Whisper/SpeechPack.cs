using CallQuality.Core.Transcription;

namespace CallQuality.Inference.Whisper;

/// <summary>A stretch of the recording as it lies in a pack.</summary>
/// <param name="RecordingStart">First sample in the recording.</param>
/// <param name="PackStart">First sample in the pack.</param>
/// <param name="Length">Samples.</param>
internal readonly record struct PackPiece(int RecordingStart, int PackStart, int Length)
{
    public int PackEnd => PackStart + Length;

    public int RecordingEnd => RecordingStart + Length;
}

/// <summary>Speech of one channel laid end to end with its pauses shortened, to fill one window of the recogniser.</summary>
internal sealed record SpeechPack
{
    // Long enough to leave no click where two pieces meet, short enough to touch no word: pieces have wider margins.
    private const double SeamSeconds = 0.004;

    public required int Channel { get; init; }

    public required int SampleRateHz { get; init; }

    /// <summary>Ordered pieces that follow one another without a gap in the pack; before the first may lie silence.</summary>
    public required IReadOnlyList<PackPiece> Pieces { get; init; }

    /// <summary>The speech inside the pieces, in the recording's time.</summary>
    public required IReadOnlyList<SpeechSegment> Speech { get; init; }

    public int Samples => Pieces[^1].PackEnd;

    public double Seconds => (double)Samples / SampleRateHz;

    /// <summary>The pack's sound.</summary>
    public float[] Sound(ReadOnlySpan<float> channel)
    {
        var sound = new float[Samples];
        var seam = (int)(SeamSeconds * SampleRateHz);
        for (var i = 0; i < Pieces.Count; i++)
        {
            var piece = Pieces[i];
            var target = sound.AsSpan(piece.PackStart, piece.Length);
            channel.Slice(piece.RecordingStart, piece.Length).CopyTo(target);
            for (var n = 0; n < Math.Min(seam, piece.Length); n++)
            {
                var gain = (n + 0.5f) / seam;
                target[n] *= i > 0 ? gain : 1;
                target[^(n + 1)] *= i < Pieces.Count - 1 ? gain : 1;
            }
        }

        return sound;
    }

    /// <summary>The moment of the recording that lies at a moment of the pack; moments outside go to the nearest end.</summary>
    public double RecordingSeconds(double packSeconds)
    {
        var sample = packSeconds * SampleRateHz;
        var piece = Pieces.LastOrDefault(piece => piece.PackStart <= sample, Pieces[0]);
        return (piece.RecordingStart + Math.Clamp(sample - piece.PackStart, 0, piece.Length)) / SampleRateHz;
    }

    /// <summary>The moment of the pack at which a moment of the recording lies; moments in a shortened pause go to its seam.</summary>
    public double PackSeconds(double recordingSeconds)
    {
        var sample = recordingSeconds * SampleRateHz;
        var piece = Pieces.LastOrDefault(piece => piece.RecordingStart <= sample, Pieces[0]);
        return (piece.PackStart + Math.Clamp(sample - piece.RecordingStart, 0, piece.Length)) / SampleRateHz;
    }
}
