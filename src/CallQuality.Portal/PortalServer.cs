using System.Text.Encodings.Web;
using System.Text.Unicode;
using System.Threading.RateLimiting;
using CallQuality.Core.Calls;
using CallQuality.Core.Wording;
using CallQuality.Portal.Access;
using CallQuality.Portal.Accounts;
using CallQuality.Portal.Agents;
using CallQuality.Portal.Analyses;
using CallQuality.Portal.Api;
using CallQuality.Portal.ApiKeys;
using CallQuality.Portal.Audit;
using CallQuality.Portal.Calls;
using CallQuality.Portal.Disputes;
using CallQuality.Portal.Frame;
using CallQuality.Portal.Goals;
using CallQuality.Portal.House;
using CallQuality.Portal.Reviews;
using CallQuality.Portal.SingleSignOn;
using CallQuality.Portal.Uploads;
using CallQuality.Portal.Webhooks;
using CallQuality.Portal.Yardsticks;
using CallQuality.Reports.Json;
using CallQuality.Storage;
using CallQuality.Storage.Accounts;
using CallQuality.Storage.Analyses;
using CallQuality.Storage.Audit;
using CallQuality.Storage.Batches;
using CallQuality.Storage.Calls;
using CallQuality.Storage.Coaching;
using CallQuality.Storage.Feedback;
using CallQuality.Storage.House;
using CallQuality.Storage.Reviews;
using CallQuality.Storage.Scorecards;
using CallQuality.Storage.Search;
using CallQuality.Storage.Yardsticks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CallQuality.Portal;

/// <summary>The portal: pages, sign-in, uploads and the analyses behind them in one process.</summary>
public static class PortalServer
{
    // A piece of an upload and room around it; whole recordings never come in one request.
    private const long MostRequestBytes = 16 << 20;

    // A whole office may come from one address at nine o'clock; guessing at one account is stopped by its lock.
    private const int TriesAMinute = 120;
    private static readonly TimeSpan LongestStop = TimeSpan.FromMinutes(2);

    /// <summary>Makes the portal's data folder, readable by this user alone, before anything is put into it; a folder that is there stays as it is.</summary>
    /// <returns>Its full path.</returns>
    /// <exception cref="DatabaseException">It cannot be made.</exception>
    public static string MakeDataFolder(string path) => PortalFolders.MakePrivate(Path.GetFullPath(path));

    /// <summary>Runs until the token is cancelled.</summary>
    /// <param name="settings">What it is started with.</param>
    /// <param name="started">Told the addresses once it listens.</param>
    /// <param name="cancellationToken">Stops it; a running analysis ends at its next saved step.</param>
    /// <exception cref="DatabaseException">The data folder cannot be used.</exception>
    /// <exception cref="PortalAddressException">An address cannot be listened at.</exception>
    public static async Task RunAsync(PortalSettings settings, Action<IReadOnlyList<string>> started, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(started);
        await using var app = Build(settings);
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (Exception error) when (error is IOException or InvalidOperationException or FormatException)
        {
            throw new PortalAddressException(Texts.Both("portal.error.address", settings.Urls, error.GetBaseException().Message), error);
        }

        started([.. app.Urls]);
        using var stop = cancellationToken.Register(() => app.Lifetime.StopApplication());
        await app.WaitForShutdownAsync(CancellationToken.None);
    }

    /// <summary>The server, not started.</summary>
    internal static WebApplication Build(PortalSettings settings)
    {
        var folders = new PortalFolders(settings.DataFolder);
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = folders.Root, EnvironmentName = Environments.Production });
        builder.Logging.ClearProviders().AddProvider(settings.Log).AddFilter("Microsoft", LogLevel.Warning);
        builder.WebHost.UseUrls(settings.Urls).UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MostRequestBytes;
        });
        AddParts(builder.Services, settings, folders);
        builder.Services.AddSingleSignOn(SingleSignOnSettings.Read(builder.Configuration));
        builder.Services.AddWebhooks(WebhookSettings.Read(builder.Configuration));
        var app = builder.Build();
        UseGuards(app);
        MapPages(app);
        return app;
    }

    private static void AddParts(IServiceCollection parts, PortalSettings settings, PortalFolders folders)
    {
        parts.AddSingleton(settings).AddSingleton(settings.Database).AddSingleton(settings.Recordings).AddSingleton(settings.Analyses).AddSingleton(folders)
            .AddSingleton(TimeProvider.System).AddSingleton<UserAccounts>().AddSingleton<CallReader>().AddSingleton<BatchReader>().AddSingleton<AnalysisOverview>().AddSingleton<CoachingReader>().AddSingleton<FeedbackLedger>()
            .AddSingleton<AuditLog>().AddSingleton<AnalysisBoard>().AddSingleton<Playback>().AddSingleton<UploadFolder>().AddSingleton<UploadImport>()
            .AddSingleton<AgentQuestions>().AddSingleton<HouseRules>().AddSingleton<GoalLedger>().AddSingleton<ReviewLedger>().AddSingleton<ReviewedSound>().AddSingleton<YardstickLedger>().AddSingleton<YardstickTrials>().AddSingleton<YardstickParts>().AddHostedService<AnalysisWorker>().AddHostedService<RetentionJob>().AddHostedService<WordIndexJob>();
        parts.AddSingleton(new Redaction(() => settings.Rubric, (document, change) => ScorecardJson.ToBytes(change(ScorecardJson.Read(document, ScorecardJson.FileName)), Language.English)));
        parts.AddSingleton(new WordIndex(settings.Database, document => ScorecardJson.Read(document, ScorecardJson.FileName)));
        parts.AddSingleton(provider => new Retention(settings.Database, settings.Recordings, provider.GetRequiredService<Playback>().Forget));
        parts.Configure<HostOptions>(host => host.ShutdownTimeout = LongestStop);
        // Umlauts stay letters.
        parts.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        parts.AddRazorComponents();
        parts.AddAntiforgery(options =>
        {
            options.HeaderName = "X-Csrf-Token";
            options.Cookie.Name = "callquality-proof";
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.SuppressXFrameOptionsHeader = true;
        });
        parts.AddDataProtection().SetApplicationName("CallQuality").PersistKeysToFileSystem(new DirectoryInfo(folders.Keys));
        parts.AddPortalSignIn();
        parts.AddApiKeys();
        parts.AddApiDocument();
        parts.AddRateLimiter(limits =>
        {
            limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limits.AddPolicy(SignInPages.TryLimit, http => RateLimitPartition.GetFixedWindowLimiter(
                http.Connection.RemoteIpAddress?.ToString() ?? "", _ => new FixedWindowRateLimiterOptions { PermitLimit = TriesAMinute, Window = TimeSpan.FromMinutes(1) }));
            limits.AddApiLimit();
        });
        // A proxy on this machine that ends TLS is believed; nobody else is.
        parts.Configure<ForwardedHeadersOptions>(options => options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto);
    }

    private static void UseGuards(WebApplication app)
    {
        app.UseForwardedHeaders();
        app.UseHsts();
        app.UseHeaders();
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = TellErrorAsync, AllowStatusCode404Response = true });
        app.UseStatusCodePages(TellStatusAsync);
        app.UseRouting();
        app.UseFirstRun();
        app.UseApiKeys();
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseProof();
        app.UseOwnPassword();
        app.UseAuthorization();
    }

    private static void MapPages(WebApplication app)
    {
        PortalAssets.Map(app);
        Preferences.Map(app);
        SignInPages.Map(app);
        SingleSignOnPages.Map(app);
        AccountPages.Map(app);
        UserPages.Map(app);
        UploadEndpoints.Map(app);
        CallEndpoints.Map(app);
        AgentEndpoints.Map(app);
        GoalEndpoints.Map(app);
        DisputeEndpoints.Map(app);
        AuditEndpoints.Map(app);
        SettingsEndpoints.Map(app);
        ReviewEndpoints.Map(app);
        YardstickEndpoints.Map(app);
        AnalysisEndpoints.Map(app);
        KeyPages.Map(app);
        WebhookPages.Map(app);
        CallApi.Map(app);
        WebhookApi.Map(app);
        ApiDocument.Map(app);
    }

    private static bool IsForPrograms(HttpContext http) => http.Request.Path.StartsWithSegments("/api");

    private static Task TellErrorAsync(HttpContext http)
    {
        if (IsForPrograms(http))
        {
            return http.RefuseBy(StatusCodes.Status500InternalServerError).ExecuteAsync(http);
        }

        var language = Answers.LanguageOf(http);
        var text = http.Features.Get<IExceptionHandlerFeature>()?.Error is Audio.CallQualityException known ? known.Text.In(language) : Texts.Get(language, "portal.error.unexpected");
        return http.Say(StatusCodes.Status500InternalServerError, Texts.Get(language, "portal.error.title"), text).ExecuteAsync(http);
    }

    private static Task TellStatusAsync(StatusCodeContext context)
    {
        var http = context.HttpContext;
        if (IsForPrograms(http))
        {
            return http.RefuseBy(http.Response.StatusCode).ExecuteAsync(http);
        }

        var language = Answers.LanguageOf(http);
        var kind = http.Response.StatusCode switch
        {
            StatusCodes.Status403Forbidden => "refused",
            StatusCodes.Status404NotFound => "missing",
            StatusCodes.Status429TooManyRequests => "tooOften",
            _ => "wrong",
        };
        return http.Say(http.Response.StatusCode, Texts.Get(language, $"portal.status.{kind}.title"), Texts.Get(language, $"portal.status.{kind}.text")).ExecuteAsync(http);
    }
}

/// <summary>The portal cannot listen at an address.</summary>
public sealed class PortalAddressException(Audio.Bilingual text, Exception inner) : Audio.CallQualityException(text, inner);
