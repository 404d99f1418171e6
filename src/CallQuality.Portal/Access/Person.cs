using CallQuality.Storage.Accounts;
using CallQuality.Storage.Calls;
using CallQuality.Storage.House;
using Microsoft.AspNetCore.Http;

namespace CallQuality.Portal.Access;

/// <summary>Who asks, as the database has it at this request.</summary>
/// <param name="Id">Key of the user.</param>
/// <param name="Name">Name the user signs in with.</param>
/// <param name="Role">What the user may do.</param>
/// <param name="AgentId">The agent the user is; <see langword="null"/> for none.</param>
/// <param name="Scope">Whose calls the user sees.</param>
/// <param name="MustChangePassword">Whether a new password comes before anything else.</param>
/// <param name="House">What the house has decided; <paramref name="Scope"/> holds what of it counts for this user.</param>
public sealed record Person(long Id, string Name, PortalRole Role, long? AgentId, CallScope Scope, bool MustChangePassword, HouseSettings House)
{
    /// <summary>Name in the audit: the key, never the person's name.</summary>
    public string Actor => $"user {Id}";

    /// <summary>Whether the user may upload.</summary>
    public bool MayUpload => Role != PortalRole.Agent;

    /// <summary>Whether the user sees all calls.</summary>
    public bool SeesAll => Scope.All;

    /// <summary>The person of a user with agent and teams.</summary>
    /// <param name="user">The user.</param>
    /// <param name="house">What the house has decided.</param>
    /// <param name="now">The present time, UTC.</param>
    public static Person Of(PortalUser user, HouseSettings house, DateTime now)
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(house);
        var scope = user.Role switch
        {
            PortalRole.Agent => new CallScope(All: false, user.AgentId, []),
            PortalRole.Supervisor => new CallScope(All: false, AgentId: null, [.. user.Teams.Select(team => team.Id)]),
            PortalRole.Quality or PortalRole.Administrator => CallScope.Everything,
            _ => CallScope.Nothing,
        };
        if (user.Role != PortalRole.Agent)
        {
            // A supervisor talks with the own agents; whoever sees all calls need not know whose they are.
            scope = KeptBack(scope, house, now, hidesNames: scope.All);
        }

        return new Person(user.Id, user.UserName!, user.Role, user.Role == PortalRole.Agent ? user.AgentId : null, scope, user.MustChangePassword, house);
    }

    /// <summary>A reach without what the house keeps back from everybody but the agent.</summary>
    /// <param name="scope">The reach.</param>
    /// <param name="house">What the house has decided.</param>
    /// <param name="now">The present time, UTC.</param>
    /// <param name="hidesNames">Whether agents are called by pseudonyms where the house hides their names.</param>
    internal static CallScope KeptBack(CallScope scope, HouseSettings house, DateTime now, bool hidesNames) => scope with
    {
        HeldBackSince = house.EmbargoDays is { } days ? now.AddDays(-days) : null,
        HidesVoice = house.TrainingOnly,
        HidesNames = house.NamesHidden && hidesNames,
    };
}

/// <summary>The person of a request.</summary>
internal static class PersonOfRequest
{
    /// <summary>Who asks; <see langword="null"/> where nobody is signed in.</summary>
    public static Person? Person(this HttpContext http) => http.Features.Get<Person>();

    /// <summary>Who asks, at endpoints that only signed-in people reach.</summary>
    /// <exception cref="InvalidOperationException">Nobody is signed in: the endpoint was left open by mistake.</exception>
    public static Person SignedIn(this HttpContext http) => http.Person() ?? throw new InvalidOperationException("nobody is signed in");
}
