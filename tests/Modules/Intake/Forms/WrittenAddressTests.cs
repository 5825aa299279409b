using Xunit;

namespace CarePlatform.Intake.Tests;

public sealed class WrittenAddressTests
{
    [Theory]
    [InlineData("438 Bode Village Apt 51, Boston, MA 02118", "438 Bode Village Apt 51", "Boston", "MA", "02118")]
    [InlineData("438 Bode Village, Apt 51, Boston, MA, 02118-1234", "438 Bode Village, Apt 51", "Boston", "MA", "02118-1234")]
    [InlineData("12 Elm Street\nBoston ma 02118", "12 Elm Street", "Boston", "MA", "02118")]
    [InlineData("9 Lake Road, New York, New York 10001", "9 Lake Road", "New York", "NY", "10001")]
    [InlineData("9 Lake Road, Charleston West Virginia 25301", "9 Lake Road", "Charleston", "WV", "25301")]
    [InlineData("12 Elm Street Boston MA 02118", "12 Elm Street Boston", null, "MA", "02118")]
    [InlineData("12 Elm Street, Boston", "12 Elm Street, Boston", null, null, null)]
    [InlineData("44 Oak Avenue", "44 Oak Avenue", null, null, null)]
    [InlineData("Under the bridge 12345", "Under the bridge 12345", null, null, null)]
    [InlineData("12 Elm Street, Toronto, ON M5V 2T6", "12 Elm Street, Toronto, ON M5V 2T6", null, null, null)]
    public void What_can_be_told_apart_is_and_the_rest_stays_in_the_line(string written, string? line, string? city, string? state, string? postal)
    {
        var read = WrittenAddress.Read(written);
        Assert.Equal((line, city, state, postal), (read.Line, read.City, read.State, read.PostalCode));
    }

    [Theory]
    [InlineData("438 Bode Village, Apt 51, Boston, MA 02118")]
    [InlineData("44 Oak Avenue")]
    [InlineData("12 Elm Street Boston, MA 02118")]
    public void What_is_shown_and_written_again_is_the_same_address(string written)
    {
        var home = NewClient.HomeOf(default, WrittenAddress.Read(written), since: null, TimeProvider.System);
        Assert.Equal(written, FactPaths.Of(home));
    }
}
