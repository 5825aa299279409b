using Xunit;

namespace CarePlatform.Platform.Tests;

/// <summary>The partner view matrix of the fact sheet (7.4), cell by cell: without consent, and with each kind of consent.</summary>
public sealed class PartnerMatrixTests
{
    // Without any consent: what is shown whole (F), in its minimum (m) or not at all (-) of A B C D G, and of G in a referral of its own.
    [Theory]
    [InlineData("hospital", "F F m - - F")]
    [InlineData("fqhc", "F F m - F F")]
    [InlineData("dco", "F F F - F F")]
    [InlineData("payer", "m m m - - -")]
    [InlineData("housing", "m - - - - F")]
    [InlineData("food-bank", "m - - - - F")]
    [InlineData("school", "m - - - - F")]
    [InlineData("court", "- - - - - -")]
    public void Without_consent(string kind, string cells) => Assert.Equal(cells, Row(kind));

    // With a general consent for treatment, payment and operations that describes treating providers.
    [Theory]
    [InlineData("hospital", "F F m F - F")]
    [InlineData("fqhc", "F F m F F F")]
    [InlineData("dco", "F F F F F F")]
    [InlineData("payer", "m m m m - -")]
    [InlineData("housing", "m - - - - F")]
    [InlineData("school", "m - - - - F")]
    [InlineData("court", "- - - - - -")]
    public void With_a_general_consent(string kind, string cells) =>
        Assert.Equal(cells, Row(kind, SomeAccess.Consent(ConsentKind.Tpo, classes: [PrivacyPolicy.TreatingProviders])));

    // With a specific consent that names the partner, for what its contract is about.
    [Theory]
    [InlineData("hospital", "F F m F - F")]
    [InlineData("dco", "F F F F F F")]
    [InlineData("payer", "m m m m - -")]
    [InlineData("housing", "m - - F - F")]
    [InlineData("school", "m - F - - F")]
    [InlineData("court", "m - - F - -")]
    public void With_a_consent_that_names_the_partner(string kind, string cells) => Assert.Equal(cells, Row(kind, Named(kind, SomeAccess.Ours)));

    [Theory]
    [InlineData("hospital")]
    [InlineData("housing")]
    [InlineData("school")]
    [InlineData("court")]
    public void A_consent_that_names_somebody_else_changes_nothing(string kind) =>
        Assert.Equal(Row(kind), Row(kind, Named(kind, SomeAccess.AnotherOrganisation)));

    [Fact]
    public void A_court_that_asks_for_treatment_is_refused() => Assert.Equal(
        2, SomeAccess.Decide(SomeAccess.Partner("court"), new AskedFor(PurposeOfUse.Treatment, DataClass.A, Extent.Minimum), Named("court", SomeAccess.Ours)).Rule);

    private static ConsentTerms Named(string kind, OrganisationId organisation) =>
        SomeAccess.Consent(ConsentKind.Specific, organisation, purposes: [PrivacyPolicy.Usual.ViewOf(kind)!.Purposes[0]]);

    private static string Row(string kind, params ConsentTerms[] consents)
    {
        var who = SomeAccess.Partner(kind);
        var purpose = PrivacyPolicy.Usual.PurposeOf(who);
        bool Sees(DataClass dataClass, Extent extent, bool own = false) =>
            SomeAccess.Decide(who, new AskedFor(purpose, dataClass, extent, IsOwnReferral: own), consents).Allowed;
        string Cell(DataClass dataClass, bool own = false) =>
            Sees(dataClass, Extent.Full, own) ? "F" : Sees(dataClass, Extent.Minimum, own) ? "m" : "-";
        return string.Join(' ', new[] { DataClass.A, DataClass.B, DataClass.C, DataClass.D, DataClass.G }.Select(c => Cell(c)).Append(Cell(DataClass.G, own: true)));
    }
}
