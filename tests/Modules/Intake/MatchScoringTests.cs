using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace CarePlatform.Intake.Tests;

public sealed class MatchScoringTests
{
    private static readonly MatchSettings Usual = MatchSettings.Usual;
    private static readonly Person Maria = SomePeople.Named("Maria", "Reyes", "1980-02-03") with { Phones = ["617-555-0101"] };

    [Fact]
    public void Full_name_and_birth_date_are_certain() => Assert.True(Score(Maria, Maria with { Phones = null }) >= Usual.CertainFrom);

    [Fact]
    public void A_nickname_is_as_good_as_the_name() => Assert.True(
        Score(SomePeople.Named("Bob", "Smith", "1980-02-03"), SomePeople.Named("Robert", "Smith", "1980-02-03")) >= Usual.CertainFrom);

    [Theory]
    [InlineData("Maria", "Reyez", "1980-02-03")]
    [InlineData("Maria", "Reyes", "1980-03-02")]
    [InlineData("Maria", "Reyes", "1980-02-08")]
    [InlineData("Reyes", "Maria", "1980-02-03")]
    [InlineData("Mario", "Reyes", "1980-02-03")]
    public void One_slip_is_possible_and_not_certain(string given, string family, string birth)
    {
        var points = Score(Maria, SomePeople.Named(given, family, birth));
        Assert.InRange(points, Usual.PossibleFrom, Usual.CertainFrom - 1);
    }

    [Theory]
    [InlineData("Maria", "Reyez", "1980-02-03")]
    [InlineData("Maria", "Reyes", "1980-03-02")]
    public void A_slip_with_the_same_telephone_is_certain(string given, string family, string birth) => Assert.True(
        Score(Maria, SomePeople.Named(given, family, birth) with { Phones = ["+1 (617) 555 0101"] }) >= Usual.CertainFrom);

    [Fact]
    public void Twins_of_one_household_are_two_people()
    {
        var home = new ComparedAddress("12 Harbor Street", "02125");
        var lucia = SomePeople.Named("Lucia", "Reyes", "2010-02-03") with { Phones = ["6175550101"], Addresses = [home] };
        var diego = SomePeople.Named("Diego", "Reyes", "2010-02-03") with { Phones = ["6175550101"], Addresses = [home] };
        Assert.True(Score(lucia, diego) < Usual.PossibleFrom);
        var jaden = SomePeople.Named("Jaden", "Reyes", "2010-02-03") with { Phones = ["6175550101"], Addresses = [home] };
        var jayden = SomePeople.Named("Jayden", "Reyes", "2010-02-03") with { Phones = ["6175550101"], Addresses = [home] };
        Assert.True(Score(jaden, jayden) < Usual.CertainFrom);
    }

    [Fact]
    public void Strangers_with_one_birth_date_are_not_confused() =>
        Assert.True(Score(SomePeople.Named("Wei", "Chen", "1949-06-20"), SomePeople.Named("Aisha", "Okonjo", "1949-06-20")) < Usual.PossibleFrom);

    [Fact]
    public void Father_and_son_of_one_name_and_home_are_two_people()
    {
        var home = new ComparedAddress("12 Harbor Street", "02125");
        var father = SomePeople.Named("Luis", "Reyes", "1950-01-09") with { Phones = ["6175550101"], Addresses = [home] };
        var son = SomePeople.Named("Luis", "Reyes", "1984-11-23") with { Phones = ["6175550101"], Addresses = [home] };
        Assert.True(Score(father, son) < Usual.PossibleFrom);
    }

    [Fact]
    public void A_name_without_birth_date_is_never_certain()
    {
        var home = new ComparedAddress("12 Harbor Street", "02125");
        var asked = SomePeople.Named("Maria", "Reyes") with { Phones = ["6175550101"], Addresses = [home] };
        Assert.InRange(Score(asked, Maria with { Addresses = [home] }), Usual.PossibleFrom, Usual.CertainFrom - 1);
    }

    [Fact]
    public void An_earlier_family_name_still_finds_the_person()
    {
        var married = Maria with { Names = [new("Maria", "Johnson"), new("Maria", "Reyes")] };
        var match = MatchScoring.Of(SomePeople.Named("Maria", "Reyes", "1980-02-03"), married, Usual);
        Assert.True(match.Points >= Usual.CertainFrom);
        Assert.Contains(match.Reasons, r => r is { Fact: ComparedFact.FamilyName, Agreement: Agreement.Partly });
    }

    [Fact]
    public void An_identifier_typed_for_somebody_else_is_no_match()
    {
        var typed = SomePeople.Named("Wei", "Chen", "1949-06-20") with { Identifiers = [("medicaid", "A1")] };
        Assert.True(Score(typed, Maria with { Identifiers = [("medicaid", "A1")] }) < Usual.PossibleFrom);
    }

    [Fact]
    public void Reasons_tell_what_agreed_and_not_the_values()
    {
        var match = MatchScoring.Of(Maria, SomePeople.Named("Maria", "Reyes", "1980-03-02"), Usual);
        Assert.Equal(["given-name same", "family-name same", "birth-date swapped"], match.Texts);
    }

    [Fact]
    public void The_score_does_not_depend_on_the_order() => Prop.ForAll(
        SomePeople.Any.Two().Select(p => p).ToArbitrary(),
        pair => Score(pair.Item1, pair.Item2) == Score(pair.Item2, pair.Item1)).QuickCheckThrowOnFailure();

    [Fact]
    public void Nobody_is_likelier_than_the_person_themselves() => Prop.ForAll(
        SomePeople.Any.Two().ToArbitrary(),
        pair => Score(pair.Item1, pair.Item1) >= Score(pair.Item1, pair.Item2)).QuickCheckThrowOnFailure();

    [Fact]
    public void A_shared_telephone_never_speaks_against() => Prop.ForAll(
        SomePeople.Any.Two().ToArbitrary(),
        pair =>
        {
            var (a, b) = (pair.Item1 with { Phones = null }, pair.Item2 with { Phones = null });
            return Score(a with { Phones = ["6175550109"] }, b with { Phones = ["6175550109"] }) >= Score(a, b);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Different_birth_dates_are_never_certain_without_an_identifier() => Prop.ForAll(
        SomePeople.Any.Two().ToArbitrary(),
        pair => BirthDate.Compare(pair.Item1.BirthDate!.Value, pair.Item2.BirthDate!.Value) is not Agreement.Different
            || Score(pair.Item1, pair.Item2) < Usual.CertainFrom).QuickCheckThrowOnFailure();

    private static int Score(Person first, Person second) => MatchScoring.Of(first, second, Usual).Points;
}
