using CarePlatform.Testing;
using FsCheck;
using FsCheck.Fluent;
using Npgsql;
using Xunit;

namespace CarePlatform.Platform.Tests;

/// <summary>Rows of a key are brought into their order by the host where it compares as the database does, and by the database elsewhere.</summary>
public sealed class RowOrderTests
{
    // Few values, so that every key decides now and then; ids differ anywhere.
    private static readonly Gen<Line> Lines =
        from id in ArbMap.Default.GeneratorFor<Guid>()
        from book in Gen.Elements("00000000-0000-0000-0000-0000000000ff", "ff000000-0000-0000-0000-000000000000", "7fffffff-ffff-0fff-8fff-000000000001")
        from at in Gen.Choose(-2, 2)
        from day in Gen.Choose(-2, 2)
        from number in Gen.Choose(-1, 1)
        select new Line
        {
            Id = id,
            Book = new BookId(Guid.Parse(book)),
            At = DateTimeOffset.UnixEpoch.AddTicks(at * 10),
            Day = DateOnly.FromDateTime(DateTime.UnixEpoch).AddDays(day),
            Number = number,
            Title = "",
        };

    [Fact]
    public async Task The_host_orders_as_the_database_does()
    {
        var host = (await ShelfTenant.New()).Host;
        var (rest, order) = RowOrder<Line>.Of(Enumerable.Empty<Line>().AsQueryable().Where(l => l.Number > -9)
            .OrderByDescending(l => l.Day).ThenBy(l => l.At).ThenByDescending(l => l.Number).ThenBy(l => l.Book).ThenByDescending(l => l.Id));
        Assert.NotNull(order);
        Assert.DoesNotContain("OrderBy", rest.Expression.ToString(), StringComparison.Ordinal);
        Assert.Contains("Where", rest.Expression.ToString(), StringComparison.Ordinal);
        Assert.Equal(["At", "Book", "Day", "Id", "Number"], order.Properties.Order());

        Prop.ForAll(Arb.From(Gen.ListOf(Lines)), lines => Ordered(host, lines).SequenceEqual(lines.Order(order).Select(l => l.Id)))
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void What_the_database_compares_in_its_own_way_is_left_to_it()
    {
        var lines = Enumerable.Empty<Line>().AsQueryable();
        Assert.All(
            new[]
            {
                lines.OrderBy(l => l.Title).ThenBy(l => l.Id), lines.OrderBy(l => l.Id).ThenBy(l => l.Title), lines.OrderBy(l => l.Until), lines.OrderBy(l => l.Number + 1),
                lines.OrderBy(l => l.Id).Where(l => l.Number > 0), lines.OrderBy(l => l.Id).Take(1), lines,
            },
            asked =>
            {
                var (rest, order) = RowOrder<Line>.Of(asked);
                Assert.Null(order);
                Assert.Same(asked, rest);
            });
    }

    private static List<Guid> Ordered(TestHost host, IReadOnlyList<Line> lines)
    {
        using var command = host.Database.Administrator.CreateCommand("""
            select id from unnest($1, $2, $3, $4, $5) as l (id, book, at, day, number) order by day desc, at, number desc, book, id desc
            """);
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. lines.Select(l => l.Id)] });
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. lines.Select(l => l.Book.Value)] });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset[]> { TypedValue = [.. lines.Select(l => l.At)] });
        command.Parameters.Add(new NpgsqlParameter<DateOnly[]> { TypedValue = [.. lines.Select(l => l.Day)] });
        command.Parameters.Add(new NpgsqlParameter<int[]> { TypedValue = [.. lines.Select(l => l.Number)] });
        var ordered = new List<Guid>();
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            ordered.Add(reader.GetGuid(0));
        }

        return ordered;
    }

    private sealed class Line
    {
        public required Guid Id { get; init; }

        public required BookId Book { get; init; }

        public required DateTimeOffset At { get; init; }

        public required DateOnly Day { get; init; }

        public required int Number { get; init; }

        public required string Title { get; init; }

        public DateTimeOffset? Until { get; init; }
    }
}
