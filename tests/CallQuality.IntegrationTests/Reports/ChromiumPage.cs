using Microsoft.Playwright;

namespace CallQuality.IntegrationTests.Reports;

/// <summary>Debian's Chromium with one page at a time, opened from a file as a supervisor opens it: by double click, without a server.</summary>
internal sealed class ChromiumPage : IAsyncDisposable
{
    private readonly IPlaywright playwright;
    private readonly IBrowser browser;
    private IBrowserContext? context;

    private ChromiumPage(IPlaywright playwright, IBrowser browser)
    {
        this.playwright = playwright;
        this.browser = browser;
    }

    /// <summary>What the page said on its console and every error, the policy's included; must stay empty.</summary>
    public List<string> Complaints { get; } = [];

    /// <summary>Every address the page asked for besides itself and its own blob.</summary>
    public List<string> Requests { get; } = [];

    public static async Task<ChromiumPage> StartAsync()
    {
        var playwright = await Playwright.CreateAsync();
        return new ChromiumPage(playwright, await LaunchAsync(playwright));
    }

    /// <summary>Starts Debian's Chromium.</summary>
    /// <param name="playwright">What drives it.</param>
    /// <param name="arguments">Arguments besides those every test needs.</param>
    public static Task<IBrowser> LaunchAsync(IPlaywright playwright, params string[] arguments) => playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
    {
        ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium",
        Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", .. arguments],
    });

    public async Task<IPage> OpenAsync(string path, string hash = "", int width = 1440, ColorScheme scheme = ColorScheme.Light)
    {
        if (context is not null)
        {
            await context.CloseAsync();
        }

        Complaints.Clear();
        Requests.Clear();
        context = await browser.NewContextAsync(new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = width, Height = 900 }, ColorScheme = scheme });
        var page = await context.NewPageAsync();
        page.Console += (_, message) => Complaints.Add($"{message.Type}: {message.Text}");
        page.PageError += (_, error) => Complaints.Add(error);
        page.Dialog += async (_, dialog) =>
        {
            Complaints.Add("dialog: " + dialog.Message);
            await dialog.DismissAsync();
        };
        page.Request += (_, request) => Requests.Add(request.Url);
        await page.GotoAsync(new Uri(path).AbsoluteUri + hash);
        Requests.RemoveAt(0);
        return page;
    }

    /// <summary>Waits until a condition holds. The pages' policy forbids what Playwright's own waiting does (evaluating text inside the page).</summary>
    public static async Task UntilAsync(IPage page, string condition)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        while (!await page.EvaluateAsync<bool>(condition))
        {
            Assert.That(clock.Elapsed, Is.LessThan(TimeSpan.FromSeconds(30)), "waiting for " + condition);
            await Task.Delay(20);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
    }
}
