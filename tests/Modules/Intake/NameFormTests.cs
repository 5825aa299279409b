using Xunit;

namespace CarePlatform.Intake.Tests;

public sealed class NameFormTests
{
    [Theory]
    [InlineData("García-López", "garcia lopez")]
    [InlineData("O'Neil", "oneil")]
    [InlineData("O’Neil", "oneil")]
    [InlineData("  Ángel  María ", "angel maria")]
    [InlineData("Müller", "muller")]
    [InlineData("Weiß", "weiss")]
    [InlineData("Nguyễn", "nguyen")]
    [InlineData("Łukasz Žižek", "lukasz zizek")]
    [InlineData("Jose\u0301", "jose")]
    [InlineData("Smith Jr.", "smith jr")]
    [InlineData("Rubén780", "ruben")]
    [InlineData("Иван", "иван")]
    [InlineData("×÷", "")]
    [InlineData(null, "")]
    public void Spellings_of_one_name_meet(string? name, string form) => Assert.Equal(form, NameForm.Of(name));

    [Fact]
    public void Lists_put_those_without_a_name_last() =>
        Assert.Equal(["reyes maria", "reyes zoe", "~"], new[] { NameForm.SortName("Reyes", "Zoe"), NameForm.SortName(null, " "), NameForm.SortName("Reyes", "María") }.Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("catherine", "katharine")]
    [InlineData("stephen", "steven")]
    [InlineData("meier", "mayer")]
    [InlineData("philips", "filips")]
    [InlineData("jackson", "jakson")]
    [InlineData("schmidt", "smith")]
    public void Names_that_sound_alike_have_one_sound(string first, string second) => Assert.Equal(NameSound.Of(first), NameSound.Of(second));

    [Theory]
    [InlineData("maria", "juan")]
    [InlineData("smith", "jones")]
    public void Names_that_do_not_sound_alike_have_two(string first, string second) => Assert.NotEqual(NameSound.Of(first), NameSound.Of(second));

    [Theory]
    [InlineData("bob", "robert", true)]
    [InlineData("bob", "rob", true)]
    [InlineData("paco", "francisco", true)]
    [InlineData("bob", "william", false)]
    [InlineData("unheard", "unheard", true)]
    public void Short_forms_belong_to_their_names(string first, string second, bool one) => Assert.Equal(one, Nicknames.AreOne(first, second));
}
