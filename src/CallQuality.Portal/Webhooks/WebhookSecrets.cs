using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace CallQuality.Portal.Webhooks;

/// <summary>The secrets by which receivers know that a message is ours. Kept sealed: a copy of the database alone does not give them away.</summary>
internal sealed class WebhookSecrets(IDataProtectionProvider protection)
{
    private const string Mark = "cqs_";
    private const string Letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private const int SecretLetters = 40;
    private readonly IDataProtector seal = protection.CreateProtector("CallQuality.Webhooks");

    /// <summary>A new secret.</summary>
    public static string Make() => Mark + RandomNumberGenerator.GetString(Letters, SecretLetters);

    /// <summary>Seals a secret.</summary>
    public string Seal(string secret) => seal.Protect(secret);

    /// <summary>Opens a sealed secret.</summary>
    /// <exception cref="CryptographicException">It was sealed with other keys.</exception>
    public string Open(string sealedSecret) => seal.Unprotect(sealedSecret);

    /// <summary>The signature's header: the time, and HMAC-SHA256 over time, point and body.</summary>
    public static string Sign(string secret, DateTimeOffset at, string body)
    {
        var time = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var mac = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{time}.{body}"));
        return $"t={time},v1={Convert.ToHexStringLower(mac)}";
    }
}
