using CarePlatform.GraphQL;
using Xunit;

namespace CarePlatform.Platform.Tests;

public sealed class SchemaValidationTests
{
    [Theory]
    [InlineData(
        "schema { query: A mutation: A } type A { b: Int }",
        "All root types must be different, \"A\" type is used as query and mutation root types. (1:17, 1:29)")]
    [InlineData(
        "type Query { __b: Int }",
        "Name \"__b\" must not begin with \"__\", which is reserved by GraphQL introspection. (1:14)")]
    [InlineData("type Query", "Type Query must define one or more fields. (1:1)")]
    [InlineData("type Query { a: E } enum E", "Enum type E must define one or more values. (1:21)")]
    [InlineData("type Query { a: U } union U", "Union type U must define one or more member types. (1:21)")]
    [InlineData("type Query { a: U } union U = Query | Query", "Union type U can only include type Query once. (1:31, 1:39)")]
    [InlineData("type Query { a: I } input I { b: Int }", "The type of Query.a must be Output Type but got: I. (1:17)")]
    [InlineData(
        "type Query { a(b: Int! @deprecated): Int }",
        "Required argument Query.a(b:) cannot be deprecated. (1:24, 1:19)")]
    [InlineData(
        "type Query { a: Int } directive @d(b: Query) on FIELD",
        "The type of @d(b:) must be Input Type but got: Query. (1:36)")]
    [InlineData(
        "type Query { a: Int } directive @d(a: Int @d) on ARGUMENT_DEFINITION",
        "Directive @d cannot be used in its own definition. (1:23)")]
    [InlineData(
        "type Query { a: Int } directive @d(a: I) on INPUT_FIELD_DEFINITION input I { b: J } input J { c: Int @d }",
        "Directive @d cannot be used in its own definition. (1:23)")]
    [InlineData(
        "type Query { a(b: I): Int } input I @oneOf { c: Int = 1 }",
        "OneOf input field I.c cannot have a default value. (1:46)")]
    [InlineData(
        "type Query implements N { a: Int @deprecated } interface N { a: Int }",
        "Interface field N.a is not deprecated, so implementation field Query.a must not be deprecated. (1:34, 1:30)")]
    [InlineData(
        "interface A implements A { b: Int } type Query { c: A }",
        "Type A cannot implement itself because it would create a circular reference. (1:24)")]
    [InlineData(
        "type Query implements B { c: Int } interface A { c: Int } interface B implements A { c: Int }",
        "Type Query must implement A because it is implemented by B. (1:82, 1:23)")]
    [InlineData(
        "type Query { a(b: I): Int } input I { c: I! }",
        "Cannot reference Input Object \"I\" within itself through a series of non-null fields: \"c\". (1:39)")]
    [InlineData(
        "type Query { a(b: I): Int } input I { c: J = {} } input J { d: [I] = [{}] }",
        "Invalid circular reference. The default value of Input Object field I.c references itself via the default values of: J.d. (1:46, 1:70)")]
    [InlineData(
        "type Query { a(b: Int = \"one\"): Int }",
        "The default value of Query.a(b:) must be of the type Int, but is \"one\". (1:25)")]
    [InlineData(
        "type Query { a(b: I): Int } input I { c: [E!] = [A, null] } enum E { A }",
        "The default value of I.c must be of the type [E!], but is [A, null]. (1:49)")]
    [InlineData(
        "type Query { a(b: I): Int } input I { c: I = {} }",
        "Invalid circular reference. The default value of Input Object field I.c references itself. (1:46)")]
    public void A_schema_that_breaks_a_rule_is_told_which_and_where(string sdl, string error) =>
        Assert.Equal([error], SchemaValidation.Validate(Sdl.Build(sdl)).Select(found => found.ToString()));

    [Theory]
    [InlineData("type Query { a(b: I): Int } input I { c: I = {c: null} d: I }")]
    [InlineData("type Query { a(b: I): Int } input I { c: [I!]! }")]
    [InlineData("type Query implements N { a: Int @deprecated } interface N { a: Int @deprecated }")]
    [InlineData("type Query implements A & B { c: Int } interface A { c: Int } interface B implements A { c: Int }")]
    public void A_schema_that_keeps_the_rules_is_valid(string sdl) => Assert.Empty(SchemaValidation.Validate(Sdl.Build(sdl)));

    [Theory]
    [InlineData("", "Expected name to be a non-empty string.")]
    [InlineData("a-b", "Names must only contain [_a-zA-Z0-9] but \"a-b\" does not.")]
    [InlineData("1a", "Names must start with [_a-zA-Z] but \"1a\" does not.")]
    public void A_name_from_code_must_be_one_that_GraphQL_can_write(string name, string error)
    {
        var schema = new Schema(new SchemaBlueprint { Query = new ObjectType("Query", () => [new Field(name, Scalars.Int)]) });

        Assert.Equal([error], SchemaValidation.Validate(schema).Select(found => found.ToString()));
    }

    [Fact]
    public void A_long_chain_of_input_objects_does_not_exhaust_the_stack()
    {
        const int count = 20_000;
        var types = new InputObjectType[count];
        for (var i = 0; i < count; i++)
        {
            var next = (i + 1) % count;
            types[i] = new InputObjectType($"I{i}", () => [new InputValue("next", types[next].NonNull)]);
        }

        var schema = new Schema(new SchemaBlueprint
        {
            Query = new ObjectType("Query", () => [new Field("a", Scalars.Int, new InputValue("b", types[0]))]),
        });

        var error = Assert.Single(SchemaValidation.Validate(schema));
        Assert.StartsWith("Cannot reference Input Object \"I0\" within itself", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_invalid_schema_can_be_refused_with_everything_that_is_wrong()
    {
        var exception = Assert.Throws<GraphQLSchemaException>(() => SchemaValidation.RequireValid(Sdl.Build("type A union B")));

        Assert.Equal(3, exception.Errors.Count);
    }
}
