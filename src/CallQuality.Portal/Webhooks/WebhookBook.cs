using System.Net;
using CallQuality.Audio;
using CallQuality.Core.Wording;
using CallQuality.Storage.Webhooks;

namespace CallQuality.Portal.Webhooks;

/// <summary>Takes new webhooks in, from the page and from programs alike. Thread-safe.</summary>
internal sealed class WebhookBook(WebhookLedger ledger, WebhookSecrets secrets, WebhookSettings settings)
{
    private const int LongestAddress = 500;

    /// <summary>Adds a webhook.</summary>
    /// <param name="actor">Who, as the audit names users and keys.</param>
    /// <param name="address">Where to.</param>
    /// <param name="events">What it is told of; <see langword="null"/> where a name was none.</param>
    /// <returns>The webhook and its secret, which is shown once; or why it is not taken.</returns>
    public (Webhook? Made, string Secret, Bilingual? Problem) Add(string actor, string? address, WebhookEvents? events)
    {
        if (address is null || address.Length > LongestAddress || !Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.UserInfo.Length > 0)
        {
            return (null, "", Texts.Both("api.hook.address", LongestAddress));
        }

        if (events is null or WebhookEvents.None)
        {
            return (null, "", Texts.Both("api.hook.events", string.Join(", ", WebhookEventNames.All.Select(pair => pair.Name))));
        }

        // A name is looked up at every sending; a bare address can be refused at once.
        if (IPAddress.TryParse(uri.Host.Trim('[', ']'), out var literal) && !settings.Allows(literal))
        {
            return (null, "", Texts.Both("api.hook.inside"));
        }

        var secret = WebhookSecrets.Make();
        return (ledger.Add(actor, uri.AbsoluteUri, secrets.Seal(secret), events.Value), secret, null);
    }
}
