using CallQuality.Core.Transcription;

namespace CallQuality.Cli.Evaluate.Voice;

/// <summary>Measures the voice and line measures against hand labels and made truth. The same data give the same figures.</summary>
internal sealed class VoiceEvaluation(
    IReadOnlyList<LabelledSentence> sentences, OutsidePrograms programs, EvaluatedModels models, FigureBook book, PlotBook plots)
{
    /// <summary>The part that needs the model of voice activity; it runs only when asked for, as the next does.</summary>
    public const string ActivityPart = "activity";

    /// <summary>The part that needs the recogniser and its time.</summary>
    public const string RecognisedPart = "clarity";

    /// <summary>The parts that run unasked, in the order they run.</summary>
    public static readonly IReadOnlyList<string> SoundParts = ["pitch", "tempo", "delivery", "articulation", "line"];

    /// <summary>All parts.</summary>
    public static readonly IReadOnlyList<string> PartNames = [.. SoundParts, ActivityPart, RecognisedPart];

    /// <summary>Runs some parts and shows each figure as soon as its part is done.</summary>
    public void Run(IReadOnlyCollection<string> parts, Action<Figure> show, CancellationToken cancellationToken)
    {
        foreach (var part in PartNames.Where(parts.Contains))
        {
            var shown = book.Figures.Count;
            Run(part, cancellationToken);
            foreach (var figure in book.Figures.Skip(shown))
            {
                show(figure);
            }
        }
    }

    private void Run(string part, CancellationToken cancellationToken)
    {
        switch (part)
        {
            case "pitch":
                new PitchEvaluation(book, plots).Run(sentences, programs, cancellationToken);
                break;
            case "tempo":
                new TempoEvaluation(book, plots).Run(sentences, programs, cancellationToken);
                break;
            case "delivery":
                new DeliveryEvaluation(book, plots).Run(sentences, programs, cancellationToken);
                break;
            case "articulation":
                new ArticulationEvaluation(book).Run(sentences, programs, cancellationToken);
                break;
            case ActivityPart:
                new ActivityEvaluation(book, models.VoiceActivity!).Run(sentences, cancellationToken);
                break;
            case RecognisedPart:
                new ClarityEvaluation(book, models.Transcriber!).Run(sentences, programs, cancellationToken);
                break;
            default:
                new LineEvaluation(book).Run(sentences, programs, cancellationToken);
                break;
        }
    }
}

/// <summary>The models that single parts need; <see langword="null"/> where the part does not run.</summary>
internal sealed record EvaluatedModels(IVoiceActivityDetector? VoiceActivity, ITranscriber? Transcriber);
