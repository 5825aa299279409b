using CarePlatform.GraphQL;
using Xunit;

namespace CarePlatform.Platform.Tests;

public sealed class SchemaCoordinateTests
{
    private static readonly Schema Schema = Sdl.Build(
        """
        type Query { pets(most: Int): [Pet] }
        interface Pet { name(short: Boolean): String }
        enum Kind { CAT }
        input By { kind: Kind }
        scalar Day
        directive @shown(on: Day) on FIELD
        """);

    [Theory]
    [InlineData("Pet", "Pet")]
    [InlineData("Query.pets", "pets")]
    [InlineData("Query.pets(most:)", "most")]
    [InlineData("Pet.name(short:)", "short")]
    [InlineData("Kind.CAT", "CAT")]
    [InlineData("By.kind", "kind")]
    [InlineData("@shown", "@shown")]
    [InlineData("@shown(on:)", "on")]
    [InlineData("Dog", null)]
    [InlineData("Kind.DOG", null)]
    [InlineData("Query.dogs", null)]
    [InlineData("Query.pets(least:)", null)]
    [InlineData("@hidden", null)]
    [InlineData("@shown(off:)", null)]
    public void A_coordinate_names_a_part_or_nothing(string coordinate, string? part) => Assert.Equal(part, SchemaCoordinates.Find(Schema, coordinate)?.ToString());

    [Theory]
    [InlineData("Dog.name", "Expected type \"Dog\" to be defined in the schema.")]
    [InlineData("Day.name", "Expected \"Day\" to be an Enum, Input Object, Object or Interface type.")]
    [InlineData("Query.dogs(most:)", "Expected \"dogs\" to exist as a field of type \"Query\" in the schema.")]
    [InlineData("Kind.CAT(most:)", "Expected \"Kind\" to be an object type or interface type.")]
    [InlineData("@hidden(on:)", "Expected directive \"@hidden\" to be defined in the schema.")]
    public void A_coordinate_whose_front_is_not_there_is_refused(string coordinate, string message) =>
        Assert.Equal(message, Assert.Throws<GraphQLException>(() => SchemaCoordinates.Find(Schema, coordinate)).Message);
}
