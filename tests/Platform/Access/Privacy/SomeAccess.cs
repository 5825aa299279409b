using FsCheck;
using FsCheck.Fluent;

namespace CarePlatform.Platform.Tests;

/// <summary>Askers, things and grounds of every kind, for the rules of access.</summary>
internal static class SomeAccess
{
    public static readonly DateTimeOffset Now = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);

    public static readonly UserId Me = new(Guid.Parse("11111111-0000-7000-8000-000000000001"));
    public static readonly UserId SomebodyElse = new(Guid.Parse("11111111-0000-7000-8000-000000000002"));
    public static readonly OrganisationId Ours = new(Guid.Parse("22222222-0000-7000-8000-000000000001"));
    public static readonly OrganisationId AnotherOrganisation = new(Guid.Parse("22222222-0000-7000-8000-000000000002"));
    public static readonly TeamId ProgramTeam = new(Guid.Parse("33333333-0000-7000-8000-000000000001"));

    /// <summary>The usual policy with one program.</summary>
    public static readonly PrivacyPolicy Policy = PrivacyPolicy.Usual with { Programs = [new Part2Program("recovery", "Recovery", [ProgramTeam])] };

    public static readonly string[] Kinds = [.. PrivacyPolicy.Usual.Partners.SelectMany(p => p.Kinds), "unknown-kind"];

    public static Accessor Staff(bool clinical = true, bool inProgram = false) => new(
        AccessorKind.Staff, Me, new HashSet<string>(clinical ? ["intake.read", "intake.read-clinical", "intake.court-orders"] : ["intake.read"]),
        new HashSet<TeamId>(inProgram ? [ProgramTeam] : []));

    public static Accessor Partner(string kind) => new(
        AccessorKind.Partner, Me, new HashSet<string>(["intake.read"]), new HashSet<TeamId>(), Ours, kind);

    public static ConsentTerms Consent(
        ConsentKind kind, OrganisationId? to = null, string[]? classes = null, DataClass[]? information = null, PurposeOfUse[]? purposes = null,
        DateTimeOffset? ends = null) => new(
            "con_x", kind, new HashSet<OrganisationId>(to is { } one ? [one] : []), new HashSet<string>(classes ?? []), RecipientKind.Hipaa,
            new HashSet<DataClass>(information ?? [DataClass.A, DataClass.B, DataClass.C, DataClass.D, DataClass.G]),
            new HashSet<PurposeOfUse>(purposes ?? []), Now.AddDays(-1), ends);

    public static AccessDecision Decide(Accessor who, AskedFor what, params ConsentTerms[] consents) =>
        AccessRules.Decide(who, what, new AccessGrounds(consents, []), Policy, Now);

    /// <summary>An order about the records of a program, which staff with the permission carry out.</summary>
    public static CourtOrderGrant Order(OrganisationId? to = null, string? program = null, DateTimeOffset? until = null) =>
        new("ord_x", program, to, "intake.court-orders", Now.AddDays(-1), until ?? Now.AddDays(1));

    /// <summary>Any question.</summary>
    public static Gen<(Accessor Who, AskedFor What, AccessGrounds Grounds)> Questions =>
        from who in Askers
        from what in Things
        from consents in Gen.ListOf(Consents)
        from emergency in Gen.Elements(true, false)
        from orders in Gen.Frequency((4, Gen.Constant(Array.Empty<CourtOrderGrant>())), (2, Orders.Select(o => new[] { o })))
        from involved in Gen.Elements(true, false)
        select (who, what, new AccessGrounds(
            [.. consents], emergency ? [new EmergencyGrant("brk_x", Me, Now.AddHours(-1), Now.AddHours(1))] : [], orders, involved));

    private static Gen<CourtOrderGrant> Orders =>
        from to in Gen.Elements<OrganisationId?>(Ours, AnotherOrganisation, null)
        from program in Gen.Elements("recovery", "another", null)
        from until in Gen.Elements(Now.AddDays(1), Now)
        select Order(to, program, until);

    /// <summary>Any consent, often one that holds.</summary>
    public static Gen<ConsentTerms> Consents =>
        from kind in Gen.Elements(Enum.GetValues<ConsentKind>())
        from to in Gen.Elements<OrganisationId?>(Ours, AnotherOrganisation, null)
        from classes in Gen.SubListOf(new[] { PrivacyPolicy.Ourselves, PrivacyPolicy.TreatingProviders, "hospital", "housing", "payer" })
        from information in Gen.SubListOf(Enum.GetValues<DataClass>())
        from purposes in Gen.SubListOf(Enum.GetValues<PurposeOfUse>())
        from ends in Gen.Elements<DateTimeOffset?>(null, null, Now.AddDays(1), Now, Now.AddDays(-1))
        select Consent(kind, to, [.. classes], [.. information], [.. purposes], ends);

    private static Gen<Accessor> Askers => Gen.OneOf(
        from clinical in Gen.Elements(true, false) from inProgram in Gen.Elements(true, false) select Staff(clinical, inProgram),
        Gen.Elements(Kinds).Select(Partner),
        Gen.Elements(AccessorKind.Unknown, AccessorKind.Subject, AccessorKind.Proxy)
            .Select(kind => new Accessor(kind, Me, new HashSet<string>(), new HashSet<TeamId>())));

    private static Gen<AskedFor> Things =>
        from purpose in Gen.Elements(Enum.GetValues<PurposeOfUse>())
        from dataClass in Gen.Elements(Enum.GetValues<DataClass>())
        from extent in Gen.Elements(Extent.Minimum, Extent.Full)
        from part2 in Gen.Elements(true, false)
        from program in Gen.Elements("recovery", "another", null)
        from author in Gen.Elements<UserId?>(Me, SomebodyElse, null)
        from flags in Gen.ArrayOf(Gen.Elements(true, false), 4)
        select new AskedFor(purpose, dataClass, extent, part2, program, author, flags[0], flags[1], flags[2], flags[3]);
}
