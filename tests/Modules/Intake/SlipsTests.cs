using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace CarePlatform.Intake.Tests;

public sealed class SlipsTests
{
    private static readonly Arbitrary<string> Words =
        Gen.Elements('a', 'b', 'c').ListOf().Where(w => w.Count <= 6).Select(letters => string.Concat(letters)).ToArbitrary();

    [Theory]
    [InlineData("reyes", "reyes", 0)]
    [InlineData("reyes", "reye", 1)]
    [InlineData("reyes", "ryees", 1)]
    [InlineData("reyes", "royes", 1)]
    [InlineData("", "ab", 2)]
    [InlineData("kitten", "sitting", 3)]
    public void Slips_are_counted(string first, string second, int slips) => Assert.Equal(slips, Slips.Between(first, second));

    [Fact]
    public void Counting_agrees_with_the_plain_definition() =>
        Prop.ForAll(Words, Words, (a, b) => Slips.Between(a, b) == Plain(a, b, a.Length, b.Length)).QuickCheckThrowOnFailure();

    [Fact]
    public void Counting_does_not_depend_on_the_order() =>
        Prop.ForAll(Words, Words, (a, b) => Slips.Between(a, b) == Slips.Between(b, a)).QuickCheckThrowOnFailure();

    private static int Plain(string a, string b, int i, int j)
    {
        if (i == 0 || j == 0)
        {
            return i + j;
        }

        var least = Math.Min(
            Math.Min(Plain(a, b, i - 1, j) + 1, Plain(a, b, i, j - 1) + 1),
            Plain(a, b, i - 1, j - 1) + (a[i - 1] == b[j - 1] ? 0 : 1));
        return i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] ? Math.Min(least, Plain(a, b, i - 2, j - 2) + 1) : least;
    }
}
