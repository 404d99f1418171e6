using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace CallQuality.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Yardsticks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "yardsticks",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    part = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<string>(type: "text", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    note = table.Column<string>(type: "text", nullable: false),
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    made_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    switched_on_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    switched_off_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    tried_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    trial = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_yardsticks", x => x.id);
                    table.ForeignKey(
                        name: "FK_yardsticks_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_yardsticks_part_version",
                table: "yardsticks",
                columns: new[] { "part", "version" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_yardsticks_user_id",
                table: "yardsticks",
                column: "user_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "yardsticks");
        }
    }
}
