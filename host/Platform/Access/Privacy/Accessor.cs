namespace CarePlatform.Platform;

/// <summary>As what somebody asks.</summary>
public enum AccessorKind
{
    /// <summary>Nobody who is known: without a role, or without a contract.</summary>
    Unknown,

    /// <summary>Staff of the tenant.</summary>
    Staff,

    /// <summary>A partner organisation, through its people or machines.</summary>
    Partner,

    /// <summary>The person whom the facts are about.</summary>
    Subject,

    /// <summary>A guardian or representative of that person.</summary>
    Proxy,

    /// <summary>The platform itself, which shows nothing to anybody.</summary>
    System,
}

/// <summary>Who asks, as far as the decision needs to know.</summary>
/// <param name="Holds">The permissions held.</param>
/// <param name="Teams">The teams belonged to: by them staff belong to a Part 2 program.</param>
/// <param name="Organisation">The partner.</param>
/// <param name="OrganisationKind">What the partner is, such as <c>hospital</c>.</param>
public sealed record Accessor(
    AccessorKind Kind, UserId? User, IReadOnlySet<string> Holds, IReadOnlySet<TeamId> Teams,
    OrganisationId? Organisation = null, string? OrganisationKind = null)
{
    private static readonly IReadOnlySet<string> Nothing = new HashSet<string>();
    private static readonly IReadOnlySet<TeamId> Nowhere = new HashSet<TeamId>();

    /// <summary>Whoever acts in a session.</summary>
    /// <param name="kindOf">What an organisation is, such as <c>hospital</c>; null for one that the tenant does not know.</param>
    public static Accessor Of(Actor actor, Func<OrganisationId, string?> kindOf) =>
        actor.IsSystem ? new Accessor(AccessorKind.System, null, Nothing, Nowhere)
        : actor.Permissions.Count == 0 ? new Accessor(AccessorKind.Unknown, actor.User, Nothing, Nowhere)
        : actor.Organisation is { } partner
            ? new Accessor(AccessorKind.Partner, actor.User, HeldBy(actor), Nowhere, partner, kindOf(partner))
            : new Accessor(AccessorKind.Staff, actor.User, HeldBy(actor), actor.Teams);

    private static HashSet<string> HeldBy(Actor actor) => actor.Permissions.Keys.ToHashSet(StringComparer.Ordinal);
}

/// <summary>What is asked for.</summary>
/// <param name="Extent">Minimum for what cannot be done without, full for the rest.</param>
/// <param name="Part2">Whether it comes from a program under 42 CFR Part 2, or was derived from something that does.</param>
/// <param name="Program">The program that it comes from.</param>
/// <param name="Author">Who wrote it, where that matters: notes.</param>
/// <param name="IsNamed">Whether the asker stands on the list of people for a security-sensitive fact.</param>
/// <param name="IsOwnReferral">Whether it belongs to a referral from or to the asking organisation.</param>
/// <param name="IsConfidential">Whether it is confidential care of a minor.</param>
/// <param name="IsAttendance">Whether it says who somebody is or whether they came.</param>
/// <param name="IsBulk">Whether it leaves with many others: an export, a search, a bulk interface.</param>
/// <param name="IsByConsent">Whether partners are shown it by a consent alone, such as the part of a plan that organisations share.</param>
public sealed record AskedFor(
    PurposeOfUse Purpose, DataClass Class, Extent Extent = Extent.Full, bool Part2 = false, string? Program = null, UserId? Author = null,
    bool IsNamed = false, bool IsOwnReferral = false, bool IsConfidential = false, bool IsBulk = false,
    bool IsAttendance = false, bool IsByConsent = false)
{
    /// <summary>The class that counts: whatever comes from a Part 2 program is class D, but for the notes that have stricter rules.</summary>
    public DataClass Counts => Part2 && Class is not (DataClass.E or DataClass.F) ? DataClass.D : Class;
}

/// <summary>The terms of a consent that was signed, as far as the decision needs them.</summary>
/// <param name="Id">The consent's id on the wire.</param>
/// <param name="Recipients">The organisations that it names.</param>
/// <param name="RecipientClasses">The kinds of organisation that it describes, such as <c>hospital</c>.</param>
/// <param name="Purposes">What for; a TPO consent satisfies treatment, payment and operations whatever stands here.</param>
/// <param name="SignedAt">From when on it holds.</param>
/// <param name="EndsAt">From when on it holds no longer: expired or revoked; null while neither is in sight.</param>
public sealed record ConsentTerms(
    string Id, ConsentKind Kind, IReadOnlySet<OrganisationId> Recipients, IReadOnlySet<string> RecipientClasses, RecipientKind RecipientKind,
    IReadOnlySet<DataClass> Classes, IReadOnlySet<PurposeOfUse> Purposes, DateTimeOffset SignedAt, DateTimeOffset? EndsAt)
{
    /// <summary>Whether it holds at this instant.</summary>
    public bool HoldsAt(DateTimeOffset now) => SignedAt <= now && !(EndsAt <= now);

    /// <summary>Whether it is for this purpose. A TPO consent satisfies treatment, payment and operations.</summary>
    public bool Serves(PurposeOfUse purpose) => Purposes.Contains(purpose)
        || (Kind is ConsentKind.Tpo && purpose is PurposeOfUse.Treatment or PurposeOfUse.Payment or PurposeOfUse.Operations);
}

/// <summary>An emergency that somebody declared for one person, for a short time.</summary>
/// <param name="Id">The declaration's id on the wire.</param>
public sealed record EmergencyGrant(string Id, UserId By, DateTimeOffset Since, DateTimeOffset Until)
{
    /// <summary>Whether it lets this person in at this instant.</summary>
    public bool Lets(UserId? user, DateTimeOffset now) => user == By && Since <= now && now < Until;
}

/// <summary>A court has ordered that records of a Part 2 program are disclosed (42 CFR part 2, subpart E).</summary>
/// <param name="Id">The order's id on the wire.</param>
/// <param name="Program">The program whose records it is about; null for any.</param>
/// <param name="Recipient">The partner to whom they go; null when that is nobody known here.</param>
/// <param name="Holding">The permission of those staff who carry the order out.</param>
public sealed record CourtOrderGrant(
    string Id, string? Program, OrganisationId? Recipient, string Holding, DateTimeOffset From, DateTimeOffset Until)
{
    /// <summary>Whether it reaches this asker and thing at this instant.</summary>
    public bool Lets(Accessor who, AskedFor what, DateTimeOffset now) => From <= now && now < Until && (Program is null || Program == what.Program)
        && who switch
        {
            { Kind: AccessorKind.Partner } => who.Organisation is not null && who.Organisation == Recipient,
            { Kind: AccessorKind.Staff } => who.Holds.Contains(Holding),
            _ => false,
        };
}

/// <summary>What may speak for access to the facts about one person.</summary>
/// <param name="Orders">Orders of courts.</param>
/// <param name="IsInvolved">Whether the asking partner referred the person and waits for the outcome, was sent a referral of theirs, or owes a step of their care.</param>
public sealed record AccessGrounds(
    IReadOnlyList<ConsentTerms> Consents, IReadOnlyList<EmergencyGrant> Emergencies, IReadOnlyList<CourtOrderGrant>? Orders = null, bool IsInvolved = false)
{
    /// <summary>Nothing does.</summary>
    public static AccessGrounds None { get; } = new([], []);
}

/// <summary>
/// Finds what speaks for access to facts about people: their consents, emergencies that the session's actor declared. Answered by the
/// module that keeps them, for a whole page in one statement.
/// </summary>
public interface IAccessGroundsLookup
{
    /// <summary>The grounds by person; whoever has none is not in the answer.</summary>
    Task<IReadOnlyDictionary<Guid, AccessGrounds>> Find(IReadOnlyCollection<Guid> subjects, CancellationToken ct);
}
