using CarePlatform.Intake.Contracts;

namespace CarePlatform.Intake;

/// <summary>Who pays, by kind; measures and finance roll this up.</summary>
internal enum PayerType
{
    /// <summary>Medicaid, managed-care plans included.</summary>
    Medicaid,

    /// <summary>Medicare, Advantage plans included.</summary>
    Medicare,

    /// <summary>One payer for both Medicare and Medicaid.</summary>
    DualEligible,

    /// <summary>Private or employer insurance.</summary>
    Commercial,

    /// <summary>Another public payer, such as the Veterans Administration.</summary>
    OtherPublic,

    /// <summary>The source said that nobody pays; it counts as a gap.</summary>
    Uninsured,

    /// <summary>Not known.</summary>
    Unknown,
}

/// <summary>What a record of coverage is worth.</summary>
internal enum CoverageStatus
{
    /// <summary>It holds.</summary>
    Active,

    /// <summary>Applied for; the payer has not decided.</summary>
    Pending,

    /// <summary>A payer's later word took its place.</summary>
    Replaced,

    /// <summary>It was written down by mistake and never held.</summary>
    EnteredInError,
}

/// <summary>A span of time during which a payer covers a client, as it was told: neither joined with others nor cut.</summary>
internal sealed class Coverage
{
    public required CoverageId Id { get; init; }

    public required ClientId Client { get; init; }

    public required string PayerName { get; init; }

    /// <summary>What the source calls the payer.</summary>
    public string? PayerId { get; init; }

    public required PayerType PayerType { get; init; }

    /// <summary>The program under 42 CFR Part 2 in which it was told; see <see cref="Part2Labels"/>.</summary>
    public string? SourceProgram { get; init; }

    public bool Part2 { get; init; }

    public string? MemberId { get; private set; }

    public string? Plan { get; private set; }

    /// <summary>Whose policy it is, as the source says: the client's, a guardian's, a spouse's.</summary>
    public string? PolicyHolder { get; init; }

    /// <summary>1 pays first.</summary>
    public required int Priority { get; set; }

    public CoverageStatus Status { get; private set; }

    /// <summary>What the payer calls the kind of insurance (X12 EB04), such as <c>MA</c> for Medicare Part A.</summary>
    public string? InsuranceType { get; init; }

    /// <summary>The payer's code for the group of Medicaid that the client belongs to.</summary>
    public string? MedicaidCategory { get; private set; }

    public string? ManagedCarePlan { get; private set; }

    public string? ManagedCarePlanId { get; private set; }

    /// <summary>CMS's code for having both Medicare and Medicaid, <c>01</c> to <c>08</c>, where it was told.</summary>
    public string? DualStatus { get; private set; }

    /// <summary>By when it must be renewed, where it was told.</summary>
    public DateOnly? RenewsOn { get; private set; }

    /// <summary>The day of renewal for which work was asked.</summary>
    public DateOnly? RenewalToldOn { get; set; }

    /// <summary>The client for whom the payer confirmed it; null when it was only told. A merge leaves it as it is.</summary>
    public ClientId? VerifiedFor { get; init; }

    /// <summary>The check that these facts were last taken from.</summary>
    public EligibilityCheckId? VerifiedBy { get; private set; }

    /// <summary>Since when this is known as it stands here.</summary>
    public DateTimeOffset KnownSince { get; private set; }

    public required DateOnly StartsOn { get; init; }

    /// <summary>The last day covered; null while no end is known.</summary>
    public DateOnly? EndsOn { get; private set; }

    public string? EndReason { get; private set; }

    public required DateTimeOffset RecordedAt
    {
        get;
        init
        {
            field = value;
            KnownSince = value;
        }
    }

    public string? SourceSystem { get; init; }

    public string? ExternalId { get; init; }

    public int Version { get; private set; } = 1;

    /// <summary>Whether the payer covers the client on this day.</summary>
    public bool Covers(DateOnly day) => StartsOn <= day && (EndsOn is null || day <= EndsOn);

    /// <summary>Whether the payer pays for the client on this day, as far as is known.</summary>
    public bool Pays(DateOnly day) => Status is CoverageStatus.Active && PayerType is not PayerType.Uninsured && Covers(day);

    /// <summary>Within which a payer's word of a later day replaces the one before; the same as the database's column.</summary>
    public string Kind => CoverageKind.Of(PayerType, InsuranceType, PayerId, PayerName);

    /// <summary>The last day covered is known.</summary>
    /// <param name="reason">Why it ends, in the words of whoever told.</param>
    /// <param name="at">When it became known; null for a coverage that is not stored yet.</param>
    public Coverage EndOn(DateOnly? lastDay, string? reason, DateTimeOffset? at = null)
    {
        (EndsOn, EndReason) = (lastDay, reason);
        return KnownFrom(at);
    }

    /// <summary>It holds, waits, was replaced or never was.</summary>
    /// <param name="at">When it became known; null for a coverage that is not stored yet.</param>
    public Coverage Become(CoverageStatus status, DateTimeOffset? at = null)
    {
        Status = status;
        return KnownFrom(at);
    }

    /// <summary>What is known beside who pays and when.</summary>
    /// <param name="at">When it became known; null for a coverage that is not stored yet.</param>
    public Coverage Take(CoverageFacts facts, DateTimeOffset? at = null)
    {
        (MemberId, Plan, MedicaidCategory) = (facts.MemberId ?? MemberId, facts.Plan ?? Plan, facts.MedicaidCategory ?? MedicaidCategory);
        (ManagedCarePlan, ManagedCarePlanId) = (facts.ManagedCarePlan, facts.ManagedCarePlanId);
        (DualStatus, RenewsOn) = (facts.DualStatus ?? DualStatus, facts.RenewsOn ?? RenewsOn);
        VerifiedBy = facts.Check ?? VerifiedBy;
        return KnownFrom(at);
    }

    // The database keeps what was known before this moment.
    private Coverage KnownFrom(DateTimeOffset? at)
    {
        KnownSince = at ?? KnownSince;
        return this;
    }
}

/// <summary>What is known of a coverage beside who pays and when.</summary>
internal sealed record CoverageFacts(
    string? MemberId = null,
    string? Plan = null,
    string? MedicaidCategory = null,
    string? ManagedCarePlan = null,
    string? ManagedCarePlanId = null,
    string? DualStatus = null,
    DateOnly? RenewsOn = null,
    EligibilityCheckId? Check = null);

/// <summary>Kinds of coverage.</summary>
internal static class CoverageKind
{
    /// <summary>The kind: Medicaid is one, each part of Medicare is one, and any other payer is one of its own.</summary>
    public static string Of(PayerType type, string? insuranceType, string? payerId, string payerName) => type switch
    {
        PayerType.Medicaid or PayerType.DualEligible => type.ToText(),
        PayerType.Medicare => insuranceType is null ? "medicare" : $"medicare:{insuranceType}",
        _ => $"{type.ToText()}:{payerId ?? payerName}",
    };
}
