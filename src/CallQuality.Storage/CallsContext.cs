using System.Text.RegularExpressions;
using CallQuality.Core.Mistakes;
using CallQuality.Storage.Accounts;
using CallQuality.Storage.Analyses;
using CallQuality.Storage.ApiKeys;
using CallQuality.Storage.Audit;
using CallQuality.Storage.Batches;
using CallQuality.Storage.Calls;
using CallQuality.Storage.Coaching;
using CallQuality.Storage.Feedback;
using CallQuality.Storage.House;
using CallQuality.Storage.Reviews;
using CallQuality.Storage.Scorecards;
using CallQuality.Storage.Webhooks;
using CallQuality.Storage.Yardsticks;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace CallQuality.Storage;

/// <summary>The one model. SQLite and PostgreSQL each have a context of their own below it, because each has its own migrations.</summary>
/// <remarks>Not thread-safe; made by <see cref="CallDatabase"/>, lives for one unit of work.</remarks>
public abstract partial class CallsContext(DbContextOptions options) : DbContext(options)
{
    private static readonly string[] MistakeNames = Enum.GetNames<Mistake>();

    /// <summary>Calls.</summary>
    public DbSet<StoredCall> Calls => Set<StoredCall>();

    /// <summary>Agents.</summary>
    public DbSet<Agent> Agents => Set<Agent>();

    /// <summary>Teams.</summary>
    public DbSet<Team> Teams => Set<Team>();

    /// <summary>Analyses: the queue and its history.</summary>
    public DbSet<Analysis> Analyses => Set<Analysis>();

    /// <summary>Steps of analyses.</summary>
    public DbSet<AnalysisStage> Stages => Set<AnalysisStage>();

    /// <summary>Sets of versions.</summary>
    public DbSet<AnalysisVersions> Versions => Set<AnalysisVersions>();

    /// <summary>Scorecards as lists ask for them.</summary>
    public DbSet<StoredScorecard> Scorecards => Set<StoredScorecard>();

    /// <summary>Whole scorecards.</summary>
    public DbSet<ScorecardDocument> Documents => Set<ScorecardDocument>();

    /// <summary>Evidence.</summary>
    public DbSet<StoredFinding> Findings => Set<StoredFinding>();

    /// <summary>Promises.</summary>
    public DbSet<StoredPromise> Promises => Set<StoredPromise>();

    /// <summary>What callers missed of promises.</summary>
    public DbSet<StoredComplaint> Complaints => Set<StoredComplaint>();

    /// <summary>Batches.</summary>
    public DbSet<Batch> Batches => Set<Batch>();

    /// <summary>Files of batches.</summary>
    public DbSet<BatchFile> BatchFiles => Set<BatchFile>();

    /// <summary>The audit.</summary>
    public DbSet<AuditEntry> Audit => Set<AuditEntry>();

    /// <summary>Users of the portal.</summary>
    public DbSet<PortalUser> Users => Set<PortalUser>();

    /// <summary>What agents say of findings.</summary>
    public DbSet<FindingFeedback> Feedback => Set<FindingFeedback>();

    /// <summary>Goals of agents.</summary>
    public DbSet<Goal> Goals => Set<Goal>();

    /// <summary>Scorecards that agents have read.</summary>
    public DbSet<Acknowledgement> Acknowledgements => Set<Acknowledgement>();

    /// <summary>Samples of calls that people review.</summary>
    public DbSet<ReviewSample> Samples => Set<ReviewSample>();

    /// <summary>Calls of samples.</summary>
    public DbSet<SampledCall> SampledCalls => Set<SampledCall>();

    /// <summary>The house's settings: one row or none.</summary>
    public DbSet<HouseSettings> House => Set<HouseSettings>();

    /// <summary>Versions of the house's own rubric and phrases.</summary>
    public DbSet<StoredYardstick> Yardsticks => Set<StoredYardstick>();

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        ArgumentNullException.ThrowIfNull(configurationBuilder);
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcTime>();

        // Words instead of numbers: whoever looks into the database understands it.
        configurationBuilder.Properties<Enum>().HaveConversion<string>();
    }

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        modelBuilder.Entity<StoredCall>(call =>
        {
            call.ToTable("calls").HasIndex(row => row.Sha256).IsUnique();
            call.HasIndex(row => new { row.Customer, row.StartedAt });
            call.HasOne(row => row.Agent).WithMany().HasForeignKey(row => row.AgentId).OnDelete(DeleteBehavior.Restrict);
        });
        modelBuilder.Entity<Agent>(agent =>
        {
            agent.ToTable("agents").HasIndex(row => row.Name).IsUnique();
            agent.HasOne(row => row.Team).WithMany().HasForeignKey(row => row.TeamId).OnDelete(DeleteBehavior.SetNull);
        });
        modelBuilder.Entity<Team>().ToTable("teams").HasIndex(row => row.Name).IsUnique();
        AddAnalyses(modelBuilder);
        AddScorecards(modelBuilder);
        modelBuilder.Entity<Batch>(batch =>
        {
            batch.ToTable("batches");
            batch.HasOne<AnalysisVersions>().WithMany().HasForeignKey(row => row.VersionsId).OnDelete(DeleteBehavior.Restrict);
        });
        modelBuilder.Entity<BatchFile>(file =>
        {
            file.ToTable("batch_files").HasIndex(row => new { row.BatchId, row.Path }).IsUnique();
            file.HasIndex(row => row.Path);
            file.HasIndex(row => new { row.CallId, row.BatchId });
            file.HasOne<Batch>().WithMany().HasForeignKey(row => row.BatchId).OnDelete(DeleteBehavior.Cascade);
            file.HasOne<StoredCall>().WithMany().HasForeignKey(row => row.CallId).OnDelete(DeleteBehavior.Cascade);
            file.Ignore(row => row.Reason);
        });
        modelBuilder.Entity<AuditEntry>().ToTable("audit").HasIndex(row => row.At);
        AddPortal(modelBuilder);
        AddCoaching(modelBuilder);
        AddReviews(modelBuilder);
        modelBuilder.ApplyConfiguration(new UserLoginTable()).ApplyConfiguration(new ApiKeyTable()).ApplyConfiguration(new WebhookTable()).ApplyConfiguration(new WebhookDeliveryTable()).ApplyConfiguration(new YardstickTable());
        NameColumns(modelBuilder);
    }

    private static void AddAnalyses(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<AnalysisVersions>().ToTable("versions").HasIndex(row => row.Fingerprint).IsUnique();
        modelBuilder.Entity<Analysis>(analysis =>
        {
            analysis.ToTable("analyses").HasIndex(row => new { row.CallId, row.VersionsId }).IsUnique();
            // The order in which they are claimed.
            analysis.HasIndex(row => new { row.VersionsId, row.State, row.Attempts, row.Id });
            analysis.HasIndex(row => new { row.State, row.LeaseUntil });
            analysis.HasIndex(row => row.EndedAt);
            analysis.HasOne(row => row.Call).WithMany().HasForeignKey(row => row.CallId).OnDelete(DeleteBehavior.Cascade);
            analysis.HasOne<AnalysisVersions>().WithMany().HasForeignKey(row => row.VersionsId).OnDelete(DeleteBehavior.Restrict);
            analysis.HasMany(row => row.Stages).WithOne().HasForeignKey(row => row.AnalysisId).OnDelete(DeleteBehavior.Cascade);
            analysis.Ignore(row => row.Reason);
        });
        modelBuilder.Entity<AnalysisStage>().ToTable("stages").HasIndex(row => new { row.AnalysisId, row.Name }).IsUnique();
    }

    private static void AddScorecards(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<StoredScorecard>(card =>
        {
            card.ToTable("scorecards").HasKey(row => row.AnalysisId);
            card.Property(row => row.AnalysisId).ValueGeneratedNever();
            card.HasIndex(row => row.CallId).IsUnique().HasFilter("is_current").HasDatabaseName("ix_scorecards_current");
            card.HasIndex(row => new { row.AgentId, row.IsCurrent, row.CallAt });
            card.HasIndex(row => new { row.IsCurrent, row.CallAt });
            card.HasOne<Analysis>().WithOne().HasForeignKey<StoredScorecard>(row => row.AnalysisId).OnDelete(DeleteBehavior.Cascade);
            card.HasOne<StoredCall>().WithMany().HasForeignKey(row => row.CallId).OnDelete(DeleteBehavior.Cascade);
            card.HasOne<Agent>().WithMany().HasForeignKey(row => row.AgentId).OnDelete(DeleteBehavior.Restrict);
            card.HasMany(row => row.Findings).WithOne().HasForeignKey(row => row.AnalysisId).OnDelete(DeleteBehavior.Cascade);
            card.HasMany(row => row.Complaints).WithOne().HasForeignKey(row => row.AnalysisId).OnDelete(DeleteBehavior.Cascade);
            card.HasMany(row => row.Promises).WithOne().HasForeignKey(row => row.AnalysisId).OnDelete(DeleteBehavior.Cascade);
            card.HasOne<ScorecardDocument>().WithOne().HasForeignKey<ScorecardDocument>(row => row.AnalysisId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<ScorecardDocument>(document =>
        {
            document.ToTable("scorecard_documents").HasKey(row => row.AnalysisId);
            document.Property(row => row.AnalysisId).ValueGeneratedNever();
        });
        modelBuilder.Entity<StoredFinding>().ToTable("findings").HasIndex(row => new { row.AnalysisId, row.Subject });
        modelBuilder.Entity<StoredPromise>().ToTable("promises").HasIndex(row => row.DueAt);
        modelBuilder.Entity<StoredComplaint>().ToTable("complaints");
    }

    private static void AddPortal(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<PortalUser>(user =>
        {
            user.ToTable("users").HasIndex(row => row.NormalizedUserName).IsUnique();
            user.Property(row => row.ConcurrencyStamp).IsConcurrencyToken();
            user.HasOne(row => row.Agent).WithMany().HasForeignKey(row => row.AgentId).OnDelete(DeleteBehavior.Restrict);
            user.HasMany(row => row.Teams).WithMany().UsingEntity("user_teams");
        });
        modelBuilder.Entity<IdentityUserToken<long>>(token =>
        {
            token.ToTable("user_tokens").HasKey(row => new { row.UserId, row.LoginProvider, row.Name });
            token.HasOne<PortalUser>().WithMany().HasForeignKey(row => row.UserId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<FindingFeedback>(feedback =>
        {
            feedback.ToTable("feedback").HasIndex(row => row.FindingId).IsUnique();
            feedback.HasIndex(row => new { row.AgentId, row.State });
            feedback.HasOne(row => row.Finding).WithMany().HasForeignKey(row => row.FindingId).OnDelete(DeleteBehavior.Cascade);
            feedback.HasOne<Agent>().WithMany().HasForeignKey(row => row.AgentId).OnDelete(DeleteBehavior.Restrict);
            feedback.HasMany(row => row.Steps).WithOne().HasForeignKey(row => row.FeedbackId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<HouseSettings>(settings =>
        {
            settings.ToTable("house_settings");
            settings.Property(row => row.Id).ValueGeneratedNever();
        });
        modelBuilder.Entity<FeedbackStep>().ToTable("feedback_steps").HasOne<PortalUser>().WithMany().HasForeignKey(row => row.UserId).OnDelete(DeleteBehavior.Restrict);
    }

    private static void AddCoaching(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Goal>(goal =>
        {
            goal.ToTable("goals").HasIndex(row => row.AgentId);
            goal.HasOne<Agent>().WithMany().HasForeignKey(row => row.AgentId).OnDelete(DeleteBehavior.Restrict);
            goal.HasMany(row => row.Steps).WithOne().HasForeignKey(row => row.GoalId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<GoalStep>().ToTable("goal_steps").HasOne<PortalUser>().WithMany().HasForeignKey(row => row.UserId).OnDelete(DeleteBehavior.Restrict);
        modelBuilder.Entity<Acknowledgement>(read =>
        {
            read.ToTable("acknowledgements").HasKey(row => row.AnalysisId);
            read.Property(row => row.AnalysisId).ValueGeneratedNever();
            read.HasOne<StoredScorecard>().WithOne().HasForeignKey<Acknowledgement>(row => row.AnalysisId).OnDelete(DeleteBehavior.Cascade);
            read.HasOne<PortalUser>().WithMany().HasForeignKey(row => row.UserId).OnDelete(DeleteBehavior.Restrict);
        });
    }

    private static void AddReviews(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<ReviewSample>(sample =>
        {
            sample.ToTable("samples").HasOne<PortalUser>().WithMany().HasForeignKey(row => row.UserId).OnDelete(DeleteBehavior.Restrict);
            sample.HasMany(row => row.Calls).WithOne(row => row.Sample).HasForeignKey(row => row.SampleId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<SampledCall>(call =>
        {
            call.ToTable("sampled_calls").HasIndex(row => new { row.SampleId, row.AnalysisId }).IsUnique();
            call.HasOne<StoredScorecard>().WithMany().HasForeignKey(row => row.AnalysisId).OnDelete(DeleteBehavior.Cascade);
            call.HasMany(row => row.Reviews).WithOne().HasForeignKey(row => row.SampledCallId).OnDelete(DeleteBehavior.Cascade);
            call.HasMany(row => row.Agreed).WithOne().HasForeignKey(row => row.SampledCallId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<Review>(review =>
        {
            review.ToTable("reviews").HasIndex(row => new { row.SampledCallId, row.UserId }).IsUnique();
            review.HasOne<PortalUser>().WithMany().HasForeignKey(row => row.UserId).OnDelete(DeleteBehavior.Restrict);
            review.HasMany(row => row.Scores).WithOne().HasForeignKey(row => row.ReviewId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<ReviewScore>().ToTable("review_scores").HasIndex(row => new { row.ReviewId, row.Mistake }).IsUnique();
        modelBuilder.Entity<AgreedScore>(agreed =>
        {
            agreed.ToTable("agreed_scores").HasIndex(row => new { row.SampledCallId, row.Mistake }).IsUnique();
            agreed.HasOne<PortalUser>().WithMany().HasForeignKey(row => row.UserId).OnDelete(DeleteBehavior.Restrict);
        });
    }

    // One spelling for both databases, so that the few statements written by hand need no quotation marks. The mistakes keep
    // their names in one piece: they are a closed vocabulary.
    private static void NameColumns(ModelBuilder modelBuilder)
    {
        foreach (var property in modelBuilder.Model.GetEntityTypes().SelectMany(entity => entity.GetProperties()))
        {
            property.SetColumnName(MistakeNames.Contains(property.Name)
                ? $"score_{property.Name.ToLowerInvariant()}"
                : WordStart().Replace(property.Name, "_").ToLowerInvariant());
        }
    }

    [GeneratedRegex("(?<=[a-z0-9])(?=[A-Z])")]
    private static partial Regex WordStart();

    // PostgreSQL takes UTC only, SQLite forgets what it was.
    internal sealed class UtcTime() : ValueConverter<DateTime, DateTime>(time => time, time => DateTime.SpecifyKind(time, DateTimeKind.Utc));
}

/// <summary>The model in SQLite.</summary>
public sealed class SqliteCallsContext(DbContextOptions<SqliteCallsContext> options) : CallsContext(options);

/// <summary>The model in PostgreSQL.</summary>
public sealed class PostgresCallsContext(DbContextOptions<PostgresCallsContext> options) : CallsContext(options);
