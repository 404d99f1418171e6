using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CallQuality.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Words : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("CREATE TABLE call_words (analysis_id bigint PRIMARY KEY REFERENCES scorecards (analysis_id) ON DELETE CASCADE, words tsvector NOT NULL)");
            migrationBuilder.Sql("CREATE INDEX ix_call_words_words ON call_words USING gin (words)");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP TABLE call_words");
        }
    }
}
