using System.Text;
using CallQuality.Core.Analysis;
using CallQuality.Core.Calls;
using CallQuality.Storage.Scorecards;
using Microsoft.EntityFrameworkCore;

namespace CallQuality.Storage.Search;

/// <summary>The index of what was said in calls: SQLite's FTS5 or PostgreSQL's <c>tsvector</c>, over the stems of <see cref="WordStems"/>.</summary>
/// <remarks>Thread-safe. A scorecard that is deleted takes its words with it.</remarks>
/// <param name="database">The calls.</param>
/// <param name="read">Reads a <c>scorecard.json</c>; given by whoever knows its form.</param>
public sealed class WordIndex(CallDatabase database, Func<byte[], Scorecard> read)
{
    private const int CallsAtOnce = 50;

    // More than these PostgreSQL does not count; a phrase never reaches from one side to the other.
    private const int MostPositions = 16_383;
    private const int GapBetweenSides = 2;

    /// <summary>Takes in calls that were analysed before there was an index.</summary>
    /// <returns>How many.</returns>
    public int CatchUp(CancellationToken cancellationToken)
    {
        var missing = $"SELECT analysis_id AS \"Value\" FROM scorecards WHERE is_current AND analysis_id > {{0}} AND NOT EXISTS (SELECT 1 FROM call_words w WHERE w.{Key(database)} = analysis_id) ORDER BY analysis_id LIMIT {CallsAtOnce}";
        var (total, last) = (0, 0L);
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var ids = database.Read(context => context.Database.SqlQueryRaw<long>(missing, last).ToList());
            if (ids.Count == 0)
            {
                return total;
            }

            var cards = database.Read(context => context.Documents.Where(row => ids.Contains(row.AnalysisId)).Select(row => new { row.AnalysisId, row.Packed }).ToList());
            foreach (var card in cards)
            {
                var scorecard = read(Packing.Unpack(card.Packed));
                database.Run(context => Add(database, context, card.AnalysisId, scorecard));
            }

            (total, last) = (total + cards.Count, ids[^1]);
        }
    }

    /// <summary>Takes in a scorecard inside a unit of work; one that is there stays.</summary>
    internal static void Add(CallDatabase database, CallsContext context, long analysisId, Scorecard card)
    {
        if (database.IsPostgres)
        {
            context.Database.ExecuteSqlRaw(
                "INSERT INTO call_words (analysis_id, words) SELECT {0}, CAST({1} AS tsvector) WHERE EXISTS (SELECT 1 FROM scorecards WHERE analysis_id = {0}) ON CONFLICT DO NOTHING", analysisId, Vector(card));
        }
        else
        {
            context.Database.ExecuteSqlRaw(
                "INSERT INTO call_words (rowid, agent, customer) SELECT {0}, {1}, {2} WHERE EXISTS (SELECT 1 FROM scorecards WHERE analysis_id = {0}) AND NOT EXISTS (SELECT 1 FROM call_words WHERE rowid = {0})",
                analysisId, string.Join(' ', Stems(card, Side.Agent)), string.Join(' ', Stems(card, Side.Customer)));
        }
    }

    /// <summary>The scorecards in whose calls a query is met.</summary>
    internal static IQueryable<long> Matching(CallDatabase database, CallsContext context, SearchQuery query) => database.IsPostgres
        ? context.Database.SqlQueryRaw<long>("SELECT analysis_id AS \"Value\" FROM call_words WHERE words @@ CAST({0} AS tsquery)", query.ForPostgres())
        : context.Database.SqlQueryRaw<long>("SELECT rowid AS \"Value\" FROM call_words WHERE call_words MATCH {0}", query.ForSqlite());

    private static string Key(CallDatabase database) => database.IsPostgres ? "analysis_id" : "rowid";

    private static IEnumerable<string> Stems(Scorecard card, Side side) => card.Transcript.Words
        .Where(word => card.Sides.SideOf(word.Channel) == side)
        .GroupBy(word => card.Transcript.LanguageCodeOf(word.Channel))
        .SelectMany(group => WordStems.Of([.. group.SelectMany(word => WordStems.WordsOf(word.Text))], group.Key));

    private static string Vector(Scorecard card)
    {
        var text = new StringBuilder();
        var position = 1;
        foreach (var side in Enum.GetValues<Side>())
        {
            foreach (var stem in Stems(card, side))
            {
                text.Append('\'').Append(stem).Append("':").Append(Math.Min(position++, MostPositions)).Append(SearchQuery.WeightOf(side)).Append(' ');
            }

            position += GapBetweenSides;
        }

        return text.ToString();
    }
}
