using System.Globalization;
using System.Net;
using CallQuality.Core.Wording;
using Microsoft.Extensions.Configuration;

namespace CallQuality.Portal.Webhooks;

/// <summary>What whoever runs the machine sets about webhooks; the administrator in the portal cannot widen it.</summary>
internal sealed record WebhookSettings
{
    private const string Section = "Webhooks";

    // Whatever is not on the public network, or leads back into one's own by another spelling.
    private static readonly IPNetwork[] Inside =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.168.0.0/16", "198.18.0.0/15", "224.0.0.0/3",
            "::/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/32", "2002::/16", "fc00::/7", "fe80::/9", "ff00::/8",
        }.Select(text => IPNetwork.Parse(text)),
    ];

    /// <summary>Pauses between tries; one try more than there are pauses.</summary>
    public required IReadOnlyList<TimeSpan> Pauses { get; init; }

    /// <summary>Networks inside the house that may be told.</summary>
    public required IReadOnlyList<IPNetwork> AllowedNetworks { get; init; }

    /// <summary>What stands before the links in bodies; empty for links below the server.</summary>
    public required string PublicAddress { get; init; }

    /// <summary>Reads <c>Webhooks</c> and <c>PublicAddress</c> from environment and <c>appsettings.json</c>.</summary>
    /// <exception cref="PortalSettingException">A value is not what it should be.</exception>
    public static WebhookSettings Read(IConfiguration configuration)
    {
        var section = configuration.GetSection(Section);
        var pauses = Words(section["Pauses"] ?? "00:00:10, 00:01:00, 00:05:00, 00:30:00, 02:00:00, 06:00:00, 12:00:00");
        var networks = Words(section["AllowedNetworks"] ?? "");
        var address = configuration["PublicAddress"] ?? "";
        return new WebhookSettings
        {
            Pauses = [.. pauses.Select(text => TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out var pause) && pause > TimeSpan.Zero ? pause : throw Wrong($"{Section}:Pauses", text, "00:00:10, 00:01:00"))],
            AllowedNetworks = [.. networks.Select(text => IPNetwork.TryParse(text, out var network) ? network : throw Wrong($"{Section}:AllowedNetworks", text, "10.1.2.0/24, 192.168.5.7/32"))],
            PublicAddress = address.Length == 0 || (Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https")
                ? address.TrimEnd('/')
                : throw Wrong("PublicAddress", address, "https://calls.example.org"),
        };
    }

    /// <summary>Whether webhooks may be sent to an address.</summary>
    public bool Allows(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return AllowedNetworks.Any(network => network.Contains(plain)) || !Inside.Any(network => network.Contains(plain));
    }

    private static string[] Words(string text) => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static PortalSettingException Wrong(string name, string found, string example) => new(Texts.Both("portal.error.setting", name, found, example));
}
