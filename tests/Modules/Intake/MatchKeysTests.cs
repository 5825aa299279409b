using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace CarePlatform.Intake.Tests;

public sealed class MatchKeysTests
{
    [Fact]
    public void A_person_is_found_under_the_own_keys() => Prop.ForAll(
        SomePeople.Any.ToArbitrary(), person => MatchKeys.ToFind(person).Overlaps(MatchKeys.Of(person))).QuickCheckThrowOnFailure();

    [Fact]
    public void One_slip_does_not_hide_a_person() => Prop.ForAll(
        SomePeople.WithSlip.ToArbitrary(), pair => MatchKeys.ToFind(pair.Typed).Overlaps(MatchKeys.Of(pair.Real))).QuickCheckThrowOnFailure();

    [Fact]
    public void Whoever_scores_as_possible_by_name_and_birth_date_shares_a_key() => Prop.ForAll(
        SomePeople.Any.Two().ToArbitrary(),
        pair => MatchScoring.Of(pair.Item1, pair.Item2, MatchSettings.Usual).Points < MatchSettings.Usual.PossibleFrom
            || MatchKeys.ToFind(pair.Item1).Overlaps(MatchKeys.Of(pair.Item2))).QuickCheckThrowOnFailure();

    [Fact]
    public void A_birth_date_alone_is_no_key() => Assert.Empty(
        MatchKeys.ToFind(SomePeople.Named(null, null, "1949-06-20")));

    [Fact]
    public void A_name_without_birth_date_is_enough_to_look() => Assert.True(
        MatchKeys.ToFind(SomePeople.Named("Bob", "Smith")).Overlaps(MatchKeys.Of(SomePeople.Named("Robert", "Smith", "1980-02-03"))));

    [Fact]
    public void A_telephone_number_is_enough_to_look() => Assert.True(
        MatchKeys.ToFind(SomePeople.Named(null, null) with { Phones = ["+1 617 555 0101"] })
            .Overlaps(MatchKeys.Of(SomePeople.Named("Maria", "Reyes") with { Phones = ["(617) 555-0101"] })));

    [Theory]
    [InlineData("617-555-0101 or 617-555-0102", "6175550101")]
    [InlineData("978-342-9781 Or 978-342-9781", "9783429781")]
    [InlineData("+1 (617) 555.0101", "6175550101")]
    [InlineData("555-0101", "5550101")]
    [InlineData("911", null)]
    [InlineData("none", null)]
    public void Telephone_numbers_meet_in_their_digits(string phone, string? form) => Assert.Equal(form, ReachForm.Phone(phone));

    [Theory]
    [InlineData("12 Harbor Street", "02125", "02125:12:harbor")]
    [InlineData("12 HARBOR ST.", "02125-1234", "02125:12:harbor")]
    [InlineData("Harbor Street", "02125", null)]
    [InlineData("12 Harbor Street", "", null)]
    public void Addresses_meet_in_house_and_street(string line, string postal, string? form) =>
        Assert.Equal(form, ReachForm.Address(new ComparedAddress(line, postal)));
}
