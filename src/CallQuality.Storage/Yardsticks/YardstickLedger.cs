using System.Text.Json;
using System.Text.Json.Serialization;
using CallQuality.Core.Yardsticks;
using CallQuality.Storage.Audit;
using CallQuality.Storage.Calls;
using CallQuality.Storage.Reviews;
using CallQuality.Storage.Scorecards;
using Microsoft.EntityFrameworkCore;

namespace CallQuality.Storage.Yardsticks;

/// <summary>The house's own rubric and phrases: versions, what they would change, and which are in force.</summary>
/// <remarks>Thread-safe. Whoever judges calls asks <see cref="InForce"/> before each.</remarks>
public sealed class YardstickLedger(CallDatabase database)
{
    private const int ChunkRows = 100;
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    /// <summary>What is in force, by part; a part that is missing is as it ships.</summary>
    public IReadOnlyDictionary<YardstickPart, StoredYardstick> InForce() => database.Read(context =>
        Switched(context).AsNoTracking().ToDictionary(row => row.Part));

    /// <summary>Keys of what is in force, ascending: a short question, by which a process notices a change.</summary>
    public IReadOnlyList<long> InForceIds() => database.Read(context => Switched(context).Select(row => row.Id).Order().ToList());

    /// <summary>All versions of all parts without their texts and trials, newest first.</summary>
    public IReadOnlyList<StoredYardstick> List() => database.Read(context => context.Yardsticks.AsNoTracking().OrderByDescending(row => row.Id)
        .Select(row => new StoredYardstick
        {
            Id = row.Id,
            Part = row.Part,
            Version = row.Version,
            Text = "",
            Note = row.Note,
            UserId = row.UserId,
            MadeAt = row.MadeAt,
            SwitchedOnAt = row.SwitchedOnAt,
            SwitchedOffAt = row.SwitchedOffAt,
            TriedAt = row.TriedAt,
        }).ToList());

    /// <summary>A version; <see langword="null"/> where there is none.</summary>
    public StoredYardstick? Find(long id) => database.Read(context => context.Yardsticks.AsNoTracking().FirstOrDefault(row => row.Id == id));

    /// <summary>Writes down a version that was checked; it changes nothing until it is switched on.</summary>
    /// <returns>Its key; <see langword="null"/> where the part has one of that name.</returns>
    public long? Add(long userId, YardstickPart part, string version, string text, string note) => database.Run<long?>(context =>
    {
        if (context.Yardsticks.Any(row => row.Part == part && row.Version == version))
        {
            return null;
        }

        var made = new StoredYardstick { Part = part, Version = version, Text = text, Note = note, UserId = userId, MadeAt = database.Now(context) };
        context.Yardsticks.Add(made);
        context.SaveChanges();
        Audit(context, userId, "yardstick.add", made.Id);
        return made.Id;
    });

    /// <summary>Keeps what came of trying a version.</summary>
    public void Tried(long userId, long id, YardstickTrial trial)
    {
        ArgumentNullException.ThrowIfNull(trial);
        var document = JsonSerializer.SerializeToUtf8Bytes(trial, Json);
        database.Run(context =>
        {
            var now = database.Now(context);
            context.Yardsticks.Where(row => row.Id == id).ExecuteUpdate(set => set.SetProperty(row => row.TriedAt, now).SetProperty(row => row.Trial, document));
            Audit(context, userId, "yardstick.try", id, trial.Calls);
        });
    }

    /// <summary>What came of trying a version; <see langword="null"/> before.</summary>
    public static YardstickTrial? TrialOf(StoredYardstick version) =>
        version is { Trial: { } document } ? JsonSerializer.Deserialize<YardstickTrial>(document, Json) : null;

    /// <summary>When anything was switched on or off last, UTC; <see langword="null"/> where nothing ever was. What was tried before that was tried against something else.</summary>
    public DateTime? LastChange() => database.Read(LastChange);

    /// <summary>Puts a version in force that was tried against what is in force now; the one before it ends.</summary>
    /// <returns>Whether there is such a version, tried and not in force.</returns>
    public bool SwitchOn(long userId, long id) => database.Run(context =>
    {
        if (context.Yardsticks.FirstOrDefault(row => row.Id == id) is not { TriedAt: { } triedAt, IsInForce: false } version || triedAt < LastChange(context))
        {
            return false;
        }

        var now = database.Now(context);
        Switched(context).Where(row => row.Part == version.Part).ExecuteUpdate(set => set.SetProperty(row => row.SwitchedOffAt, now));
        version.SwitchedOnAt = now;
        version.SwitchedOffAt = null;
        Audit(context, userId, "yardstick.switchOn", id);
        return true;
    });

    /// <summary>Ends a version that is in force; its part is as it ships again.</summary>
    /// <returns>Whether it was in force.</returns>
    public bool SwitchOff(long userId, long id) => database.Run(context =>
    {
        var now = database.Now(context);
        if (Switched(context).Where(row => row.Id == id).ExecuteUpdate(set => set.SetProperty(row => row.SwitchedOffAt, now)) == 0)
        {
            return false;
        }

        Audit(context, userId, "yardstick.switchOff", id);
        return true;
    });

    /// <summary>Draws calls at random on which a version is tried.</summary>
    /// <param name="scope">Whose calls may be looked at.</param>
    /// <param name="since">Not before, UTC.</param>
    /// <param name="most">How many at most.</param>
    /// <returns>The documents of their current scorecards, and how many calls there are in all.</returns>
    public (IReadOnlyList<byte[]> Documents, int Total) Draw(CallScope scope, DateTime since, int most)
    {
        ArgumentNullException.ThrowIfNull(scope);
        return database.Read(context =>
        {
            var calls = (from card in scope.Scorecards(context).Where(card => card.CallAt >= since)
                         join call in context.Calls on card.CallId equals call.Id
                         select new DrawableCall(card.AnalysisId, card.AgentId, call.Sha256)).ToList();
            var drawn = SampleDraw.Of(calls, SampleKind.Random, most, seed: 0);
            IReadOnlyList<byte[]> documents = [.. drawn.Chunk(ChunkRows).SelectMany(ids =>
                context.Documents.Where(row => ids.Contains(row.AnalysisId)).OrderBy(row => row.AnalysisId).Select(row => row.Packed).ToList()).Select(Packing.Unpack)];
            return (documents, calls.Count);
        });
    }

    private static IQueryable<StoredYardstick> Switched(CallsContext context) => context.Yardsticks.Where(row => row.SwitchedOnAt != null && row.SwitchedOffAt == null);

    private static DateTime? LastChange(CallsContext context)
    {
        var (on, off) = (context.Yardsticks.Max(row => row.SwitchedOnAt), context.Yardsticks.Max(row => row.SwitchedOffAt));
        return on > off || off is null ? on : off;
    }

    private void Audit(CallsContext context, long userId, string action, long id, int? count = null)
    {
        AuditLog.Add(database, context, $"user {userId}", action, $"yardstick {id}", $"{count}");
        context.SaveChanges();
    }
}
