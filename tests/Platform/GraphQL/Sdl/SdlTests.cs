using CarePlatform.GraphQL;
using Xunit;

namespace CarePlatform.Platform.Tests;

public sealed class SdlTests
{
    [Fact]
    public void Everything_that_a_schema_says_is_printed_and_read_back()
    {
        const string sdl =
            """"
            """The care of a county."""
            schema {
              query: Query
              mutation: Changes
            }

            directive @audited(
              """Why."""
              reason: String = "care"
            ) repeatable on FIELD_DEFINITION | OBJECT

            type Query implements Node {
              """
              A field
              of two lines.
              """
              id: ID!

              """Found by name."""
              find(
                """What to look for."""
                by: Search!
                first: Int = 20 @deprecated(reason: "Use limit.")
              ): [Found!]
              old: String @deprecated
            }

            interface Node {
              id: ID!
            }

            input Search @oneOf {
              name: String
              born: Date
            }

            scalar Date @specifiedBy(url: "https://example.org/date")

            union Found = Query | Changes

            type Changes {
              level: Level
            }

            enum Level {
              LOW

              """Not low."""
              HIGH @deprecated(reason: "Nobody is high.")
            }
            """";

        Assert.Equal(sdl, Sdl.Print(Sdl.Build(sdl)));
    }

    [Fact]
    public void A_type_called_as_a_root_that_it_is_not_makes_the_roots_explicit()
    {
        var schema = Sdl.Build("schema { query: Query } type Query { a: Mutation } type Mutation { b: Int }");

        var printed = Sdl.Print(schema);

        Assert.StartsWith("schema {\n  query: Query\n}", printed, StringComparison.Ordinal);
        Assert.Null(Sdl.Build(printed).Mutation);
    }

    [Fact]
    public void An_extension_keeps_what_was_made_in_code()
    {
        var field = new Field("name", Scalars.String) { Annotations = ["secret"], Description = "How to call it." };
        var client = new ObjectType("Client", () => [field]) { ClrType = typeof(Uri) };
        var input = new InputObjectType("Search", () => [new InputValue("name", Scalars.String)]) { Create = _ => "created" };
        var query = new ObjectType("Query", () => [new Field("client", client, new InputValue("by", input) { Default = DefaultValue.Of(new NullValueNode()) })]);
        var schema = new Schema(new SchemaBlueprint { Query = query });

        var extended = Sdl.Extend(schema, "extend type Client { born: String @deprecated } extend input Search { born: String }");

        var extendedClient = Assert.IsType<ObjectType>(extended.FindType("Client"));
        Assert.Equal(typeof(Uri), extendedClient.ClrType);
        Assert.Equal("secret", extendedClient.FindField("name")!.Annotation<string>());
        Assert.Equal("How to call it.", extendedClient.FindField("name")!.Description);
        Assert.Equal("No longer supported", extendedClient.FindField("born")!.DeprecationReason);
        Assert.Same(extendedClient, Assert.IsType<ObjectType>(extended.Query).FindField("client")!.Type);
        Assert.Same(input.Create, Assert.IsType<InputObjectType>(extended.FindType("Search")).Create);
        Assert.Null(client.FindField("born"));
    }

    [Fact]
    public void An_extended_scalar_reads_as_before()
    {
        var extended = Sdl.Extend(
            new Schema(new SchemaBlueprint { Query = new ObjectType("Query", () => [new Field("at", Day)]) }),
            "extend scalar Day @specifiedBy(url: \"https://example.org/day\")");

        var scalar = Assert.IsType<ScalarType>(extended.FindType("Day"), exactMatch: false);
        Assert.Equal("https://example.org/day", scalar.SpecifiedBy);
        Assert.Equal(new DateOnly(2026, 2, 28), scalar.Read(SyntaxParser.ParseValue("\"2026-02-28\""), null));
    }

    [Fact]
    public void What_is_wrong_with_a_text_is_told_with_its_place()
    {
        var exception = Assert.Throws<GraphQLSchemaException>(() => Sdl.Build("type Query { a: A }\ntype Query { b: Int @c }"));

        Assert.Equal(
            [
                "Unknown type \"A\". (1:17)",
                "There can be only one type named \"Query\". (1:6, 2:6)",
                "Unknown directive \"@c\". (2:21)",
            ],
            exception.Errors.Select(error => error.ToString()));
        Assert.Contains("Unknown type \"A\".", exception.Message, StringComparison.Ordinal);
    }

    private static TextScalar<DateOnly> Day { get; } = new(
        "Day", "a day", (string text, out DateOnly day) => DateOnly.TryParse(text, out day), (day, output) => output.Text(day.ToString("O")));
}
