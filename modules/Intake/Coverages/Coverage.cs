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

/// <summary>A span of time during which a payer covers a client, as it was told: neither joined with others nor cut.</summary>
internal sealed class Coverage
{
    public required CoverageId Id { get; init; }

    public required ClientId Client { get; init; }

    public required string PayerName { get; init; }

    /// <summary>What the source calls the payer.</summary>
    public string? PayerId { get; init; }

    public required PayerType PayerType { get; init; }

    public string? MemberId { get; init; }

    public string? Plan { get; init; }

    /// <summary>Whose policy it is, as the source says: the client's, a guardian's, a spouse's.</summary>
    public string? PolicyHolder { get; init; }

    /// <summary>1 pays first.</summary>
    public required int Priority { get; init; }

    public required DateOnly StartsOn { get; init; }

    /// <summary>The last day covered; null while no end is known.</summary>
    public DateOnly? EndsOn { get; private set; }

    public string? EndReason { get; private set; }

    public required DateTimeOffset RecordedAt { get; init; }

    public string? SourceSystem { get; init; }

    public string? ExternalId { get; init; }

    public int Version { get; private set; } = 1;

    /// <summary>Whether the payer covers the client on this day.</summary>
    public bool Covers(DateOnly day) => StartsOn <= day && (EndsOn is null || day <= EndsOn);

    /// <summary>The last day covered is known.</summary>
    /// <param name="reason">Why it ends, in the words of whoever told.</param>
    public Coverage EndOn(DateOnly? lastDay, string? reason)
    {
        (EndsOn, EndReason) = (lastDay, reason);
        return this;
    }
}
