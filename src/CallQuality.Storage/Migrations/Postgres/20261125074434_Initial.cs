using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace CallQuality.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    internal sealed partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "audit",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    actor = table.Column<string>(type: "text", nullable: false),
                    action = table.Column<string>(type: "text", nullable: false),
                    subject = table.Column<string>(type: "text", nullable: false),
                    detail = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_audit", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "teams",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    name = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_teams", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "versions",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    fingerprint = table.Column<string>(type: "text", nullable: false),
                    program = table.Column<string>(type: "text", nullable: false),
                    rubric = table.Column<string>(type: "text", nullable: false),
                    models = table.Column<string>(type: "text", nullable: false),
                    settings = table.Column<string>(type: "text", nullable: false),
                    first_used_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_versions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "agents",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    name = table.Column<string>(type: "text", nullable: false),
                    team_id = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_agents", x => x.id);
                    table.ForeignKey(
                        name: "FK_agents_teams_team_id",
                        column: x => x.team_id,
                        principalTable: "teams",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                });

            migrationBuilder.CreateTable(
                name: "batches",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    sources = table.Column<string>(type: "text", nullable: false),
                    output_folder = table.Column<string>(type: "text", nullable: false),
                    versions_id = table.Column<long>(type: "bigint", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    started_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_batches", x => x.id);
                    table.ForeignKey(
                        name: "FK_batches_versions_versions_id",
                        column: x => x.versions_id,
                        principalTable: "versions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "calls",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    sha256 = table.Column<string>(type: "text", nullable: false),
                    recording_name = table.Column<string>(type: "text", nullable: false),
                    file_name = table.Column<string>(type: "text", nullable: false),
                    bytes = table.Column<long>(type: "bigint", nullable: false),
                    imported_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    agent_id = table.Column<long>(type: "bigint", nullable: true),
                    customer = table.Column<string>(type: "text", nullable: true),
                    queue = table.Column<string>(type: "text", nullable: true),
                    started_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    started_at_offset_minutes = table.Column<int>(type: "integer", nullable: false),
                    agent_channel = table.Column<int>(type: "integer", nullable: true),
                    language = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_calls", x => x.id);
                    table.ForeignKey(
                        name: "FK_calls_agents_agent_id",
                        column: x => x.agent_id,
                        principalTable: "agents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "analyses",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    call_id = table.Column<long>(type: "bigint", nullable: false),
                    versions_id = table.Column<long>(type: "bigint", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    claim = table.Column<string>(type: "text", nullable: true),
                    worker = table.Column<string>(type: "text", nullable: true),
                    lease_until = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    reason_german = table.Column<string>(type: "text", nullable: true),
                    reason_english = table.Column<string>(type: "text", nullable: true),
                    queued_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_analyses", x => x.id);
                    table.ForeignKey(
                        name: "FK_analyses_calls_call_id",
                        column: x => x.call_id,
                        principalTable: "calls",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_analyses_versions_versions_id",
                        column: x => x.versions_id,
                        principalTable: "versions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "batch_files",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    batch_id = table.Column<long>(type: "bigint", nullable: false),
                    path = table.Column<string>(type: "text", nullable: false),
                    bytes = table.Column<long>(type: "bigint", nullable: false),
                    modified_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    call_id = table.Column<long>(type: "bigint", nullable: true),
                    reason_german = table.Column<string>(type: "text", nullable: true),
                    reason_english = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_batch_files", x => x.id);
                    table.ForeignKey(
                        name: "FK_batch_files_batches_batch_id",
                        column: x => x.batch_id,
                        principalTable: "batches",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_batch_files_calls_call_id",
                        column: x => x.call_id,
                        principalTable: "calls",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "scorecards",
                columns: table => new
                {
                    analysis_id = table.Column<long>(type: "bigint", nullable: false),
                    call_id = table.Column<long>(type: "bigint", nullable: false),
                    agent_id = table.Column<long>(type: "bigint", nullable: true),
                    is_current = table.Column<bool>(type: "boolean", nullable: false),
                    call_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    duration_seconds = table.Column<double>(type: "double precision", nullable: false),
                    language = table.Column<string>(type: "text", nullable: true),
                    overall_score = table.Column<int>(type: "integer", nullable: true),
                    overall_confidence = table.Column<double>(type: "double precision", nullable: true),
                    score_tonelessvoice = table.Column<int>(type: "integer", nullable: true),
                    score_indifferentmanner = table.Column<int>(type: "integer", nullable: true),
                    score_impatience = table.Column<int>(type: "integer", nullable: true),
                    score_overlonggreeting = table.Column<int>(type: "integer", nullable: true),
                    score_harrieddelivery = table.Column<int>(type: "integer", nullable: true),
                    score_uncleararticulation = table.Column<int>(type: "integer", nullable: true),
                    score_toofast = table.Column<int>(type: "integer", nullable: true),
                    score_knowitall = table.Column<int>(type: "integer", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_scorecards", x => x.analysis_id);
                    table.ForeignKey(
                        name: "FK_scorecards_agents_agent_id",
                        column: x => x.agent_id,
                        principalTable: "agents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_scorecards_analyses_analysis_id",
                        column: x => x.analysis_id,
                        principalTable: "analyses",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_scorecards_calls_call_id",
                        column: x => x.call_id,
                        principalTable: "calls",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "stages",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    analysis_id = table.Column<long>(type: "bigint", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    elapsed_seconds = table.Column<double>(type: "double precision", nullable: false),
                    document = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_stages", x => x.id);
                    table.ForeignKey(
                        name: "FK_stages_analyses_analysis_id",
                        column: x => x.analysis_id,
                        principalTable: "analyses",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "findings",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    analysis_id = table.Column<long>(type: "bigint", nullable: false),
                    subject = table.Column<string>(type: "text", nullable: false),
                    start_seconds = table.Column<double>(type: "double precision", nullable: false),
                    end_seconds = table.Column<double>(type: "double precision", nullable: false),
                    measure = table.Column<string>(type: "text", nullable: false),
                    value = table.Column<double>(type: "double precision", nullable: false),
                    weight = table.Column<double>(type: "double precision", nullable: false),
                    quote = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_findings", x => x.id);
                    table.ForeignKey(
                        name: "FK_findings_scorecards_analysis_id",
                        column: x => x.analysis_id,
                        principalTable: "scorecards",
                        principalColumn: "analysis_id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "promises",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    analysis_id = table.Column<long>(type: "bigint", nullable: false),
                    start_seconds = table.Column<double>(type: "double precision", nullable: false),
                    quote = table.Column<string>(type: "text", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    due_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    kept_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_promises", x => x.id);
                    table.ForeignKey(
                        name: "FK_promises_scorecards_analysis_id",
                        column: x => x.analysis_id,
                        principalTable: "scorecards",
                        principalColumn: "analysis_id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "scorecard_documents",
                columns: table => new
                {
                    analysis_id = table.Column<long>(type: "bigint", nullable: false),
                    packed = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_scorecard_documents", x => x.analysis_id);
                    table.ForeignKey(
                        name: "FK_scorecard_documents_scorecards_analysis_id",
                        column: x => x.analysis_id,
                        principalTable: "scorecards",
                        principalColumn: "analysis_id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_agents_name",
                table: "agents",
                column: "name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_agents_team_id",
                table: "agents",
                column: "team_id");

            migrationBuilder.CreateIndex(
                name: "IX_analyses_call_id_versions_id",
                table: "analyses",
                columns: new[] { "call_id", "versions_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_analyses_state_lease_until",
                table: "analyses",
                columns: new[] { "state", "lease_until" });

            migrationBuilder.CreateIndex(
                name: "IX_analyses_versions_id_state_attempts_id",
                table: "analyses",
                columns: new[] { "versions_id", "state", "attempts", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_audit_at",
                table: "audit",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "IX_batch_files_batch_id_path",
                table: "batch_files",
                columns: new[] { "batch_id", "path" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_batch_files_call_id_batch_id",
                table: "batch_files",
                columns: new[] { "call_id", "batch_id" });

            migrationBuilder.CreateIndex(
                name: "IX_batch_files_path",
                table: "batch_files",
                column: "path");

            migrationBuilder.CreateIndex(
                name: "IX_batches_versions_id",
                table: "batches",
                column: "versions_id");

            migrationBuilder.CreateIndex(
                name: "IX_calls_agent_id",
                table: "calls",
                column: "agent_id");

            migrationBuilder.CreateIndex(
                name: "IX_calls_sha256",
                table: "calls",
                column: "sha256",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_findings_analysis_id_subject",
                table: "findings",
                columns: new[] { "analysis_id", "subject" });

            migrationBuilder.CreateIndex(
                name: "IX_promises_analysis_id",
                table: "promises",
                column: "analysis_id");

            migrationBuilder.CreateIndex(
                name: "IX_promises_due_at",
                table: "promises",
                column: "due_at");

            migrationBuilder.CreateIndex(
                name: "IX_scorecards_agent_id_is_current_call_at",
                table: "scorecards",
                columns: new[] { "agent_id", "is_current", "call_at" });

            migrationBuilder.CreateIndex(
                name: "ix_scorecards_current",
                table: "scorecards",
                column: "call_id",
                unique: true,
                filter: "is_current");

            migrationBuilder.CreateIndex(
                name: "IX_scorecards_is_current_call_at",
                table: "scorecards",
                columns: new[] { "is_current", "call_at" });

            migrationBuilder.CreateIndex(
                name: "IX_stages_analysis_id_name",
                table: "stages",
                columns: new[] { "analysis_id", "name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_teams_name",
                table: "teams",
                column: "name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_versions_fingerprint",
                table: "versions",
                column: "fingerprint",
                unique: true);

            migrationBuilder.Sql("CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'audit is append-only'; END $$");
            migrationBuilder.Sql("CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only()");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "audit");

            migrationBuilder.DropTable(
                name: "batch_files");

            migrationBuilder.DropTable(
                name: "findings");

            migrationBuilder.DropTable(
                name: "promises");

            migrationBuilder.DropTable(
                name: "scorecard_documents");

            migrationBuilder.DropTable(
                name: "stages");

            migrationBuilder.DropTable(
                name: "batches");

            migrationBuilder.DropTable(
                name: "scorecards");

            migrationBuilder.DropTable(
                name: "analyses");

            migrationBuilder.DropTable(
                name: "calls");

            migrationBuilder.DropTable(
                name: "versions");

            migrationBuilder.DropTable(
                name: "agents");

            migrationBuilder.DropTable(
                name: "teams");

            migrationBuilder.Sql("DROP FUNCTION audit_is_append_only()");
        }
    }
}
