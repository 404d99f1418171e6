using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CallQuality.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class House : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "recording_removed_at",
                table: "calls",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "house_settings",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    recording_days = table.Column<int>(type: "INTEGER", nullable: true),
                    call_days = table.Column<int>(type: "INTEGER", nullable: true),
                    embargo_days = table.Column<int>(type: "INTEGER", nullable: true),
                    training_only = table.Column<bool>(type: "INTEGER", nullable: false),
                    names_hidden = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_house_settings", x => x.id);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "house_settings");

            migrationBuilder.DropColumn(
                name: "recording_removed_at",
                table: "calls");
        }
    }
}
