using CallQuality.Core.Calls;
using CallQuality.Core.Wording;
using CallQuality.Portal.Access;
using Microsoft.AspNetCore.Identity;

namespace CallQuality.Portal.Accounts;

/// <summary>What is said about names and passwords that cannot be taken.</summary>
internal static class AccountTexts
{
    public static string Problem(IdentityResult result, Language language) => result.Errors.FirstOrDefault()?.Code switch
    {
        nameof(IdentityErrorDescriber.PasswordTooShort) => Texts.Get(language, "portal.account.tooShort", PortalSignIn.LeastPasswordLetters),
        nameof(IdentityErrorDescriber.PasswordRequiresUniqueChars) => Texts.Get(language, "portal.account.tooPlain"),
        nameof(IdentityErrorDescriber.PasswordMismatch) => Texts.Get(language, "portal.account.wrongPassword"),
        nameof(IdentityErrorDescriber.DuplicateUserName) => Texts.Get(language, "portal.account.nameTaken"),
        nameof(IdentityErrorDescriber.InvalidUserName) => Texts.Get(language, "portal.account.nameMissing"),
        _ => Texts.Get(language, "portal.account.problem"),
    };
}
