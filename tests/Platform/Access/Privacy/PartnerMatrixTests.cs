using Xunit;

namespace CarePlatform.Platform.Tests;

/// <summary>
/// The partner view matrix of the fact sheet (7.4), cell by cell: without consent, and with each kind of consent, for a partner that has
/// referred the person or owes a step of their care, and for one that has not.
/// </summary>
public sealed class PartnerMatrixTests
{
    // What is shown whole (F), in its minimum (m) or not at all (-) of A B C D G, and of G in a referral of its own.
    [Theory]
    [InlineData("hospital", "m m m - - F")]
    [InlineData("fqhc", "m m m - m F")]
    [InlineData("dco", "m m m - m F")]
    [InlineData("payer", "m m m - - -")]
    [InlineData("housing", "m - - - - F")]
    [InlineData("food-bank", "m - - - - F")]
    [InlineData("school", "m - - - - F")]
    [InlineData("court", "- - - - - -")]
    public void For_a_referral_or_a_step_without_consent(string kind, string cells) => Assert.Equal(cells, Row(kind));

    [Fact]
    public void Nobody_sees_anything_of_whom_they_have_not_heard_but_their_own_referrals() => Assert.All(
        SomeAccess.Kinds, kind => Assert.StartsWith("- - - - -", Row(kind, involved: false)));

    // With a general consent for treatment, payment and operations that describes treating providers.
    [Theory]
    [InlineData("hospital", "F F m F - F")]
    [InlineData("fqhc", "F F m F F F")]
    [InlineData("dco", "F F F F F F")]
    [InlineData("payer", "m m m m - -")]
    [InlineData("housing", "m - - - - F")]
    [InlineData("school", "m - - - - F")]
    [InlineData("court", "- - - - - -")]
    public void With_a_general_consent(string kind, string cells)
    {
        var consent = SomeAccess.Consent(ConsentKind.Tpo, classes: [PrivacyPolicy.TreatingProviders]);
        Assert.Equal(cells, Row(kind, consent));
        // Nobody treats a person of whom they have not heard.
        Assert.StartsWith("- - - - -", Row(kind, consent, involved: false));
    }

    // With a specific consent that names the partner, for what its contract is about.
    [Theory]
    [InlineData("hospital", "F F m F - F")]
    [InlineData("fqhc", "F F m F F F")]
    [InlineData("dco", "F F F F F F")]
    [InlineData("payer", "m m m m - -")]
    [InlineData("housing", "m - - F - F")]
    [InlineData("school", "m - F - - F")]
    [InlineData("court", "- - - F - -")]
    public void With_a_consent_that_names_the_partner(string kind, string cells)
    {
        Assert.Equal(cells, Row(kind, Named(kind, SomeAccess.Ours)));
        Assert.Equal(cells, Row(kind, Named(kind, SomeAccess.Ours), involved: false));
    }

    [Theory]
    [InlineData("hospital")]
    [InlineData("housing")]
    [InlineData("school")]
    [InlineData("court")]
    public void A_consent_that_names_somebody_else_changes_nothing(string kind) =>
        Assert.Equal(Row(kind), Row(kind, Named(kind, SomeAccess.AnotherOrganisation)));

    // What a court may be told with a consent that names it: whether somebody came, and who that is; nothing else of class A.
    [Theory]
    [InlineData("court", true, false)]
    [InlineData("probation", true, false)]
    [InlineData("school", true, true)]
    [InlineData("housing", false, true)]
    public void Attendance_is_a_cell_of_its_own(string kind, bool attendance, bool minimum)
    {
        var who = SomeAccess.Partner(kind);
        var what = new AskedFor(PrivacyPolicy.Usual.PurposeOf(who), DataClass.A, Extent.Full, IsAttendance: true);
        Assert.Equal(attendance, SomeAccess.Decide(who, what, Named(kind, SomeAccess.Ours)).Allowed);
        Assert.Equal(minimum, SomeAccess.Decide(who, what with { Extent = Extent.Minimum, IsAttendance = false }, Named(kind, SomeAccess.Ours)).Allowed);
        Assert.False(SomeAccess.Decide(who, what, Named(kind, SomeAccess.AnotherOrganisation)).Allowed);
    }

    // "D with emergency" of the sheet is the hospital's; other partners call.
    [Theory]
    [InlineData("hospital", true)]
    [InlineData("emergency-department", true)]
    [InlineData("fqhc", false)]
    [InlineData("dco", false)]
    [InlineData("housing", false)]
    public void A_declared_emergency_opens_classes_a_to_d_to_hospitals(string kind, bool opens)
    {
        var grounds = new AccessGrounds([], [new EmergencyGrant("brk_x", SomeAccess.Me, SomeAccess.Now.AddHours(-1), SomeAccess.Now.AddHours(1))], IsInvolved: true);
        bool Sees(DataClass dataClass, AccessGrounds given) => AccessRules.Decide(
            SomeAccess.Partner(kind), new AskedFor(PurposeOfUse.Emergency, dataClass), given, SomeAccess.Policy, SomeAccess.Now).Allowed;
        foreach (var dataClass in new[] { DataClass.A, DataClass.B, DataClass.C, DataClass.D })
        {
            Assert.Equal(opens, Sees(dataClass, grounds));
            Assert.False(Sees(dataClass, grounds with { Emergencies = [] }));
        }

        Assert.All(new[] { DataClass.E, DataClass.F, DataClass.H }, c => Assert.False(Sees(c, grounds)));
    }

    // What the person did not agree to stays at what the referral takes.
    [Fact]
    public void A_consent_shares_the_information_that_it_names() => Assert.Equal(
        "F m m - - F", Row("hospital", SomeAccess.Consent(ConsentKind.Specific, SomeAccess.Ours, information: [DataClass.A], purposes: [PurposeOfUse.Treatment])));

    [Fact]
    public void A_kind_that_no_view_names_sees_what_a_person_agreed_to_by_name_and_nothing_clinical()
    {
        Assert.Equal("- - - - - F", Row("legal-aid"));
        Assert.Equal("- - - - - F", Row("legal-aid", SomeAccess.Consent(ConsentKind.Specific, classes: ["legal-aid"], purposes: [PurposeOfUse.Treatment])));
        Assert.Equal("m - - - - F", Row("legal-aid", Named("legal-aid", SomeAccess.Ours)));
    }

    [Fact]
    public void Without_a_view_for_other_kinds_nothing_reaches_them()
    {
        var closed = PrivacyPolicy.Usual with { OtherPartners = null };
        var asked = new AskedFor(PurposeOfUse.Treatment, DataClass.G, Extent.Minimum, IsOwnReferral: true);
        var denied = AccessRules.Decide(SomeAccess.Partner("legal-aid"), asked, new AccessGrounds([Named("legal-aid", SomeAccess.Ours)], []), closed, SomeAccess.Now);
        Assert.Equal((false, 1), (denied.Allowed, denied.Rule));
        Assert.Contains("nothing reaches", closed.WarningOf("legal-aid"), StringComparison.Ordinal);
        Assert.Null(closed.WarningOf("hospital"));
    }

    [Fact]
    public void A_court_that_asks_for_treatment_is_refused() => Assert.Equal(
        2, SomeAccess.Decide(SomeAccess.Partner("court"), new AskedFor(PurposeOfUse.Treatment, DataClass.A, Extent.Minimum), Named("court", SomeAccess.Ours)).Rule);

    private static ConsentTerms Named(string kind, OrganisationId organisation) =>
        SomeAccess.Consent(ConsentKind.Specific, organisation, purposes: [PrivacyPolicy.Usual.ViewOf(kind)!.Purposes[0]]);

    private static string Row(string kind, ConsentTerms? consent = null, bool involved = true)
    {
        var who = SomeAccess.Partner(kind);
        var purpose = PrivacyPolicy.Usual.PurposeOf(who);
        var grounds = new AccessGrounds(consent is null ? [] : [consent], [], IsInvolved: involved);
        bool Sees(DataClass dataClass, Extent extent, bool own = false) => AccessRules.Decide(
            who, new AskedFor(purpose, dataClass, extent, IsOwnReferral: own), grounds, SomeAccess.Policy, SomeAccess.Now).Allowed;
        string Cell(DataClass dataClass, bool own = false) =>
            Sees(dataClass, Extent.Full, own) ? "F" : Sees(dataClass, Extent.Minimum, own) ? "m" : "-";
        return string.Join(' ', new[] { DataClass.A, DataClass.B, DataClass.C, DataClass.D, DataClass.G }.Select(c => Cell(c)).Append(Cell(DataClass.G, own: true)));
    }
}
