using System.Globalization;
using System.Text;
using System.Text.Json;
using CarePlatform.GraphQL;
using Xunit;

namespace CarePlatform.Platform.Tests;

public sealed class ScalarTests
{
    private static readonly TextScalar<DateOnly> Date = new(
        "Date",
        "a day such as 2026-02-28",
        (string text, out DateOnly day) => DateOnly.TryParseExact(text, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out day),
        (day, output) => output.Quoted(day, "O"));

    [Theory]
    [InlineData("Int", "3", 3)]
    [InlineData("Int", "3.0", 3)]
    [InlineData("Int", "-2147483648", int.MinValue)]
    [InlineData("Float", "3", 3.0)]
    [InlineData("Float", "1e3", 1000.0)]
    [InlineData("String", "\"x\"", "x")]
    [InlineData("Boolean", "true", true)]
    [InlineData("ID", "\"x\"", "x")]
    [InlineData("ID", "9007199254740993", "9007199254740993")]
    public void Json_is_read(string scalar, string json, object expected) =>
        Assert.Equal(expected, Scalars.Find(scalar)!.Read(JsonElement.Parse(json)));

    [Theory]
    [InlineData("Int", "2147483648", "Int cannot represent non 32-bit signed integer value: 2147483648")]
    [InlineData("Int", "1.5", "Int cannot represent non-integer value: 1.5")]
    [InlineData("Int", "\"1\"", "Int cannot represent non-integer value: \"1\"")]
    [InlineData("Int", "1e400", "Int cannot represent non-integer value: 1e400")]
    [InlineData("Float", "\"1\"", "Float cannot represent non numeric value: \"1\"")]
    [InlineData("Float", "1e400", "Float cannot represent non numeric value: 1e400")]
    [InlineData("String", "{\"a\":[1]}", "String cannot represent a non string value: { a: [1] }")]
    [InlineData("Boolean", "0", "Boolean cannot represent a non boolean value: 0")]
    [InlineData("ID", "1.5", "ID cannot represent value: 1.5")]
    public void Json_of_another_kind_is_refused(string scalar, string json, string message) =>
        Assert.Equal(message, Assert.Throws<GraphQLException>(() => Scalars.Find(scalar)!.Read(JsonElement.Parse(json))).Message);

    [Fact]
    public void Values_are_written()
    {
        Assert.Equal("1", Written(Scalars.Int, true));
        Assert.Equal("7", Written(Scalars.Int, 7L));
        Assert.Equal("2.5", Written(Scalars.Float, 2.5m));
        Assert.Equal("\"0190a5d4-0000-7000-8000-000000000000\"", Written(Scalars.Id, Guid.Parse("0190a5d4-0000-7000-8000-000000000000")));
        Assert.Equal("\"x\"", Written(Scalars.String, new Uri("x", UriKind.Relative)));
        Assert.Equal("\"2026-02-28\"", Written(Date, new DateOnly(2026, 2, 28)));
    }

    [Fact]
    public void Values_of_another_kind_are_refused()
    {
        Assert.Equal("Float cannot represent non numeric value: NaN", Refused(Scalars.Float, double.NaN));
        Assert.Equal("Int cannot represent non 32-bit signed integer value: 4294967296", Refused(Scalars.Int, 4294967296L));
        Assert.Equal("Int cannot represent non-integer value: \"x\"", Refused(Scalars.Int, "x"));
        Assert.Equal("Date must be a day such as 2026-02-28, but is \"x\".", Refused(Date, "x"));
    }

    [Fact]
    public void A_scalar_made_of_text_says_what_it_expects()
    {
        Assert.Equal(new DateOnly(2026, 2, 28), Date.Read(JsonElement.Parse("\"2026-02-28\"")));
        Assert.Equal(
            "Date must be a day such as 2026-02-28, but is \"29.2.\".",
            Assert.Throws<GraphQLException>(() => Date.Read(JsonElement.Parse("\"29.2.\""))).Message);
    }

    [Fact]
    public void An_unknown_scalar_takes_any_plain_value()
    {
        var json = "{\"a\":[1,2.5,\"x\",null,true],\"b\":{}}";
        Assert.Equal(json, Written(new AnyScalar("Any"), new AnyScalar("Any").Read(JsonElement.Parse(json))!));
    }

    private static string Refused(ScalarType scalar, object value) => Assert.Throws<GraphQLException>(() => Written(scalar, value)).Message;

    private static string Written(ScalarType scalar, object value)
    {
        using var output = new JsonOutput();
        scalar.Write(value, output);
        return Encoding.UTF8.GetString(output.Written.Span);
    }
}
