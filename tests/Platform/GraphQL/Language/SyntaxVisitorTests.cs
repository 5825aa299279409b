using CarePlatform.GraphQL;
using Xunit;

namespace CarePlatform.Platform.Tests;

public sealed class SyntaxVisitorTests
{
    private const string EveryKind =
        """
        "d" query Q("v" $a: [Int!]! = 1 @x(b: {c: [1.5, "s", true, null, E]})) { k: f(g: $a) @y { ...F ... on T @z { h } } }
        fragment F on T { i }
        "s" schema @x { query: T }
        "t" type T implements I & J @x { "f" f("a" a: Int = 1 @x): T @x }
        interface I implements J { f: T }
        union U @x = A | B
        enum E @x { "v" V @x }
        input N @x { "f" f: Int = 1 @x }
        scalar S @x
        "d" directive @x("a" a: Int = 1 @y) repeatable on FIELD | QUERY
        extend schema @x { mutation: T }
        extend type T implements I @x { f: T }
        extend interface I @x { f: T }
        extend union U @x = A
        extend enum E @x { V }
        extend input N @x { f: Int }
        extend scalar S @x
        """;

    [Fact]
    public void Every_node_is_visited_once_inside_its_parent_in_the_order_of_the_document()
    {
        var visitor = new RecordingVisitor();

        visitor.Visit(SyntaxParser.ParseDocument(EveryKind));

        Assert.Equal(visitor.Entered.Count, visitor.Entered.Distinct().Count());
        Assert.Equal(visitor.Entered.OrderBy(node => node.Start).ThenByDescending(node => node.End).Select(node => node.Start), visitor.Entered.Select(node => node.Start));
        Assert.Equal(Enum.GetValues<SyntaxKind>().Where(kind => kind < SyntaxKind.TypeCoordinate), visitor.Entered.Select(node => node.Kind).Distinct().Order());
        Assert.Empty(visitor.Open);
    }

    [Fact]
    public void A_visitor_can_leave_children_out()
    {
        var visitor = new RecordingVisitor { Decide = node => node is FieldNode ? VisitResult.SkipChildren : VisitResult.Continue };

        visitor.Visit(SyntaxParser.ParseDocument("{ a { b } c { d } }"));

        Assert.Equal(["a", "c"], visitor.Entered.OfType<FieldNode>().Select(field => field.Name.Value));
        Assert.Empty(visitor.Open);
    }

    [Fact]
    public void A_visitor_can_end_the_visit()
    {
        var visitor = new RecordingVisitor { Decide = node => node is FieldNode { Name.Value: "b" } ? VisitResult.Stop : VisitResult.Continue };

        visitor.Visit(SyntaxParser.ParseDocument("{ a { b } c }"));

        Assert.Equal(["a", "b"], visitor.Entered.OfType<FieldNode>().Select(field => field.Name.Value));
    }

    [Fact]
    public void No_depth_is_too_deep()
    {
        ValueNode value = new NullValueNode();
        for (var i = 0; i < 200_000; i++)
        {
            value = new ListValueNode { Values = [value] };
        }

        var visitor = new RecordingVisitor();
        visitor.Visit(value);

        Assert.Equal(200_001, visitor.Entered.Count);
    }

    private sealed class RecordingVisitor : SyntaxVisitor
    {
        public List<SyntaxNode> Entered { get; } = [];

        public Stack<SyntaxNode> Open { get; } = new();

        public Func<SyntaxNode, VisitResult> Decide { get; init; } = _ => VisitResult.Continue;

        protected override VisitResult Enter(SyntaxNode node)
        {
            if (Open.TryPeek(out var parent))
            {
                Assert.InRange(node.Start, parent.Start, parent.End);
            }

            Entered.Add(node);
            Open.Push(node);
            return Decide(node);
        }

        protected override void Leave(SyntaxNode node) => Assert.Same(node, Open.Pop());
    }
}
