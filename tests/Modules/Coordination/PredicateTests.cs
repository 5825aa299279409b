using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace CarePlatform.Coordination.Tests;

public sealed class PredicateTests
{
    private static readonly JsonElement Payload = JsonSerializer.SerializeToElement(
        new { acuity = "urgent", visits = 3, first = true, nobody = (string?)null, names = new[] { "a" } });

    [Theory]
    [InlineData("""{ "field": "acuity", "equals": "urgent" }""", true)]
    [InlineData("""{ "field": "acuity", "equals": "routine" }""", false)]
    [InlineData("""{ "field": "visits", "equals": 3.0 }""", true)]
    [InlineData("""{ "field": "visits", "equals": "3" }""", false)]
    [InlineData("""{ "field": "first", "equals": true }""", true)]
    [InlineData("""{ "field": "absent", "equals": "urgent" }""", false)]
    [InlineData("""{ "field": "acuity", "oneOf": ["emergent", "urgent"] }""", true)]
    [InlineData("""{ "field": "absent", "oneOf": ["emergent", "urgent"] }""", false)]
    [InlineData("""{ "field": "names", "exists": true }""", true)]
    [InlineData("""{ "field": "nobody", "exists": true }""", false)]
    [InlineData("""{ "field": "absent", "exists": false }""", true)]
    [InlineData("""{ "field": "visits", "atLeast": 3 }""", true)]
    [InlineData("""{ "field": "visits", "atLeast": 1, "atMost": 2 }""", false)]
    [InlineData("""{ "field": "acuity", "atMost": 2 }""", false)]
    [InlineData("""{ "all": [{ "field": "first", "equals": true }, { "field": "visits", "atLeast": 4 }] }""", false)]
    [InlineData("""{ "any": [{ "field": "first", "equals": true }, { "field": "visits", "atLeast": 4 }] }""", true)]
    [InlineData("""{ "not": { "field": "acuity", "equals": "routine" } }""", true)]
    public void A_condition_holds_when_the_fields_say_so(string json, bool holds) => Assert.Equal(holds, Read(json).Holds(Payload));

    [Theory]
    [InlineData("""{ "field": "acuity" }""")]
    [InlineData("""{ "equals": "urgent" }""")]
    [InlineData("""{ "field": "acuity", "equals": null }""")]
    [InlineData("""{ "field": "acuity", "equals": ["urgent"] }""")]
    [InlineData("""{ "field": "acuity", "oneOf": [] }""")]
    [InlineData("""{ "field": "acuity", "equals": "a", "oneOf": ["b"] }""")]
    [InlineData("""{ "field": "acuity", "exists": "yes" }""")]
    [InlineData("""{ "field": "visits", "atLeast": "many" }""")]
    [InlineData("""{ "field": 1, "equals": 1 }""")]
    [InlineData("""{ "all": [] }""")]
    [InlineData("""{ "all": { "field": "a", "exists": true } }""")]
    [InlineData("""{ "like": "urgent" }""")]
    [InlineData("[]")]
    public void What_is_no_condition_is_refused(string json) => Assert.Throws<JsonException>(() => Read(json));

    [Fact]
    public void Every_condition_reads_back_as_it_is_written() => Prop.ForAll(Conditions(3).ToArbitrary(), condition =>
    {
        var json = JsonSerializer.Serialize(condition, DefinitionJson.Options);
        return JsonSerializer.Serialize(Read(json), DefinitionJson.Options) == json;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_condition_and_its_negation_never_agree() => Prop.ForAll(
        Conditions(3).ToArbitrary(), condition => condition.Holds(Payload) != new Predicate.Not(condition).Holds(Payload)).QuickCheckThrowOnFailure();

    private static Predicate Read(string json) => JsonSerializer.Deserialize<Predicate>(json, DefinitionJson.Options)!;

    private static Gen<Predicate> Conditions(int depth)
    {
        var fields = Gen.Elements("acuity", "visits", "first", "absent");
        var values = Gen.Elements<object>("urgent", "routine", 3m, 4.5m, true, false);
        var plain = Gen.OneOf(
            from field in fields from value in values select (Predicate)new Predicate.Is(field, value),
            from field in fields from list in values.NonEmptyListOf() select (Predicate)new Predicate.OneOf(field, [.. list]),
            from field in fields from wanted in Gen.Elements(true, false) select (Predicate)new Predicate.Exists(field, wanted),
            from field in fields from low in Gen.Choose(0, 5) select (Predicate)new Predicate.Within(field, low, low + 1));
        if (depth == 0)
        {
            return plain;
        }

        var parts = Conditions(depth - 1);
        return Gen.OneOf(
            plain,
            from list in parts.NonEmptyListOf() select (Predicate)new Predicate.All([.. list.Take(3)]),
            from list in parts.NonEmptyListOf() select (Predicate)new Predicate.Any([.. list.Take(3)]),
            from part in parts select (Predicate)new Predicate.Not(part));
    }
}
