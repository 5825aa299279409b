using System.Globalization;
using System.Text;
using System.Text.Json;
using CarePlatform.GraphQL;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace CarePlatform.Platform.Tests;

public sealed class JsonOutputTests
{
    [Fact]
    public void Any_text_is_read_back_as_it_was() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string>().Filter(text => text is not null), text =>
        {
            using var output = new JsonOutput();
            output.Text(text);
            return JsonElement.Parse(output.Written.Span).GetString() == WellFormed(text);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_character_below_32_and_every_plane_is_read_back()
    {
        var text = string.Concat(Enumerable.Range(0, 0x500).Select(i => (char)i)) + "\u2028\u2029\uFFFF😀🏳️‍🌈\"\\/";
        using var output = new JsonOutput(16);
        output.Text(text);
        Assert.Equal(text, JsonElement.Parse(output.Written.Span).GetString());
    }

    [Theory]
    [InlineData('"')]
    [InlineData('\\')]
    [InlineData('\n')]
    [InlineData('\u007f')]
    [InlineData('é')]
    [InlineData('\uffff')]
    public void What_is_not_plain_is_noticed_at_every_place_of_texts_of_every_length(char odd)
    {
        for (var length = 1; length < 40; length++)
        {
            for (var at = 0; at < length; at++)
            {
                var text = new string('x', at) + odd + new string('y', length - at - 1);
                using var output = new JsonOutput(16);
                output.Text(text);
                Assert.Equal(text, JsonElement.Parse(output.Written.Span).GetString());
            }
        }
    }

    [Fact]
    public void Half_of_a_surrogate_pair_becomes_the_replacement_character()
    {
        using var output = new JsonOutput();
        output.Text("a\ud83db");
        Assert.Equal("\"a\uFFFDb\"", Encoding.UTF8.GetString(output.Written.Span));
    }

    [Fact]
    public void Any_number_is_read_back_as_it_was() =>
        Prop.ForAll(ArbMap.Default.ArbFor<double>(), ArbMap.Default.ArbFor<decimal>(), ArbMap.Default.ArbFor<long>(), (real, exact, whole) =>
        {
            using var output = new JsonOutput();
            output.Raw("["u8);
            var finite = output.TryNumber(real);
            output.Raw(finite ? ","u8 : ""u8);
            output.Number(exact);
            output.Raw(","u8);
            output.Number(whole);
            output.Raw("]"u8);
            var list = JsonElement.Parse(output.Written.Span);
            return finite == double.IsFinite(real)
                && (!finite || list[0].GetDouble() == real)
                && list[finite ? 1 : 0].GetDecimal() == exact
                && list[finite ? 2 : 1].GetInt64() == whole;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_was_written_can_be_taken_back()
    {
        using var output = new JsonOutput(16);
        output.Raw("{\"a\":"u8);
        var start = output.Position;
        output.Text(new string('x', 10_000));
        output.GoBackTo(start);
        output.Null();
        output.Raw("}"u8);
        Assert.Equal("{\"a\":null}", Encoding.UTF8.GetString(output.Written.Span));
    }

    [Fact]
    public void Values_that_format_themselves_are_quoted()
    {
        using var output = new JsonOutput();
        output.Quoted(new DateOnly(2026, 2, 28), "O");
        Assert.Equal("\"2026-02-28\"", Encoding.UTF8.GetString(output.Written.Span));
    }

    [Fact]
    public void Plain_values_are_written_as_the_framework_writes_them()
    {
        var value = new Dictionary<string, object?>
        {
            ["list"] = new object?[] { 1, 2.5, 3m, true, null, "x" },
            ["day"] = DateOnly.ParseExact("2026-02-28", "O", CultureInfo.InvariantCulture),
            ["id"] = Guid.Empty,
            ["map"] = new Dictionary<string, object?> { ["inner"] = -1L },
        };
        using var output = new JsonOutput();
        Assert.True(PlainJson.TryWrite(value, output));
        Assert.Equal(JsonSerializer.Serialize(value), Encoding.UTF8.GetString(output.Written.Span));
    }

    [Fact]
    public void A_value_that_holds_itself_is_not_plain()
    {
        var list = new List<object?>();
        list.Add(list);
        using var output = new JsonOutput();
        Assert.False(PlainJson.TryWrite(list, output));
    }

    private static string WellFormed(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
