using CallQuality.Audio;
using CallQuality.Audio.Dsp;

namespace CallQuality.Inference.Whisper;

/// <summary>What reads one batch at a time, with buffers of its own.</summary>
internal sealed class WhisperLane(WhisperModel model, int batchSize)
{
    private readonly LogMelSpectrogram spectrogram = new(model.Configuration.MelBands);
    private readonly float[] mel = new float[batchSize * model.Configuration.MelBands * model.Encoder.Frames];

    public PackReader Reader { get; } = new(model);

    /// <summary>Encodes the sound of some packs, at most the batch size.</summary>
    public EncodedWindows Encode(Recording recording, SpeechPack[] packs, CancellationToken cancellationToken)
    {
        using (RecognitionStages.Begin(RecognitionStages.Mel))
        {
            ComputeMel(recording, packs, cancellationToken);
        }

        return model.Encoder.Encode(mel, packs.Length);
    }

    /// <summary>The logits that follow the start of each window's transcript: its language, before anything is read.</summary>
    public float[][] Hear(EncodedWindows windows)
    {
        using var stage = RecognitionStages.Begin(RecognitionStages.Decoder);
        int[] prompt = [model.Configuration.StartOfTranscript];
        using var start = model.Decoder.Start(model.Decoder.TakesPairs ? windows.InPairs() : windows, [.. Enumerable.Repeat(prompt, windows.Rows)]);
        return [.. Enumerable.Range(0, windows.Rows).Select(row => start.Logits(row).ToArray())];
    }

    private void ComputeMel(Recording recording, SpeechPack[] packs, CancellationToken cancellationToken)
    {
        var size = model.Configuration.MelBands * model.Encoder.Frames;
        for (var row = 0; row < packs.Length; row++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var sound = packs[row].Sound(recording.Channels[packs[row].Channel]);
            var wide = Resampler.Convert(sound, recording.SampleRateHz, LogMelSpectrogram.SampleRateHz);
            spectrogram.Compute(wide, model.Encoder.Frames, mel.AsSpan(row * size, size));
        }
    }
}
