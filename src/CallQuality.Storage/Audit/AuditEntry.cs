namespace CallQuality.Storage.Audit;

/// <summary>What was done, by whom, to what. Rows are added and never changed or removed: the database itself refuses it.</summary>
public sealed class AuditEntry
{
    /// <summary>Key.</summary>
    public long Id { get; set; }

    /// <summary>When, UTC.</summary>
    public required DateTime At { get; set; }

    /// <summary>Who: a user of the portal, or the process that did it.</summary>
    public required string Actor { get; set; }

    /// <summary>What, as a word and its object: <c>batch.start</c>.</summary>
    public required string Action { get; set; }

    /// <summary>To what: a key or an id, never a name.</summary>
    public required string Subject { get; set; }

    /// <summary>More about it, ids and numbers only; may be empty.</summary>
    public string Detail { get; set; } = "";
}
