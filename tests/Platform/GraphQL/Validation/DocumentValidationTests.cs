using CarePlatform.GraphQL;
using Xunit;

namespace CarePlatform.Platform.Tests;

public sealed class DocumentValidationTests
{
    private static readonly Schema Schema = Sdl.Build(
        """
        type Query { client: Client, clients(first: Int): [Client] old: Int @deprecated(reason: "Use client.") }
        type Client { id: ID! name: String friend: Client level(of: Level = LOW): Level }
        enum Level { LOW, HIGH @deprecated }
        type Subscription { changed: Client, added: Client }
        """);

    [Fact]
    public void A_hidden_field_is_told_apart_from_a_field_that_does_not_exist()
    {
        var options = ValidationOptions.Default with
        {
            HiddenFields = (type, field) => (type, field) == ("Client", "diagnoses")
                ? new HiddenField("The field \"diagnoses\" needs the feature Clinical.", "FEATURE_DISABLED")
                : null,
        };

        var errors = Validate("{ client { diagnoses nothing } }", options);

        Assert.Equal(
            [
                "The field \"diagnoses\" needs the feature Clinical. (1:12)",
                "Cannot query field \"nothing\" on type \"Client\". (1:22)",
            ],
            errors.Select(error => error.ToString()));
        Assert.Equal("FEATURE_DISABLED", errors[0].Extensions!["code"]);
        Assert.Null(errors[1].Extensions);
    }

    [Fact]
    public void An_operation_that_the_schema_does_not_have_is_refused() =>
        Assert.Equal(
            ["The mutation operation is not supported by the schema. (1:1)"],
            Validate("mutation { save }").Select(error => error.ToString()));

    [Fact]
    public void A_subscription_cannot_make_its_only_field_conditional() =>
        Assert.Equal(
            ["Subscription \"S\" must not use `@skip` or `@include` directives in the top level selection. (1:39)"],
            Validate("subscription S($x: Boolean) { changed @skip(if: $x) { id } }").Select(error => error.ToString()).Take(1));

    [Fact]
    public void Introspection_can_be_forbidden_except_for_type_names()
    {
        var options = ValidationOptions.Default with { ForbidIntrospection = true };

        Assert.Empty(Validate("{ __typename client { __typename } }", options));
        Assert.Equal(
            "GraphQL introspection has been disabled, but the requested query contained the field \"__schema\". (1:3)",
            Validate("{ __schema { description } }", options)[0].ToString());
    }

    [Fact]
    public void What_is_deprecated_is_found_without_refusing_the_document()
    {
        var document = SyntaxParser.ParseDocument("{ old client { level(of: HIGH) } }");

        Assert.Empty(DocumentValidation.Validate(Schema, document));
        Assert.Equal(
            [
                "The field Query.old is deprecated. Use client. (1:3)",
                "The enum value \"Level.HIGH\" is deprecated. No longer supported (1:26)",
            ],
            DocumentValidation.FindDeprecated(Schema, document).Select(error => error.ToString()));
    }

    [Fact]
    public void The_number_of_errors_is_limited()
    {
        var errors = Validate("{" + string.Concat(Enumerable.Repeat(" nothing", 200)) + " }", ValidationOptions.Unlimited with { MaxErrors = 3 });

        Assert.Equal(4, errors.Count);
        Assert.Equal("Too many validation errors, error limit reached. Validation aborted.", errors[^1].Message);
    }

    [Fact]
    public void The_error_of_a_scalar_that_refuses_a_literal_is_told_at_the_literal()
    {
        var schema = new Schema(new SchemaBlueprint
        {
            Query = new ObjectType("Query", () => [new Field("on", Scalars.Int, new InputValue("day", Day))]),
        });

        var errors = DocumentValidation.Validate(schema, SyntaxParser.ParseDocument("{ on(day: \"tomorrow\") }"));

        Assert.Equal(["Day must be a day, but is \"tomorrow\". (1:11)"], errors.Select(error => error.ToString()));
    }

    [Fact]
    public void The_description_of_a_variable_is_not_taken_for_its_value() =>
        Assert.Empty(Validate("query Q(\"How many\" $first: Int) { clients(first: $first) { id } }"));

    private static TextScalar<DateOnly> Day { get; } = new(
        "Day", "a day", (string text, out DateOnly day) => DateOnly.TryParse(text, out day), (day, output) => output.Text(day.ToString("O")));

    private static IReadOnlyList<GraphQLError> Validate(string text, ValidationOptions? options = null) =>
        DocumentValidation.Validate(Schema, SyntaxParser.ParseDocument(text), options);
}
