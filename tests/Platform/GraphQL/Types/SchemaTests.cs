using CarePlatform.GraphQL;
using Xunit;

namespace CarePlatform.Platform.Tests;

public sealed class SchemaTests
{
    [Fact]
    public void Types_may_refer_to_each_other()
    {
        ObjectType? book = null;
        var author = new ObjectType("Author", () => [new Field("books", book!.List)]);
        book = new ObjectType("Book", () => [new Field("author", author)]);
        var schema = new Schema(new SchemaBlueprint { Query = author });
        Assert.Same(book, schema.FindType("Book"));
        Assert.Same(author, book.FindField("author")!.Type);
    }

    [Fact]
    public void Two_types_of_one_name_are_refused() =>
        Assert.Contains(
            "multiple types named \"Same\"",
            Assert.Throws<ArgumentException>(() => new Schema(new SchemaBlueprint { Types = [new AnyScalar("Same"), new AnyScalar("Same")] })).Message);

    [Fact]
    public void Wrapped_types_are_the_same_objects()
    {
        Assert.Same(Scalars.Int.NonNull.List, Scalars.Int.NonNull.List);
        Assert.Same(Scalars.Int.NonNull, Scalars.Int.NonNull.NonNull);
        Assert.Equal("[Int!]!", Scalars.Int.NonNull.List.NonNull.ToString());
    }

    [Fact]
    public void A_default_of_null_is_not_the_same_as_none()
    {
        Assert.NotNull(new InputValue("a", Scalars.Int) { Default = DefaultValue.Of(null) }.Default);
        Assert.Equal("null", SyntaxPrinter.Print(DefaultValue.Of(null).LiteralFor(Scalars.Int)));
        Assert.True(new InputValue("a", Scalars.Int.NonNull).IsRequired);
        Assert.False(new InputValue("a", Scalars.Int.NonNull) { Default = DefaultValue.Of(1) }.IsRequired);
    }

    [Fact]
    public void An_interface_knows_the_types_that_implement_it_and_its_interfaces()
    {
        var top = new InterfaceType("Top", () => []);
        var middle = new InterfaceType("Middle", () => [], () => [top]);
        var leaf = new ObjectType("Leaf", () => [], () => [top, middle]);
        var schema = new Schema(new SchemaBlueprint { Types = [leaf] });
        Assert.Equal([leaf], schema.PossibleTypes(top));
        Assert.True(schema.IsSubtype(top, middle));
        Assert.False(schema.IsSubtype(middle, top));
    }

    [Fact]
    public void A_schema_that_breaks_a_rule_is_not_executed() =>
        Assert.Contains(
            "Query root type must be provided.",
            Assert.Throws<GraphQLSchemaException>(() => new GraphQLExecutor(new Schema(new SchemaBlueprint()))).Message);

    [Fact]
    public void An_input_object_can_make_the_record_that_resolvers_want()
    {
        var range = new InputObjectType("Range", () =>
        [
            new InputValue("from", Scalars.Int.NonNull), new InputValue("to", Scalars.Int) { Default = DefaultValue.Of(9) },
        ])
        {
            Create = fields => fields.Get<int>("from") <= fields.Get<int>("to")
                ? new Range(fields.Get<int>("from"), fields.Get<int>("to"))
                : throw new GraphQLException("`from` must not be behind `to`."),
        };
        Assert.True(LiteralCoercion.TryCoerce(SyntaxParser.ParseValue("{ from: 3 }"), range, null, out var value));
        Assert.Equal(new Range(3, 9), value);
        Assert.Throws<GraphQLException>(() => LiteralCoercion.TryCoerce(SyntaxParser.ParseValue("{ from: 10 }"), range, null, out _));
    }

    [Fact]
    public void A_default_that_leads_back_to_itself_ends()
    {
        var schema = Sdl.Build("input A { b: B = {} } input B { a: A = {} } type Query { field(a: A = {}): Int }");
        var argument = ((ObjectType)schema.Query!).FindField("field")!.FindArgument("a")!;
        Assert.NotNull(argument.Default!.CoercedFor(argument.Type));
    }

    [Fact]
    public void Lists_of_inputs_take_the_form_that_a_resolver_asks_for()
    {
        object?[] coerced = ["NOVEL", "ESSAY"];
        Assert.Equal(["NOVEL", "ESSAY"], InputConversion.To<string[]>(coerced));
        Assert.Equal(["NOVEL", "ESSAY"], InputConversion.To<List<string>>(coerced));
        Assert.Equal(["NOVEL", "ESSAY"], InputConversion.To<IReadOnlyList<string>>(coerced));
        Assert.Equal(["NOVEL", "ESSAY"], InputConversion.To<HashSet<string>>(coerced).Order().Reverse());
        Assert.Null(InputConversion.To<int?>(null));
        Assert.Equal(3L, InputConversion.To<long>(3));
    }

    private sealed record Range(int From, int To);
}
