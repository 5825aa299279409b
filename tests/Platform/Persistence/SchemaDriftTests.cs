using CarePlatform.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CarePlatform.Platform.Tests;

public sealed class SchemaDriftTests
{
    private const string Faithful = """
        create table intake.bed (
            tenant_id uuid not null,
            id uuid constraint any_name_will_do primary key,
            label text not null,
            rate numeric(12,2),
            noted_at timestamptz not null default now(),
            constraint one_label unique (tenant_id, label)
        );
        create index bed_rate on intake.bed (rate);
        create unique index bed_small_label on intake.bed (lower(label));
        call platform.protect('intake.bed');
        create table intake.unknown_to_the_model (id uuid primary key);
        """;

    [Fact]
    public async Task A_faithful_migration_has_no_difference() => Assert.Empty(await DriftOfAsync(Faithful));

    [Theory]
    [InlineData("label text not null", "label text", "intake.bed.label: the model says text not null, the migrated table text.")]
    [InlineData("numeric(12,2)", "numeric(9,2)", "intake.bed.rate: the model says numeric(12,2), the migrated table numeric(9,2).")]
    [InlineData("    rate numeric(12,2),\n", "    rates text default '',\n", "intake.bed.rate: the model has this column (numeric(12,2)), the migrated table has not.", "rate)", "rates)")]
    [InlineData("rate numeric(12,2)", "extra text, rate numeric(12,2)", "intake.bed.extra: the migrated table has this column (text), the model has not, and nothing fills it.")]
    [InlineData("any_name_will_do primary key", "any_name_will_do unique, primary key (id, label)", "intake.bed: the model's primary key is (id), the migrated table's (id, label).")]
    [InlineData("unique (tenant_id, label)", "unique (tenant_id, label, rate)", "intake.bed: the model has a unique index on (tenant_id, label), the migrated table has not.")]
    [InlineData("intake.bed ", "intake.cot ", "intake.bed: the model has this table, the migrated database has not.", "intake.bed'", "intake.cot'")]
    public async Task A_difference_is_told_in_words(string faithful, string changed, string expected, string also = "one_label", string with = "one_label")
    {
        Assert.Contains(faithful, Faithful, StringComparison.Ordinal);
        var sql = Faithful.Replace(faithful, changed, StringComparison.Ordinal).Replace(also, with, StringComparison.Ordinal);
        Assert.Contains(expected, await DriftOfAsync(sql));
    }

    private static async Task<IReadOnlyList<string>> DriftOfAsync(string sql)
    {
        await using var database = await TestDatabase.CreateAsync(
            MigrationSet.Of("platform", typeof(Migrator).Assembly), MigrationSet.From("intake", [new Migration(1, "0001-bed", sql)]));
        await using var context = new BedDb(database.AdministratorConnectionString);
        return await SchemaDrift.FindAsync(context, database.AdministratorConnectionString, TestContext.Current.CancellationToken);
    }

    private sealed class BedDb(string connectionString) : DbContext
    {
        protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) => optionsBuilder.UseNpgsql(connectionString);

        protected override void OnModelCreating(ModelBuilder modelBuilder) =>
            modelBuilder.Entity("Bed", bed =>
            {
                bed.ToTable("bed", "intake");
                bed.Property<Guid>("TenantId").HasColumnName("tenant_id");
                bed.Property<Guid>("Id").HasColumnName("id");
                bed.Property<string>("Label").HasColumnName("label").IsRequired();
                bed.Property<decimal?>("Rate").HasColumnName("rate").HasPrecision(12, 2);
                bed.HasKey("Id");
                bed.HasIndex("TenantId", "Label").IsUnique();
            });
    }
}
