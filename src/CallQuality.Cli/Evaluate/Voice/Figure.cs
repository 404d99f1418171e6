namespace CallQuality.Cli.Evaluate.Voice;

/// <summary>One measured figure.</summary>
/// <param name="Part">What was measured: pitch, tempo, line, …</param>
/// <param name="Name">The figure in words.</param>
/// <param name="Speakers"><c>development</c>, <c>test</c> or <c>all</c>.</param>
/// <param name="Value">The figure.</param>
/// <param name="Low">Lower end of the 95 % interval; NaN where there is none.</param>
/// <param name="High">Upper end.</param>
/// <param name="Count">Items behind it.</param>
/// <param name="Goal">What it should reach, as text.</param>
internal sealed record Figure(string Part, string Name, string Speakers, double Value, double Low, double High, int Count, string Goal);

/// <summary>Collects figures, each for the speakers of development and of the test apart.</summary>
internal sealed class FigureBook
{
    private readonly List<Figure> figures = [];

    public IReadOnlyList<Figure> Figures => figures;

    public void Add<T>(string part, string name, string goal, IReadOnlyList<(string Speaker, T Item)> items, Func<IReadOnlyList<T>, double> figure)
    {
        foreach (var (group, isDevelopment) in new[] { ("development", true), ("test", false) })
        {
            var own = items.Where(item => EvaluationCorpus.Development.Contains(item.Speaker) == isDevelopment).Select(item => item.Item).ToList();
            if (own.Count > 0)
            {
                var (value, low, high) = Statistics.Bootstrap(own, figure);
                figures.Add(new Figure(part, name, group, value, low, high, own.Count, goal));
            }
        }
    }
}
