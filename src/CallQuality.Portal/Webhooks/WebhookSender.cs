using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CallQuality.Storage.Webhooks;

namespace CallQuality.Portal.Webhooks;

/// <summary>Makes one try of a delivery. Thread-safe.</summary>
internal sealed class WebhookSender : IDisposable
{
    /// <summary>Header with the kind of event.</summary>
    public const string EventHeader = "CallQuality-Event";

    /// <summary>Header with the number of the delivery: the same for every try.</summary>
    public const string DeliveryHeader = "CallQuality-Delivery";

    /// <summary>Header with time and signature.</summary>
    public const string SignatureHeader = "CallQuality-Signature";

    private static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestConnection = TimeSpan.FromMinutes(1);
    private readonly WebhookSettings settings;
    private readonly WebhookSecrets secrets;
    private readonly TimeProvider clock;
    private readonly HttpClient http;

    public WebhookSender(WebhookSettings settings, WebhookSecrets secrets, TimeProvider clock)
    {
        (this.settings, this.secrets, this.clock) = (settings, secrets, clock);
        // No redirects, no proxy: each would lead elsewhere than where we looked.
        http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            PooledConnectionLifetime = LongestConnection,
            ConnectCallback = async (context, cancellationToken) => await ConnectAsync(context.DnsEndPoint, cancellationToken),
        })
        { Timeout = LongestAnswer };
    }

    /// <summary>Sends it.</summary>
    /// <returns>Why it was not taken, <see langword="null"/> where it was; and the answer's status, where there was one.</returns>
    public async Task<(DeliveryProblem? Problem, int? Status)> TryAsync(WebhookDelivery delivery, CancellationToken cancellationToken)
    {
        try
        {
            using var request = RequestOf(delivery);
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return (answer.IsSuccessStatusCode ? null : DeliveryProblem.Status, (int)answer.StatusCode);
        }
        catch (CryptographicException)
        {
            return (DeliveryProblem.SecretLost, null);
        }
        catch (HttpRequestException error)
        {
            return (error.InnerException is AddressRefusedException ? DeliveryProblem.AddressRefused : DeliveryProblem.NotReached, null);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (DeliveryProblem.TimedOut, null);
        }
    }

    /// <summary>The body: ids and a link, no names and no text.</summary>
    public static string BodyOf(WebhookDelivery delivery, string publicAddress) => JsonSerializer.Serialize(new
    {
        @event = WebhookEventNames.NameOf(delivery.Event),
        delivery = delivery.Id,
        call = delivery.CallId,
        at = new DateTimeOffset(delivery.CreatedAt).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture),
        link = $"{publicAddress}/api/calls/{delivery.CallId}",
    });

    public void Dispose() => http.Dispose();

    private HttpRequestMessage RequestOf(WebhookDelivery delivery)
    {
        var body = BodyOf(delivery, settings.PublicAddress);
        var signature = WebhookSecrets.Sign(secrets.Open(delivery.Webhook!.SealedSecret), clock.GetUtcNow(), body);
        var request = new HttpRequestMessage(HttpMethod.Post, delivery.Webhook.Address) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.UserAgent.ParseAdd("CallQuality");
        request.Headers.Add(EventHeader, WebhookEventNames.NameOf(delivery.Event));
        request.Headers.Add(DeliveryHeader, delivery.Id.ToString(System.Globalization.CultureInfo.InvariantCulture));
        request.Headers.Add(SignatureHeader, signature);
        return request;
    }

    // The address that was looked at is the one that is connected to: a name server cannot say another one in between.
    private async Task<Stream> ConnectAsync(DnsEndPoint receiver, CancellationToken cancellationToken)
    {
        var addresses = IPAddress.TryParse(receiver.Host, out var literal) ? [literal] : await Dns.GetHostAddressesAsync(receiver.Host, cancellationToken);
        var allowed = addresses.Where(settings.Allows).ToArray();
        if (allowed.Length == 0 && addresses.Length > 0)
        {
            throw new AddressRefusedException();
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, receiver.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private sealed class AddressRefusedException : Exception;
}
