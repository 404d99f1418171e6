using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CallQuality.Storage.Migrations.Postgres
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
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "house_settings",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    recording_days = table.Column<int>(type: "integer", nullable: true),
                    call_days = table.Column<int>(type: "integer", nullable: true),
                    embargo_days = table.Column<int>(type: "integer", nullable: true),
                    training_only = table.Column<bool>(type: "boolean", nullable: false),
                    names_hidden = table.Column<bool>(type: "boolean", nullable: false)
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
