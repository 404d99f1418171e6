using CallQuality.Core.Measurement;
using CallQuality.Core.Mistakes;
using CallQuality.Reports.Charts;
using CallQuality.Reports.Pages;
using Microsoft.AspNetCore.Components;

namespace CallQuality.Reports.Scorecards;

/// <summary>Both sides' waveforms with the findings marked, the agent's pitch and tempo under them, one time axis for all.</summary>
public sealed partial class TimelineSection
{
    // A row has its mistake's name over the marks.
    private const int RowHeight = 29;
    private const int MarkTop = 17;
    private const int MarkHeight = 8;
    private const int WaveHeight = 76;
    private const int LaneHeight = 84;
    private const int AxisHeight = 20;

    // The lane's top. Faster speech than this is drawn at the edge.
    private const double MostTempo = 9;

    // So that a short moment can still be seen and hit.
    private const double LeastShare = 0.006;

    private readonly List<MistakeResult> rows = [];
    private readonly List<(string Css, string Path, string Name)> waves = [];

    /// <summary>The page.</summary>
    [Parameter, EditorRequired]
    public required ScorecardView View { get; set; }

    private Wordings Words => View.Words;

    private TimeSpan Length => View.Card.Duration;

    private List<Moment> Findings { get; set; } = [];

    private List<(string Css, string Path, string Name)> Waves => waves;

    private bool HasPitch => View.Drawing.PitchMovement is not null;

    private List<VoiceWindow> Tempo { get; set; } = [];

    private Norm? TempoNorm { get; set; }

    private int MarksHeight => rows.Count * RowHeight;

    private int WavesHeight => waves.Count * WaveHeight;

    private int PitchTop => MarksHeight + WavesHeight;

    private int TempoTop => PitchTop + (HasPitch ? LaneHeight : 0);

    private int Height => TempoTop + (Tempo.Count > 0 ? LaneHeight : 0) + AxisHeight;

    private IEnumerable<(int Top, string Name)> Lanes
    {
        get
        {
            for (var index = 0; index < waves.Count; index++)
            {
                yield return (MarksHeight + (index * WaveHeight), waves[index].Name);
            }

            if (HasPitch)
            {
                yield return (PitchTop, Words["timeline.pitch"]);
            }

            if (Tempo.Count > 0)
            {
                var usual = TempoNorm is { } norm ? " · " + Words.Text("timeline.usual", Words.Range(norm)) : "";
                yield return (TempoTop, Words["timeline.tempo"] + usual);
            }
        }
    }

    /// <inheritdoc />
    protected override void OnParametersSet()
    {
        Findings = [.. View.FindingsInOrder];
        rows.AddRange(View.Card.Mistakes.Where(result => result.Findings.Count > 0));
        AddWave("agent", View.Drawing.AgentWave, Words["timeline.agent"]);
        AddWave("customer", View.Drawing.CustomerWave, Words["timeline.customer"]);
        Tempo = [.. View.Card.Agent.Windows.Where(window => window.ArticulationRateSyllablesPerSecond is not null)];
        TempoNorm = View.Readings.GetValueOrDefault("articulationRateSyllablesPerSecond")?.Norm;
    }

    private void AddWave(string css, string? path, string name)
    {
        if (path is not null)
        {
            waves.Add((css, path, name));
        }
    }

    private int Row(MistakeResult result) => rows.IndexOf(result) * RowHeight;

    private string Width(Finding finding) =>
        Percent.Of(Math.Max(LeastShare, Length > TimeSpan.Zero ? (finding.End - finding.Start) / Length : 0));

    private double TempoY(double rate) => TempoTop + LaneHeight - (Math.Clamp(rate, 0, MostTempo) / MostTempo * (LaneHeight - 18));
}
