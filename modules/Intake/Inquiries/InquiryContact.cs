using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Intake;

/// <summary>A further time that help was asked for while the inquiry was open.</summary>
internal sealed class InquiryContact
{
    private InquiryContact()
    {
    }

    public Guid Id { get; private init; }

    public InquiryId Inquiry { get; private init; }

    public Door Door { get; private init; }

    public DateTimeOffset ReceivedAt { get; private init; }

    public UserId? ReceivedBy { get; private init; }

    public SiteId? Site { get; private init; }

    public string? AskerName { get; private init; }

    public AskerRelation AskerRelation { get; private init; }

    public string? AskerPhone { get; private init; }

    public OrganisationId? Referring { get; private init; }

    public string? ReferringName { get; private init; }

    public string? Reason { get; private init; }

    /// <summary>How sure the client was matched this time; null when the caller named the client.</summary>
    public int? MatchScore { get; private init; }

    public string[] MatchReasons { get; private init; } = [];

    public static InquiryContact Of(InquiryId inquiry, Asking asking, MatchScore? match, TimeProvider clock) => new()
    {
        Id = Guid.CreateVersion7(clock.GetUtcNow()),
        Inquiry = inquiry,
        Door = asking.Door,
        ReceivedAt = asking.ReceivedAt,
        ReceivedBy = asking.ReceivedBy,
        Site = asking.Site,
        AskerName = asking.AskerName,
        AskerRelation = asking.AskerRelation,
        AskerPhone = asking.AskerPhone,
        Referring = asking.Referring,
        ReferringName = asking.ReferringName,
        Reason = asking.Reason,
        MatchScore = match?.Points,
        MatchReasons = match?.Texts ?? [],
    };
}

/// <summary>Who owned an inquiry from when on.</summary>
internal sealed class InquiryOwner
{
    public required Guid Id { get; init; }

    public required InquiryId Inquiry { get; init; }

    public required TeamId Team { get; init; }

    public UserId? Owner { get; init; }

    public required DateTimeOffset Since { get; init; }

    public UserId? AssignedBy { get; init; }

    public string? Reason { get; init; }
}
