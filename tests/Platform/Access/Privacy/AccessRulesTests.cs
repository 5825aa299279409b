using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace CarePlatform.Platform.Tests;

/// <summary>What must be so whoever asks for whatever.</summary>
public sealed class AccessRulesTests
{
    private static readonly PurposeOfUse[] Tpo = [PurposeOfUse.Treatment, PurposeOfUse.Payment, PurposeOfUse.Operations];

    [Fact]
    public void A_further_consent_never_takes_access_away() => Always(
        from question in SomeAccess.Questions from consent in SomeAccess.Consents select (question, consent),
        given => !Decide(given.question).Allowed
            || Decide((given.question.Who, given.question.What, given.question.Grounds with { Consents = [.. given.question.Grounds.Consents, given.consent] })).Allowed);

    [Fact]
    public void A_revocation_never_gives_access() => Always(
        SomeAccess.Questions,
        q => !Decide((q.Who, q.What, q.Grounds with { Consents = [.. q.Grounds.Consents.Select(c => c with { EndsAt = SomeAccess.Now })] })).Allowed || Decide(q).Allowed);

    [Fact]
    public void Consents_that_ended_count_as_none() => Always(
        SomeAccess.Questions,
        q =>
        {
            var ended = q.Grounds with { Consents = [.. q.Grounds.Consents.Select(c => c with { EndsAt = SomeAccess.Now })] };
            return Decide((q.Who, q.What, ended)).Allowed == Decide((q.Who, q.What, q.Grounds with { Consents = [] })).Allowed;
        });

    [Fact]
    public void Proceedings_never_reach_part_2_records_without_order_or_specific_consent() => Always(
        SomeAccess.Questions,
        q => q.What is not { Purpose: PurposeOfUse.Legal, Counts: DataClass.D } || q.Who.Kind is AccessorKind.Subject or AccessorKind.Proxy
            || !Decide(q).Allowed || q.Grounds.Orders!.Any(o => o.Lets(q.Who, q.What, SomeAccess.Now))
            || q.Grounds.Consents.Any(c => c.Kind is not ConsentKind.Tpo && c.HoldsAt(SomeAccess.Now) && c.Purposes.Contains(PurposeOfUse.Legal)
                && c.Classes.Contains(DataClass.D)));

    // Necessary conditions, each written apart from the rules: nothing that speaks for access makes up for one that is missing.
    [Fact]
    public void A_denial_wins_over_whatever_speaks_for_access() => Always(
        SomeAccess.Questions,
        q => !Decide(q).Allowed || q.Who.Kind switch
        {
            AccessorKind.Unknown => false,
            AccessorKind.Partner when q.Who.OrganisationKind == "unknown-kind" && q.What.Counts is not (DataClass.E or DataClass.F) =>
                q.What.Purpose is PurposeOfUse.Treatment && ((q.What.Counts is DataClass.G && q.What.IsOwnReferral)
                    || (q.What is { Counts: DataClass.A, Extent: Extent.Minimum } && q.Grounds.Consents.Any(c => c.HoldsAt(SomeAccess.Now) && c.Recipients.Contains(SomeAccess.Ours)))),
            AccessorKind.Proxy when q.What.IsConfidential => false,
            AccessorKind.Subject => q.What.Counts is not DataClass.F,
            _ when q.What.Counts is DataClass.E or DataClass.F => !q.What.IsBulk && (q.What.Author == SomeAccess.Me || q.Grounds.Consents.Any(c =>
                c.HoldsAt(SomeAccess.Now) && c.Kind == (q.What.Counts is DataClass.E ? ConsentKind.SudNotes : ConsentKind.PsychotherapyNotes))),
            _ when q.What.Counts is DataClass.H => q.What.IsNamed,
            _ => true,
        });

    [Fact]
    public void Outside_the_program_part_2_records_need_a_consent_an_order_or_an_emergency() => Always(
        SomeAccess.Questions,
        q => q.What.Counts is not DataClass.D || q.Who.Kind is AccessorKind.Subject or AccessorKind.Proxy || !Decide(q).Allowed
            || (q.Who.Teams.Contains(SomeAccess.ProgramTeam) && q.What.Program == "recovery")
            || (q.What.Purpose is PurposeOfUse.Legal && q.Grounds.Orders!.Any(o => o.Lets(q.Who, q.What, SomeAccess.Now)))
            || (q.What.Purpose is PurposeOfUse.Emergency && q.Grounds.Emergencies.Count > 0)
            || q.Grounds.Consents.Any(c => c.HoldsAt(SomeAccess.Now) && c.Classes.Contains(DataClass.D)
                && (c.Purposes.Contains(q.What.Purpose) || (c.Kind is ConsentKind.Tpo && Tpo.Contains(q.What.Purpose)))));

    [Fact]
    public void Whom_hipaa_does_not_bind_gets_nothing_clinical_without_a_consent_that_names_it() => Always(
        SomeAccess.Questions,
        q => q.Who.Kind is not AccessorKind.Partner || SomeAccess.Policy.ViewOf(q.Who.OrganisationKind) is not { Recipient: RecipientKind.NonHipaa }
            || q.What.Counts is not (DataClass.B or DataClass.C or DataClass.D) || !Decide(q).Allowed
            || (q.What.Purpose is PurposeOfUse.Legal && q.Grounds.Orders!.Any(o => o.Lets(q.Who, q.What, SomeAccess.Now)))
            || q.Grounds.Consents.Any(c => c.HoldsAt(SomeAccess.Now) && c.Recipients.Contains(SomeAccess.Ours)));

    [Fact]
    public void Whoever_sees_all_of_a_class_sees_the_minimum() => Always(
        SomeAccess.Questions,
        q => q.What.Extent is Extent.Minimum || !Decide(q).Allowed || Decide((q.Who, q.What with { Extent = Extent.Minimum }, q.Grounds)).Allowed);

    // What was not sent to a partner is not there for it, whatever its contract would show.
    [Fact]
    public void A_partner_sees_nothing_of_whom_nobody_shared_with_it() => Always(
        SomeAccess.Questions,
        q => q.Who.Kind is not AccessorKind.Partner || !Decide(q).Allowed || q.Grounds.IsInvolved || q.What is { IsOwnReferral: true, Counts: DataClass.G }
            || q.Grounds.Orders!.Any(o => o.Recipient == SomeAccess.Ours)
            || (q.What.Purpose is PurposeOfUse.Emergency && q.Grounds.Emergencies.Count > 0)
            || (q.What.Author == SomeAccess.Me && q.What.Counts is DataClass.E or DataClass.F)
            || q.Grounds.Consents.Any(c => c.HoldsAt(SomeAccess.Now)
                && (c.Recipients.Contains(SomeAccess.Ours) || c.RecipientClasses.Contains(q.Who.OrganisationKind!))));

    [Fact]
    public void Without_a_consent_a_partner_sees_no_more_than_the_minimum() => Always(
        SomeAccess.Questions,
        q => q.Who.Kind is not AccessorKind.Partner || q.What is { Extent: Extent.Minimum } or { IsOwnReferral: true, Counts: DataClass.G }
            || q.What.Counts is DataClass.E or DataClass.F || q.What.Purpose is PurposeOfUse.Emergency or PurposeOfUse.Legal
            || !Decide((q.Who, q.What, q.Grounds with { Consents = [] })).Allowed);

    [Fact]
    public void What_is_shared_by_consent_alone_a_partner_sees_by_consent_alone_and_never_more_than_otherwise()
    {
        Always(
            SomeAccess.Questions,
            q => q.Who.Kind is not AccessorKind.Partner || q.What.Counts is DataClass.E or DataClass.F || q.What.Purpose is PurposeOfUse.Emergency or PurposeOfUse.Legal
                || !Decide((q.Who, q.What with { IsByConsent = true }, q.Grounds with { Consents = [] })).Allowed);
        Always(SomeAccess.Questions, q => !Decide((q.Who, q.What with { IsByConsent = true }, q.Grounds)).Allowed || Decide(q).Allowed);
    }

    [Fact]
    public void An_order_of_a_court_reaches_its_recipient_its_program_and_those_who_carry_it_out()
    {
        var record = new AskedFor(PurposeOfUse.Legal, DataClass.B, Part2: true, Program: "recovery");
        (bool, int) Asks(CourtOrderGrant order, Accessor who, AskedFor? what = null) => Short(AccessRules.Decide(
            who, what ?? record, new AccessGrounds([], [], [order]), SomeAccess.Policy, SomeAccess.Now));

        Assert.Equal((true, 3), Asks(SomeAccess.Order(), SomeAccess.Staff()));
        Assert.Equal((false, 3), Asks(SomeAccess.Order(), SomeAccess.Staff(clinical: false)));
        Assert.Equal((true, 3), Asks(SomeAccess.Order(SomeAccess.Ours), SomeAccess.Partner("court")));
        Assert.Equal((false, 3), Asks(SomeAccess.Order(SomeAccess.AnotherOrganisation), SomeAccess.Partner("court")));
        Assert.Equal((true, 3), Asks(SomeAccess.Order(program: "recovery"), SomeAccess.Staff()));
        Assert.Equal((false, 3), Asks(SomeAccess.Order(program: "another"), SomeAccess.Staff()));
        Assert.Equal((false, 3), Asks(SomeAccess.Order(until: SomeAccess.Now), SomeAccess.Staff()));
        // An order opens records of the program, and no counselling notes.
        Assert.Equal((false, 3), Asks(SomeAccess.Order(), SomeAccess.Staff(), record with { Class = DataClass.E }));
        Assert.Equal((false, 6), Asks(SomeAccess.Order(), SomeAccess.Staff(), record with { Purpose = PurposeOfUse.Treatment }));
    }

    [Fact]
    public void Every_decision_names_a_rule_and_a_reason() => Always(
        SomeAccess.Questions, q => Decide(q) is { Rule: >= 1 and <= 12, Reason.Length: > 10 });

    [Fact]
    public void The_program_sees_its_own_records_and_others_of_the_organisation_do_not()
    {
        var record = new AskedFor(PurposeOfUse.Treatment, DataClass.B, Part2: true, Program: "recovery");
        Assert.Equal((true, 5), Short(SomeAccess.Decide(SomeAccess.Staff(inProgram: true), record)));
        Assert.Equal((false, 6), Short(SomeAccess.Decide(SomeAccess.Staff(), record)));
        var consent = SomeAccess.Consent(ConsentKind.Tpo, classes: [PrivacyPolicy.TreatingProviders]);
        Assert.Equal((true, 6), Short(SomeAccess.Decide(SomeAccess.Staff(), record, consent)));
        // A consent opens no more to a role than the role sees of anybody.
        Assert.Equal((false, 8), Short(SomeAccess.Decide(SomeAccess.Staff(clinical: false), record, consent)));
        Assert.Equal((false, 6), Short(SomeAccess.Decide(SomeAccess.Staff(), record, consent with { EndsAt = SomeAccess.Now })));
    }

    [Fact]
    public void An_emergency_opens_classes_a_to_d_to_whoever_declared_it_and_states_it()
    {
        var grounds = new AccessGrounds([], [new EmergencyGrant("brk_x", SomeAccess.Me, SomeAccess.Now.AddMinutes(-5), SomeAccess.Now.AddHours(1))]);
        AccessDecision Asks(PurposeOfUse purpose, DataClass dataClass, Accessor who, TimeSpan later = default) =>
            AccessRules.Decide(who, new AskedFor(purpose, dataClass), grounds, SomeAccess.Policy, SomeAccess.Now + later);

        Assert.Equal((true, 10), Short(Asks(PurposeOfUse.Emergency, DataClass.D, SomeAccess.Staff())));
        Assert.Equal((false, 6), Short(Asks(PurposeOfUse.Treatment, DataClass.D, SomeAccess.Staff())));
        Assert.Equal((false, 4), Short(Asks(PurposeOfUse.Emergency, DataClass.E, SomeAccess.Staff())));
        Assert.Equal((false, 8), Short(Asks(PurposeOfUse.Emergency, DataClass.H, SomeAccess.Staff())));
        Assert.Equal((false, 6), Short(Asks(PurposeOfUse.Emergency, DataClass.D, SomeAccess.Staff() with { User = SomeAccess.SomebodyElse })));
        Assert.Equal((false, 6), Short(Asks(PurposeOfUse.Emergency, DataClass.D, SomeAccess.Staff(), TimeSpan.FromHours(1))));
    }

    private static (bool, int) Short(AccessDecision decision) => (decision.Allowed, decision.Rule);

    private static AccessDecision Decide((Accessor Who, AskedFor What, AccessGrounds Grounds) q) =>
        AccessRules.Decide(q.Who, q.What, q.Grounds, SomeAccess.Policy, SomeAccess.Now);

    private static void Always<T>(Gen<T> given, Func<T, bool> holds) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(3000), Prop.ForAll(Arb.From(given), holds));
}
