using System.Linq.Expressions;
using CarePlatform.GraphQL;
using Xunit;

namespace CarePlatform.Platform.Tests;

/// <summary>Lists are filtered and ordered by what is declared, and by nothing else.</summary>
public sealed class FilterAndOrderTests
{
    private static readonly CodeFirstOptions Options = new() { Types = [typeof(Queries), typeof(Tree)] };

    private static readonly Tree[] Trees =
    [
        new(1, "ash", 20, Kind.Leaf, new DateOnly(1990, 1, 1)),
        new(2, "Birch", null, Kind.Leaf, new DateOnly(2001, 5, 5)),
        new(3, "cedar", 40, Kind.Needle, new DateOnly(1890, 3, 2)),
        new(4, null, 20, Kind.Needle, new DateOnly(2020, 7, 7)),
    ];

    [Theory]
    [InlineData("", "1 2 3 4")]
    [InlineData("where: {}", "1 2 3 4")]
    [InlineData("where: null", "1 2 3 4")]
    [InlineData("where: { height: { eq: 20 } }", "1 4")]
    [InlineData("where: { height: { eq: null } }", "2")]
    [InlineData("where: { height: { gt: 19, lt: 40 } }", "1 4")]
    [InlineData("where: { height: { in: [40, 20] }, kind: { eq: NEEDLE } }", "3 4")]
    [InlineData("where: { name: { startsWith: \"ce\" } }", "3")]
    [InlineData("where: { name: { contains: \"i\" } }", "2")]
    [InlineData("where: { name: { in: [\"ash\"] } }", "1")]
    [InlineData("where: { planted: { lte: \"1990-01-01\" } }", "1 3")]
    [InlineData("where: { not: { kind: { eq: LEAF } } }", "3 4")]
    [InlineData("where: { or: [{ height: { gte: 40 } }, { kind: { in: [LEAF] } }] }", "1 2 3")]
    [InlineData("where: { or: [] }", "")]
    [InlineData("where: { and: [{ height: { eq: 20 } }, { not: { kind: { eq: LEAF } } }] }", "4")]
    [InlineData("order: [{ by: HEIGHT }]", "1 4 3 2")]
    [InlineData("order: [{ by: HEIGHT, direction: DESC }]", "3 4 1 2")]
    [InlineData("order: [{ by: KIND, direction: DESC }, { by: HEIGHT }]", "4 3 1 2")]
    [InlineData("order: { by: PLANTED }", "3 1 2 4")]
    public async Task A_list_is_what_its_filter_and_order_say(string arguments, string ids)
    {
        var answer = await CodeFirstSchema.Build(Options).Ask(arguments.Length == 0 ? "{ trees { nodes { id } } }" : $"{{ trees({arguments}) {{ nodes {{ id }} }} }}");
        Assert.Equal($"{{'data':{{'trees':{{'nodes':[{string.Join(',', ids.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(id => $"{{'id':{id}}}"))}]}}}}}}", answer);
    }

    [Theory]
    [InlineData("order: [{ by: HEIGHT }, { by: HEIGHT, direction: DESC }]", "Each key may stand once in an order.")]
    [InlineData("where: { height: { lt: null } }", "`lt` of `height` must not be null.")]
    [InlineData("where: { id: { eq: 1 } }", "Field 'id' is not defined by type 'TreeFilter'.")]
    [InlineData("where: { kind: { lt: LEAF } }", "Field 'lt' is not defined by type 'KindFilter'.")]
    [InlineData("first: 6", "`first` must be between 1 and 5, but is 6.")]
    public async Task What_cannot_be_asked_is_refused(string arguments, string message) =>
        Assert.Contains(message, (await CodeFirstSchema.Build(Options).Ask($"{{ trees({arguments}) {{ nodes {{ id }} }} }}")).Replace("\\'", "'", StringComparison.Ordinal));

    [Fact]
    public async Task A_filter_of_too_many_conditions_is_refused() => Assert.Contains(
        "A filter may have up to 100 conditions.",
        await CodeFirstSchema.Build(Options).Ask($"{{ trees(where: {{ or: [{string.Join(' ', Enumerable.Repeat("{ height: { eq: 1 } }", 200))}] }}) {{ nodes {{ id }} }} }}"));

    [Fact]
    public void The_schema_shows_what_can_be_filtered_and_ordered_by()
    {
        var sdl = Sdl.Print(CodeFirstSchema.Build(Options));
        Assert.Contains("enum TreeOrderKey {\n  HEIGHT\n  KIND\n\n  \"\"\"The day.\"\"\"\n  PLANTED\n}", sdl);
        Assert.Contains("input TreeOrder {\n  \"\"\"The key.\"\"\"\n  by: TreeOrderKey!\n\n  \"\"\"The direction.\"\"\"\n  direction: SortDirection! = ASC\n}", sdl);
        Assert.Contains("name: StringFilter", sdl);
        Assert.Contains("planted: DateOrderFilter", sdl);
        Assert.Contains("input KindFilter {", sdl);
    }

    [Theory]
    [InlineData(typeof(NoFields), "is a filter without fields")]
    [InlineData(typeof(NoTie), "is an order without a unique key")]
    [InlineData(typeof(WrongParameter), "is bound to TreeFilter: it must be a System.Linq.Expressions.Expression")]
    public void A_declaration_that_is_not_complete_is_named(Type root, string message) => Assert.Contains(
        message, Assert.Throws<SchemaDeclarationException>(() => CodeFirstSchema.Build(new CodeFirstOptions { Types = [root, typeof(Tree)] })).Message);

    internal enum Kind
    {
        Leaf,
        Needle,
    }

    [ObjectType]
    internal sealed record Tree(int Id, string? Name, int? Height, Kind Kind, DateOnly Planted);

    internal sealed class TreeFilter : FilterInput<Tree>
    {
        public TreeFilter()
        {
            By(tree => tree.Name);
            By(tree => tree.Height);
            By(tree => tree.Kind);
            By(tree => tree.Planted, FilterOperations.Order);
        }
    }

    internal sealed class TreeOrder : OrderInput<Tree>
    {
        public TreeOrder()
        {
            By(tree => tree.Height, NullOrder.Last);
            By(tree => tree.Kind);
            By(tree => tree.Planted, description: "The day.");
            Tie(tree => tree.Id);
        }
    }

    internal sealed class EmptyFilter : FilterInput<Tree>;

    internal sealed class LooseOrder : OrderInput<Tree>
    {
        public LooseOrder() => By(tree => tree.Kind);
    }

    [QueryType]
    internal static class Queries
    {
        [Paging(MaxSize = 5, DefaultSize = 5)]
        public static ValueTask<GraphQL.Connection<Tree>> Trees(
            [By<TreeFilter>] Expression<Func<Tree, bool>>? where, [By<TreeOrder>] Keyset<Tree> order, PageRequest page, CancellationToken cancellation)
        {
            var trees = FilterAndOrderTests.Trees.AsQueryable();
            return order.Fetch(where is null ? trees : trees.Where(where), page, cancellation);
        }
    }

#pragma warning disable IDE0060 // The parameters are what is tested.
    [QueryType]
    internal static class NoFields
    {
        public static int Count([By<EmptyFilter>] Expression<Func<Tree, bool>>? where) => 0;
    }

    [QueryType]
    internal static class NoTie
    {
        public static int Count([By<LooseOrder>] Keyset<Tree> order) => 0;
    }

    [QueryType]
    internal static class WrongParameter
    {
        public static int Count([By<TreeFilter>] string where) => 0;
    }
}
