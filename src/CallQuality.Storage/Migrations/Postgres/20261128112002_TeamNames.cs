using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CallQuality.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class TeamNames : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "team_names",
                table: "house_settings",
                type: "boolean",
                nullable: false,
                defaultValue: false);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "team_names",
                table: "house_settings");
        }
    }
}
