using System.Globalization;
using CallQuality.Core.Calls;
using CallQuality.Core.Wording;
using CallQuality.Portal.Access;
using CallQuality.Portal.Accounts;
using CallQuality.Portal.Frame;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CallQuality.Portal.SingleSignOn;

/// <summary>What pages offer of single sign-on.</summary>
/// <param name="Settings">The server; <see langword="null"/> where there is none.</param>
internal sealed record SingleSignOnOffer(SingleSignOnSettings? Settings)
{
    /// <summary>Name of the server on buttons; <see langword="null"/> where there is none.</summary>
    public string? NameIn(Language language) => Settings is null ? null : Settings.Name.Length > 0 ? Settings.Name : Texts.Get(language, "portal.single.name");
}

/// <summary>The ways to the sign-in server: to sign in, to link one's account, to sign out there too.</summary>
/// <remarks>Links and no forms: the pages' policy lets no form end elsewhere.</remarks>
internal sealed class SingleSignOnPages(IDataProtectionProvider protection)
{
    private static readonly TimeSpan ProofTime = TimeSpan.FromMinutes(30);
    private readonly ITimeLimitedDataProtector seal = protection.CreateProtector("CallQuality.SingleSignOn.Link").ToTimeLimitedDataProtector();

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sign-in/single", (SingleSignOnOffer offer, string? back) => offer.Settings is null
            ? Results.NotFound()
            : Results.Challenge(SingleSignOnScheme.Way(Answers.Inside(back)), [SingleSignOnScheme.Name])).AllowAnonymous().RequireRateLimiting(SignInPages.TryLimit);
        routes.MapGet("/account/single", (HttpContext http, SingleSignOnOffer offer, SingleSignOnPages pages, string? proof) => offer.Settings is null || !pages.IsProof(proof, http.SignedIn())
            ? Results.NotFound()
            : Results.Challenge(SingleSignOnScheme.Way("/account", http.SignedIn().Id), [SingleSignOnScheme.Name]));
        routes.MapGet("/sign-out/single", (SingleSignOnOffer offer) => offer.Settings is null
            ? Results.NotFound()
            : Results.SignOut(SingleSignOnScheme.Way("/sign-in"), [SingleSignOnScheme.Name])).AllowAnonymous();
    }

    /// <summary>What a link must carry to link an account, so that no other page can begin it for a user.</summary>
    public string ProofFor(Person person) => seal.Protect(person.Id.ToString(CultureInfo.InvariantCulture), ProofTime);

    private bool IsProof(string? proof, Person person)
    {
        try
        {
            return proof is not null && seal.Unprotect(proof) == person.Id.ToString(CultureInfo.InvariantCulture);
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return false;
        }
    }
}
