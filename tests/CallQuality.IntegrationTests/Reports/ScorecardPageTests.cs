using CallQuality.Core.Calls;
using CallQuality.Reports.Runs;
using CallQuality.Tests.Reports;
using Microsoft.Playwright;

namespace CallQuality.IntegrationTests.Reports;

/// <summary>The scorecard as a supervisor meets it: opened from a folder in Chromium, played, sought, printed.</summary>
public class ScorecardPageTests
{
    // The page looks at the clock every 15 ms; a busy machine may let it look late once.
    private const double ToleranceSeconds = 0.1;

    private ChromiumPage chromium = null!;
    private string folder = "";

    [OneTimeSetUp]
    public async Task WritePagesAndStartChromium()
    {
        folder = Directory.CreateTempSubdirectory("callquality-").FullName;
        CallResults.Write(Path.Combine(folder, "de"), InventedCall.Make(), Language.German, ResultFormats.All);
        CallResults.Write(Path.Combine(folder, "long"), InventedCall.Make(lengthSeconds: 1210), Language.German, ResultFormats.All);
        CallResults.Write(Path.Combine(folder, "hostile"), InventedCall.Make(HostileCall.Make), Language.German, ResultFormats.All);
        chromium = await ChromiumPage.StartAsync();
    }

    [OneTimeTearDown]
    public async Task StopChromium()
    {
        await chromium.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public async Task Open_FromAFile_AsksForNothingAndComplainsOfNothing()
    {
        var page = await Open("de");
        await page.Locator("main").WaitForAsync();
        Assert.Multiple(() =>
        {
            Assert.That(chromium.Complaints, Is.Empty);
            Assert.That(chromium.Requests.Where(address => !address.StartsWith("blob:", StringComparison.Ordinal)), Is.Empty);
        });
    }

    [Test]
    public async Task Click_FirstMoment_PlaysExactlyItsSpan()
    {
        var page = await Open("de");
        await RecordTimes(page);
        // The second card: "Kommen Sie bitte zum Punkt", 25.3 to 29.6 s.
        await page.Locator(".card .play").Nth(1).ClickAsync();
        await PlayedToItsEnd(page);
        var times = await Times(page);
        Assert.Multiple(() =>
        {
            Assert.That(times.First, Is.EqualTo(25.3).Within(ToleranceSeconds));
            Assert.That(times.Greatest, Is.EqualTo(29.6).Within(ToleranceSeconds));
            Assert.That(times.Last, Is.EqualTo(29.6).Within(0.001), "the place where it stands afterwards");
        });
    }

    [Test]
    public async Task Click_MarkInTheTimeline_PlaysExactlyItsSpan()
    {
        var page = await Open("de");
        await RecordTimes(page);
        await page.Locator("[data-finding='19.6,21.9'] .mark-flag").ClickAsync();
        await PlayedToItsEnd(page);
        var times = await Times(page);
        Assert.Multiple(() =>
        {
            Assert.That(times.First, Is.EqualTo(19.6).Within(ToleranceSeconds));
            Assert.That(times.Last, Is.EqualTo(21.9).Within(0.001));
        });
    }

    [Test]
    public async Task Play_HalfAsFastAgain_StillStopsAtTheEnd()
    {
        var page = await Open("de");
        await page.SelectOptionAsync("#speed", "1.5");
        await RecordTimes(page);
        await page.Locator("[data-finding='19.6,21.9'] .mark-flag").ClickAsync();
        await PlayedToItsEnd(page);
        Assert.That((await Times(page)).Greatest, Is.EqualTo(21.9).Within(ToleranceSeconds * 1.5));
        Assert.That(await page.EvaluateAsync<bool>("document.querySelector('#audio').preservesPitch"), Is.True);
    }

    [Test]
    public async Task Play_FromAWord_TranscriptFollows()
    {
        var page = await Open("de");
        await page.Locator("[data-t='42.8']").ClickAsync();
        await ChromiumPage.UntilAsync(page, "document.querySelector('#audio').currentTime > 44");
        await page.EvaluateAsync("document.querySelector('#audio').pause()");
        var time = await page.EvaluateAsync<double>("document.querySelector('#audio').currentTime");
        var word = page.Locator(".w.now");
        var start = double.Parse((await word.GetAttributeAsync("data-t"))!, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Multiple(async () =>
        {
            Assert.That(start, Is.LessThanOrEqualTo(time + 0.02).And.GreaterThan(time - 1.5));
            Assert.That(await page.Locator(".turn[aria-current=true] .turn-words").InnerTextAsync(), Does.StartWith("Dann schaue ich noch einmal nach"));
            Assert.That(await word.CountAsync(), Is.EqualTo(1));
        });
    }

    [Test]
    public async Task Play_LateTurn_IsScrolledIntoTheTranscriptsBox()
    {
        var page = await Open("de");
        var before = await page.EvaluateAsync<double>("scrollY");
        await page.EvaluateAsync("() => { const a = document.querySelector('#audio'); a.currentTime = 79; return a.play(); }");
        await ChromiumPage.UntilAsync(page, "document.querySelector('#transcript-text').scrollTop > 100");
        await ChromiumPage.UntilAsync(
            page,
            "(() => { const b = document.querySelector('#transcript-text').getBoundingClientRect(), w = document.querySelector('.w.now')?.getBoundingClientRect(); return !!w && w.top >= b.top && w.bottom <= b.bottom; })()");
        Assert.That(await page.EvaluateAsync<double>("scrollY"), Is.EqualTo(before), "the page itself stays where the reader is");
    }

    [Test]
    public async Task Keys_SpaceArrowsAndN_PlaySeekAndStep()
    {
        var page = await Open("de");
        await page.Keyboard.PressAsync("ArrowRight");
        Assert.That(await Time(page), Is.EqualTo(5).Within(0.01));
        await page.Keyboard.PressAsync("Space");
        await ChromiumPage.UntilAsync(page, "!document.querySelector('#audio').paused");
        await page.Keyboard.PressAsync("Space");
        await ChromiumPage.UntilAsync(page, "document.querySelector('#audio').paused");
        await page.Keyboard.PressAsync("n");
        await ChromiumPage.UntilAsync(page, "document.querySelector('#audio').currentTime >= 19.6 && document.querySelector('#audio').currentTime < 22");
        await page.Keyboard.PressAsync("n");
        await ChromiumPage.UntilAsync(page, "document.querySelector('#audio').currentTime >= 25.3 && document.querySelector('#audio').currentTime < 29.6");
        await page.Keyboard.PressAsync("p");
        await ChromiumPage.UntilAsync(page, "document.querySelector('#audio').currentTime >= 19.6 && document.querySelector('#audio').currentTime < 22");
        Assert.That(await page.Locator("#now").InnerTextAsync(), Does.Contain("Teilnahmslose Gesprächsführung").And.Contain("0:19"));
    }

    [Test]
    public async Task Slider_KeysAndClick_Seek()
    {
        var page = await Open("de");
        var slider = page.GetByRole(AriaRole.Slider, new PageGetByRoleOptions { Name = "Stelle im Gespräch" });
        await slider.FocusAsync();
        await page.Keyboard.PressAsync("End");
        Assert.That(await slider.GetAttributeAsync("aria-valuetext"), Is.EqualTo("1:26"));
        await page.Keyboard.PressAsync("Home");
        Assert.That(await Time(page), Is.EqualTo(0));
        var box = (await slider.BoundingBoxAsync())!;
        await slider.ClickAsync(new LocatorClickOptions { Position = new Position { X = box.Width / 2, Y = box.Height / 2 } });
        Assert.That(await Time(page), Is.EqualTo(43).Within(0.2));
    }

    [Test]
    public async Task Address_WithASpan_IsReadyToPlayExactlyThat()
    {
        var page = await chromium.OpenAsync(Path.Combine(folder, "de", "scorecard.html"), "#t=19.6,21.9");
        await ChromiumPage.UntilAsync(page, "Math.abs(document.querySelector('#audio').currentTime - 19.6) < 0.01");
        await page.Locator("body").PressAsync("Space");
        await PlayedToItsEnd(page);
        Assert.That(await Time(page), Is.EqualTo(21.9).Within(0.001));
    }

    [Test]
    public async Task Open_LongCall_PlaysTheSoundBesideThePage()
    {
        var page = await Open("long");
        await page.Locator("[data-finding='19.6,21.9'] .mark-flag").ClickAsync(new LocatorClickOptions { Force = true });
        await PlayedToItsEnd(page);
        Assert.Multiple(() =>
        {
            Assert.That(chromium.Complaints, Is.Empty);
            Assert.That(chromium.Requests, Is.All.EndsWith("/long/call.wav"));
        });
    }

    [Test]
    public async Task Open_HostileNamesAndQuotes_RunsNothing()
    {
        var page = await Open("hostile");
        await page.Locator(".card .play").First.ClickAsync();
        await ChromiumPage.UntilAsync(page, "!document.querySelector('#audio').paused");
        Assert.Multiple(async () =>
        {
            Assert.That(chromium.Complaints, Is.Empty);
            Assert.That(await page.Locator("h1").InnerTextAsync(), Does.Contain("</script><script>alert(1)</script>"));
            Assert.That(await page.Locator("main img").CountAsync(), Is.Zero);
        });
    }

    [TestCase(1440)]
    [TestCase(768)]
    [TestCase(390)]
    [TestCase(320)]
    public async Task Open_AnyWidth_NeedsNoScrollingSideways(int width)
    {
        foreach (var call in new[] { "de", "hostile" })
        {
            var page = await chromium.OpenAsync(Path.Combine(folder, call, "scorecard.html"), width: width);
            await page.EvaluateAsync("document.querySelectorAll('details').forEach(d => d.open = true)");
            Assert.That(await page.EvaluateAsync<int>("document.documentElement.scrollWidth"), Is.LessThanOrEqualTo(width), call);
        }
    }

    [Test]
    public async Task Print_Page_ShowsAllEvidenceAndNoPlayer()
    {
        var page = await Open("de");
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        await page.EvaluateAsync("dispatchEvent(new Event('beforeprint'))");
        Assert.Multiple(async () =>
        {
            Assert.That(await page.Locator("#player").IsVisibleAsync(), Is.False);
            Assert.That(await page.Locator("details:not([open])").CountAsync(), Is.Zero);
            Assert.That(await page.Locator(".mistake .finding").Last.IsVisibleAsync(), Is.True);
        });
        await page.EvaluateAsync("dispatchEvent(new Event('afterprint'))");
        Assert.That(await page.Locator("details[open]").CountAsync(), Is.Zero);
    }

    private async Task<IPage> Open(string call)
    {
        var page = await chromium.OpenAsync(Path.Combine(folder, call, "scorecard.html"));
        await ChromiumPage.UntilAsync(page, "document.querySelector('#audio').readyState >= 1");
        return page;
    }

    private static Task<double> Time(IPage page) => page.EvaluateAsync<double>("document.querySelector('#audio').currentTime");

    private static async Task RecordTimes(IPage page) => await page.EvaluateAsync(
        """
        () => {
          const audio = document.querySelector("#audio");
          window.heard = [];
          audio.addEventListener("playing", () => {
            const look = () => { window.heard.push(audio.currentTime); if (!audio.paused) setTimeout(look, 4); };
            look();
          });
        }
        """);

    private static async Task PlayedToItsEnd(IPage page)
    {
        await ChromiumPage.UntilAsync(page, "document.querySelector('#audio').played.length > 0 && document.querySelector('#audio').paused");
        await ChromiumPage.UntilAsync(page, "!document.querySelector('#audio').seeking");
    }

    private static async Task<(double First, double Greatest, double Last)> Times(IPage page)
    {
        var heard = await page.EvaluateAsync<double[]>("window.heard");
        return (heard[0], heard.Max(), await Time(page));
    }
}
