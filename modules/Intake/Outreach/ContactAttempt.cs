using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Intake;

/// <summary>One try to reach a person who asked for help; never changed.</summary>
internal sealed class ContactAttempt
{
    public required ContactAttemptId Id { get; init; }

    public required InquiryId Inquiry { get; init; }

    public required ContactChannel Channel { get; init; }

    public required ContactResult Result { get; init; }

    /// <summary>The number or address that was tried; null for a visit, a letter, or what is not written down here.</summary>
    public ContactPointId? ContactPoint { get; init; }

    public string? Note { get; init; }

    public required DateTimeOffset AttemptedAt { get; init; }

    public UserId? AttemptedBy { get; init; }
}

/// <summary>A warm handoff: outreach took an inquiry over in a conversation, and knows what was tried.</summary>
internal sealed class OutreachHandoff
{
    public required OutreachHandoffId Id { get; init; }

    public required InquiryId Inquiry { get; init; }

    public required TeamId FromTeam { get; init; }

    public required TeamId Team { get; init; }

    /// <summary>Who of outreach was spoken to.</summary>
    public UserId? SpokenTo { get; init; }

    /// <summary>What outreach should know: where the person may be found, who may know them.</summary>
    public required string Note { get; init; }

    public required DateTimeOffset HandedAt { get; init; }

    public UserId? HandedBy { get; init; }
}
