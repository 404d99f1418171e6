using System.Globalization;
using CallQuality.Core.Agreement;

namespace CallQuality.Cli.Evaluate.Voice;

/// <summary>One measured figure.</summary>
internal sealed record Figure
{
    /// <summary>What was measured: pitch, tempo, line, …</summary>
    public required string Part { get; init; }

    /// <summary>The figure in words.</summary>
    public required string Name { get; init; }

    /// <summary><c>development</c> or <c>test</c>.</summary>
    public required string Speakers { get; init; }

    /// <summary>The figure over all of these speakers.</summary>
    public required double Value { get; init; }

    /// <summary>Lower end of the 95 % interval; NaN where there is none.</summary>
    public required double Low { get; init; }

    /// <summary>Upper end.</summary>
    public required double High { get; init; }

    /// <summary>Recordings, or joined stretches of them, behind it.</summary>
    public required int Count { get; init; }

    /// <summary>The same figure for each speaker alone.</summary>
    public required IReadOnlyDictionary<string, double> BySpeaker { get; init; }

    /// <summary>What it should reach; <see langword="null"/> where there is no goal.</summary>
    public required Goal? Goal { get; init; }

    /// <summary>Whether it does; <see langword="null"/> where there is no goal.</summary>
    public bool? Reached => Goal?.IsReached(Value);
}

/// <summary>The range a figure should lie in; its ends belong to it.</summary>
internal sealed record Goal(double? AtLeast, double? AtMost)
{
    public static Goal From(double atLeast) => new(atLeast, null);

    public static Goal UpTo(double atMost) => new(null, atMost);

    public static Goal Between(double atLeast, double atMost) => new(atLeast, atMost);

    public bool IsReached(double value) => !(value < AtLeast) && !(value > AtMost) && double.IsFinite(value);

    public override string ToString() => (AtLeast, AtMost) switch
    {
        ({ } low, { } high) => string.Create(CultureInfo.InvariantCulture, $"{low:0.###}–{high:0.###}"),
        ({ } low, null) => string.Create(CultureInfo.InvariantCulture, $"≥ {low:0.###}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"≤ {AtMost:0.###}"),
    };
}

/// <summary>Collects figures, each for the speakers of development and of the test apart.</summary>
internal sealed class FigureBook
{
    private readonly List<Figure> figures = [];

    public IReadOnlyList<Figure> Figures => figures;

    public void Add<T>(string part, string name, Goal? goal, IReadOnlyList<(string Speaker, T Item)> items, Func<IReadOnlyList<T>, double> figure)
    {
        foreach (var group in items.GroupBy(item => EvaluationCorpus.Development.Contains(item.Speaker)).OrderByDescending(group => group.Key))
        {
            var bySpeaker = group.GroupBy(item => item.Speaker, item => item.Item).ToDictionary(speaker => speaker.Key, speaker => (IReadOnlyList<T>)[.. speaker]);
            var (value, low, high) = Bootstrap.Interval([.. bySpeaker.Values], figure);
            figures.Add(new Figure
            {
                Part = part,
                Name = name,
                Speakers = group.Key ? "development" : "test",
                Value = value,
                Low = low,
                High = high,
                Count = group.Count(),
                BySpeaker = bySpeaker.ToDictionary(speaker => speaker.Key, speaker => figure(speaker.Value)),
                Goal = goal,
            });
        }
    }

    /// <summary>Adds a figure to which every recording brings several values, which are drawn together.</summary>
    public void AddMany<T>(string part, string name, Goal? goal, IReadOnlyList<(string Speaker, T[] Items)> items, Func<IReadOnlyList<T>, double> figure) =>
        Add(part, name, goal, items, groups => figure([.. groups.SelectMany(group => group)]));
}
