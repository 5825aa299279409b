using CarePlatform.GraphQL;
using Xunit;

namespace CarePlatform.Platform.Tests;

public sealed class IncrementalValidationTests
{
    private readonly Heroes _heroes = new();

    [Theory]
    [InlineData("{ hero { ...F @defer(label: \"a\") friends @stream(label: \"b\") { id } } } fragment F on Hero { id }")]
    [InlineData("{ hero { ... @defer(label: null) { id } ... @defer(label: null) { id } } }")]
    [InlineData("mutation { train { ... @defer { id } friends @stream { id } } }")]
    [InlineData("mutation { ... @defer(if: false) { train { id } } }")]
    [InlineData("subscription ($later: Boolean!) { trained { ... @defer(if: $later) { id } friends @stream(if: false) { id } } }")]
    [InlineData("{ hero { friends @stream(initialCount: 1) { id } ... @defer { friends @stream(initialCount: 1) { name } } } }")]
    public void Directives_may_stand_here(string document) => Assert.Empty(Validate(_heroes.Schema, document));

    [Theory]
    [InlineData("query ($l: String) { hero { ... @defer(label: $l) { id } } }", "Directive \"defer\"'s label argument must be a static string. 1:33")]
    [InlineData(
        "{ hero { ... @defer(label: \"a\") { id } friends @stream(label: \"a\") { id } } }",
        "Defer/Stream directive label argument must be unique. 1:14 1:48")]
    [InlineData("mutation { ... @defer { train { id } } }", "Defer directive cannot be used on root mutation type \"Mutation\". 1:16")]
    [InlineData("mutation { days @stream }", "Stream directive cannot be used on root mutation type \"Mutation\". 1:17")]
    [InlineData(
        "subscription { trained { ...F } } fragment F on Hero { ... @defer { id } }",
        "Defer directive not supported on subscription operations. Disable `@defer` by setting the `if` argument to `false`. 1:60 1:26")]
    [InlineData("{ hero { name @stream } }", "Stream directive cannot be used on non-list field \"name\" on type \"Hero\". 1:15")]
    [InlineData(
        "{ hero { friends @stream { id } friends { name } } }",
        "Fields \"friends\" conflict because they have differing stream directives. Use different aliases on the fields to fetch both if this was "
        + "intentional. 1:10 1:33")]
    [InlineData(
        "{ ages @stream(initialCount: 1) ages @stream(initialCount: 2) }",
        "Fields \"ages\" conflict because they have differing stream directives. Use different aliases on the fields to fetch both if this was "
        + "intentional. 1:3 1:33")]
    [InlineData("{ hero @defer { id } }", "Directive \"@defer\" may not be used on FIELD. 1:8")]
    [InlineData("{ ages @stream(initialCount: \"1\") }", "Int cannot represent non-integer value: \"1\" 1:30")]
    public void Directives_may_not_stand_here(string document, string error) => Assert.Equal([error], Validate(_heroes.Schema, document));

    [Fact]
    public void A_subscription_may_not_defer_its_own_fields() => Assert.Equal(
        [
            "Defer directive not supported on subscription operations. Disable `@defer` by setting the `if` argument to `false`. 1:20",
            "Defer directive cannot be used on root subscription type \"Subscription\". 1:20",
        ],
        Validate(_heroes.Schema, "subscription { ... @defer { trained { id } } }"));

    [Fact]
    public void A_schema_without_the_directives_does_not_know_them()
    {
        var library = new Library();
        Assert.Equal(["Unknown directive \"@defer\". 1:16"], Validate(library.Schema, "{ authors { ...@defer { id } } }"));
        Assert.DoesNotContain("@defer", Sdl.Print(library.Schema));
        Assert.Contains("directive @defer(", Sdl.Print(library.WithIncrementalDelivery()));
        Assert.Contains("initialCount: Int! = 0", Sdl.Print(library.WithIncrementalDelivery()));
    }

    private static IEnumerable<string> Validate(Schema schema, string document) =>
        DocumentValidation.Validate(schema, SyntaxParser.ParseDocument(document)).Select(error =>
            $"{error.Message} {string.Join(' ', error.Locations.Select(place => $"{place.Line}:{place.Column}"))}");
}
