using CallQuality.IntegrationTests.Reports;
using Microsoft.Playwright;

namespace CallQuality.IntegrationTests.Portal;

/// <summary>Debian's Chromium at the portal, signed in as somebody.</summary>
internal sealed class PortalBrowser : IAsyncDisposable
{
    private readonly IPlaywright playwright;
    private readonly IBrowser browser;
    private IBrowserContext? context;

    private PortalBrowser(IPlaywright playwright, IBrowser browser)
    {
        this.playwright = playwright;
        this.browser = browser;
    }

    /// <summary>What pages said on their console and every error, the policy's included; must stay empty.</summary>
    public List<string> Complaints { get; } = [];

    /// <summary>Addresses outside the portal that pages asked for; must stay empty.</summary>
    public List<string> Strangers { get; } = [];

    public static async Task<PortalBrowser> StartAsync()
    {
        var playwright = await Playwright.CreateAsync();
        return new PortalBrowser(playwright, await ChromiumPage.LaunchAsync(playwright, "--autoplay-policy=no-user-gesture-required"));
    }

    /// <summary>A page of a browser of its own.</summary>
    /// <param name="portal">The portal.</param>
    /// <param name="visitor">Whose cookies it has; <see langword="null"/> for a stranger's browser.</param>
    /// <param name="language">Language of the browser.</param>
    /// <param name="scheme">Colours of the system.</param>
    /// <param name="width">Width of the window.</param>
    public async Task<IPage> OpenAsync(Uri portal, Visitor? visitor = null, string language = "en", ColorScheme scheme = ColorScheme.Light, int width = 1280)
    {
        if (context is not null)
        {
            await context.CloseAsync();
        }

        Complaints.Clear();
        Strangers.Clear();
        context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = portal.AbsoluteUri,
            Locale = language,
            ViewportSize = new ViewportSize { Width = width, Height = 900 },
            ColorScheme = scheme,
        });
        await context.AddCookiesAsync(visitor?.Cookies.Select(cookie => new Microsoft.Playwright.Cookie { Name = cookie.Name, Value = cookie.Value, Url = portal.AbsoluteUri }) ?? []);
        var page = await context.NewPageAsync();
        page.Console += (_, message) => Complaints.Add($"{message.Type}: {message.Text}");
        page.PageError += (_, error) => Complaints.Add(error);
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(portal.AbsoluteUri, StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal))
            {
                Strangers.Add(request.Url);
            }
        };
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
    }
}
