using Microsoft.EntityFrameworkCore;

namespace CallQuality.Storage.Audit;

/// <summary>Writes and reads the audit.</summary>
/// <remarks>Thread-safe.</remarks>
public sealed class AuditLog(CallDatabase database)
{
    /// <summary>Adds a row.</summary>
    /// <param name="actor">Who, such as <c>user 3</c>.</param>
    /// <param name="action">What, such as <c>call.view</c>.</param>
    /// <param name="subject">A key or an id, never a name.</param>
    /// <param name="detail">Ids and numbers only.</param>
    public void Note(string actor, string action, string subject, string detail = "") => database.Run(context =>
    {
        Add(database, context, actor, action, subject, detail);
        context.SaveChanges();
    });

    /// <summary>Rows, newest first.</summary>
    /// <param name="before">Only those of smaller keys; <see langword="null"/> for the newest.</param>
    /// <param name="take">How many.</param>
    public IReadOnlyList<AuditEntry> Read(long? before, int take) => database.Read(context => context.Audit.AsNoTracking()
        .Where(row => before == null || row.Id < before).OrderByDescending(row => row.Id).Take(take).ToList());

    /// <summary>Adds a row inside a unit of work, to be saved with the rest of it; see <see cref="Note"/>.</summary>
    internal static void Add(CallDatabase database, CallsContext context, string actor, string action, string subject, string detail = "") =>
        context.Audit.Add(new AuditEntry { At = database.Now(context), Actor = actor, Action = action, Subject = subject, Detail = detail });
}
