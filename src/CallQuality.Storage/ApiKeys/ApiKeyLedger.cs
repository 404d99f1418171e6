using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CallQuality.Storage.Audit;
using CallQuality.Storage.Calls;
using Microsoft.EntityFrameworkCore;

namespace CallQuality.Storage.ApiKeys;

/// <summary>Makes, finds and revokes API keys.</summary>
/// <remarks>Thread-safe. Every change is in the audit.</remarks>
public sealed class ApiKeyLedger(CallDatabase database)
{
    /// <summary>Longest life of a key, in days.</summary>
    public const int MostDays = 3660;

    // What a key begins with, so that programs that look for leaked secrets know it.
    private const string Mark = "cq_";
    private const string Letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private const int PrefixLetters = 8;

    // 40 of 62 letters are 238 bits: nobody guesses one, so a plain hash keeps it well enough.
    private const int SecretLetters = 40;
    private static readonly TimeSpan UseCoarseness = TimeSpan.FromMinutes(1);

    /// <summary>Makes a key.</summary>
    /// <param name="actor">Who, as the audit names users.</param>
    /// <param name="name">What the house calls it.</param>
    /// <param name="scopes">What it may be used for.</param>
    /// <param name="teamId">The team it reaches; <see langword="null"/> for all.</param>
    /// <param name="days">How long it holds, 1 to <see cref="MostDays"/>.</param>
    /// <returns>The key and its text, which nobody can read again.</returns>
    public (ApiKey Key, string Text) Add(string actor, string name, ApiScopes scopes, long? teamId, int days)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentOutOfRangeException.ThrowIfLessThan(days, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(days, MostDays);
        var prefix = Mark + RandomNumberGenerator.GetString(Letters, PrefixLetters);
        var text = $"{prefix}_{RandomNumberGenerator.GetString(Letters, SecretLetters)}";
        return (database.Run(context =>
        {
            var now = database.Now(context);
            var key = new ApiKey { Name = name, Prefix = prefix, Hash = HashOf(text), Scopes = scopes, TeamId = teamId, CreatedAt = now, ExpiresAt = now.AddDays(days) };
            context.Set<ApiKey>().Add(key);
            context.SaveChanges();
            AuditLog.Add(database, context, actor, "key.add", SubjectOf(key.Id), scopes.ToString());
            context.SaveChanges();
            return key;
        }), text);
    }

    /// <summary>Revokes a key; it is refused from the next request on. One that is revoked stays as it is.</summary>
    /// <returns>Whether there is such a key.</returns>
    public bool Revoke(string actor, long id) => database.Run(context =>
    {
        var now = database.Now(context);
        if (context.Set<ApiKey>().Where(row => row.Id == id && row.RevokedAt == null).ExecuteUpdate(set => set.SetProperty(row => row.RevokedAt, now)) == 1)
        {
            AuditLog.Add(database, context, actor, "key.revoke", SubjectOf(id));
            context.SaveChanges();
        }

        return context.Set<ApiKey>().Any(row => row.Id == id);
    });

    /// <summary>All keys with their teams, the newest first.</summary>
    public IReadOnlyList<ApiKey> All() => database.Read(context => context.Set<ApiKey>().AsNoTracking().Include(row => row.Team).OrderByDescending(row => row.Id).ToList());

    /// <summary>The key of a text, revoked and expired ones too; <see langword="null"/> where there is none.</summary>
    public ApiKey? Find(string text)
    {
        var hash = HashOf(text);
        return database.Read(context => context.Set<ApiKey>().AsNoTracking().FirstOrDefault(row => row.Hash == hash));
    }

    /// <summary>Notes that a key was used now.</summary>
    public void NoteUse(ApiKey key, DateTime now)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (key.LastUsedAt is null || now - key.LastUsedAt >= UseCoarseness)
        {
            database.Run(context => context.Set<ApiKey>().Where(row => row.Id == key.Id).ExecuteUpdate(set => set.SetProperty(row => row.LastUsedAt, now)));
        }
    }

    /// <summary>The teams a key can be limited to, by name.</summary>
    public IReadOnlyList<Team> Teams() => database.Read(context => context.Teams.AsNoTracking().OrderBy(row => row.Name).ToList());

    /// <summary>What the audit calls a key.</summary>
    public static string SubjectOf(long id) => string.Create(CultureInfo.InvariantCulture, $"key {id}");

    private static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
