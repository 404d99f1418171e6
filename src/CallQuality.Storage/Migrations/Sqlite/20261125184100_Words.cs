using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CallQuality.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Words : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("CREATE VIRTUAL TABLE call_words USING fts5(agent, customer, tokenize = 'unicode61 remove_diacritics 0')");
            // What retention deletes must not stay behind in the index.
            migrationBuilder.Sql("INSERT INTO call_words(call_words, rank) VALUES ('secure-delete', 1)");
            migrationBuilder.Sql("CREATE TRIGGER scorecards_words_gone AFTER DELETE ON scorecards BEGIN DELETE FROM call_words WHERE rowid = old.analysis_id; END");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP TRIGGER scorecards_words_gone");
            migrationBuilder.Sql("DROP TABLE call_words");
        }
    }
}
