using CallQuality.Storage.Calls;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace CallQuality.Storage.Accounts;

/// <summary>Users of the portal: what is asked about them besides passwords, which are Identity's.</summary>
/// <remarks>Thread-safe.</remarks>
public sealed class UserAccounts(CallDatabase database)
{
    /// <summary>A store for Identity's own work, over a context of its own; for one request, then disposed of.</summary>
    public IUserStore<PortalUser> CreateStore() => new OwnStore(database.CreateContext());

    /// <summary>Whether there is any user yet.</summary>
    public bool Any() => database.Read(context => context.Users.Any());

    /// <summary>A user with agent and teams; <see langword="null"/> where there is none.</summary>
    public PortalUser? Find(long id) => database.Read(context => Whole(context).FirstOrDefault(user => user.Id == id));

    /// <summary>All users with agents and teams, by name.</summary>
    public IReadOnlyList<PortalUser> All() => database.Read(context => Whole(context).OrderBy(user => user.NormalizedUserName).ToList());

    /// <summary>Names of users by key, for lists that show who did something.</summary>
    public IReadOnlyDictionary<long, string> Names() => database.Read(context => context.Users.ToDictionary(user => user.Id, user => user.UserName!));

    /// <summary>Sets what a user may do. Whose calls an agent is or a supervisor's teams are said anew afterwards.</summary>
    public void SetRole(long id, PortalRole role) => database.Run(context =>
    {
        var user = context.Users.Include(row => row.Teams).Single(row => row.Id == id);
        user.Role = role;
        user.AgentId = role == PortalRole.Agent ? user.AgentId : null;
        if (role != PortalRole.Supervisor)
        {
            user.Teams.Clear();
        }

        context.SaveChanges();
    });

    /// <summary>Sets whose calls a user sees. Agent and teams are added where they are new; what the role does not need is dropped.</summary>
    /// <param name="id">The user.</param>
    /// <param name="agent">Name of the agent; <see langword="null"/> for none.</param>
    /// <param name="teams">Names of teams.</param>
    /// <param name="isClosed">Whether the account is closed.</param>
    public void SetReach(long id, string? agent, IReadOnlyList<string> teams, bool isClosed) => database.Run(context =>
    {
        var user = context.Users.Include(row => row.Teams).Single(row => row.Id == id);
        user.Agent = user.Role == PortalRole.Agent && agent is not null
            ? context.Agents.FirstOrDefault(row => row.Name == agent) ?? new Agent { Name = agent }
            : null;
        user.AgentId = user.Agent?.Id;
        user.Teams.Clear();
        foreach (var name in user.Role == PortalRole.Supervisor ? teams.Distinct() : [])
        {
            user.Teams.Add(context.Teams.FirstOrDefault(row => row.Name == name) ?? new Team { Name = name });
        }

        user.IsClosed = isClosed;
        context.SaveChanges();
    });

    private static IQueryable<PortalUser> Whole(CallsContext context) => context.Users.AsNoTracking().Include(user => user.Agent).Include(user => user.Teams);

    // Identity asks for claims and logins from elsewhere only where they are used; here the role is a column.
    private sealed class OwnStore(CallsContext context) : UserOnlyStore<PortalUser, CallsContext, long>(context), IDisposable
    {
        void IDisposable.Dispose()
        {
            Context.Dispose();
            Dispose();
        }
    }
}
