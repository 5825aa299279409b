using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using CarePlatform.GraphQL;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CarePlatform.Platform.Tests;

/// <summary>What orders, counts and filters become in the SQL of PostgreSQL. Nothing is connected: EF Core tells the text.</summary>
public sealed class KeysetOverPostgreSqlTests
{
    private static readonly KeysetProvider Npgsql = new()
    {
        CompareRows = static (keys, values, greater) => keys.Count is < 2 or > 7 ? null : Expression.Call(
            typeof(NpgsqlDbFunctionsExtensions),
            greater ? nameof(NpgsqlDbFunctionsExtensions.GreaterThan) : nameof(NpgsqlDbFunctionsExtensions.LessThan),
            null,
            Expression.Constant(EF.Functions),
            Row(keys),
            Row(values)),
    };

    private static readonly Plant One = new() { Id = 7, Name = "ash", Height = 3 };

    [Fact]
    public void Keys_of_one_direction_are_one_row_comparison()
    {
        var order = Keyset.Of<Plant>(Npgsql).By(plant => plant.Name).ThenBy(plant => plant.Id);
        Assert.Contains("WHERE (p.\"Name\", p.\"Id\") > (@", SqlOf(order, new PageRequest { After = order.CursorOf(One) }));
        Assert.Contains("ORDER BY p.\"Name\", p.\"Id\"", SqlOf(order, new PageRequest()));
        Assert.Contains("ORDER BY p.\"Name\" DESC, p.\"Id\" DESC", SqlOf(order, new PageRequest { IsBackward = true }));
    }

    [Fact]
    public void Keys_of_mixed_directions_and_keys_that_may_be_null_are_spelled_out_with_parameters()
    {
        var order = Keyset.Of<Plant>(Npgsql).ByDescending(plant => plant.Height, NullOrder.Last).ThenBy(plant => plant.Id);
        var sql = SqlOf(order, new PageRequest { After = order.CursorOf(One) });
        Assert.Contains("ORDER BY p.\"Height\" IS NULL, p.\"Height\" DESC, p.\"Id\"", sql);
        Assert.Contains("p.\"Height\" < @", sql);
        Assert.Contains("p.\"Id\" > @", sql);
        Assert.Contains("p.\"Height\" IS NULL", SqlOf(order, new PageRequest { After = order.CursorOf(new Plant { Id = 1, Name = "" }) }));
    }

    [Fact]
    public void Counting_stops_in_the_database()
    {
        using var db = new Plants();
        Assert.Contains("LIMIT @", AsyncQuery.Counts(db.Set<Plant>(), 100).ToQueryString());
        Assert.Contains("count(*)", AsyncQuery.Counts(db.Set<Plant>(), 100).ToQueryString());
    }

    [Fact]
    public async Task A_filter_is_answered_by_the_database()
    {
        var schema = CodeFirstSchema.Build(new CodeFirstOptions { Types = [typeof(Queries)] });
        var answer = await schema.Ask("{ sql(where: { name: { startsWith: \"a\", in: [\"ash\"] }, height: { gte: 2 }, not: { height: { eq: null } } }) }");
        Assert.Contains("LIKE @", answer);
        Assert.Contains("= ANY (@", answer);
        Assert.Contains(">= @", answer);
        Assert.Contains("IS NOT NULL", answer);
    }

    private static string SqlOf(Keyset<Plant> order, PageRequest page)
    {
        using var db = new Plants();
        return order.Apply(db.Set<Plant>(), page).ToQueryString();
    }

    private static UnaryExpression Row(IReadOnlyList<Expression> parts) => Expression.Convert(
        Expression.Call(typeof(ValueTuple), nameof(ValueTuple.Create), [.. parts.Select(part => part.Type)], [.. parts]), typeof(ITuple));

    internal sealed class Plant
    {
        public required int Id { get; init; }

        public required string Name { get; init; }

        public int? Height { get; init; }
    }

    internal sealed class PlantFilter : FilterInput<Plant>
    {
        public PlantFilter()
        {
            By(plant => plant.Name);
            By(plant => plant.Height);
        }
    }

    [QueryType]
    internal static class Queries
    {
        public static string Sql([By<PlantFilter>] Expression<Func<Plant, bool>> where)
        {
            using var db = new Plants();
            return db.Set<Plant>().Where(where).ToQueryString();
        }
    }

    private sealed class Plants : DbContext
    {
        protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) => optionsBuilder.UseNpgsql("Host=nowhere");

        protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<Plant>();
    }
}
