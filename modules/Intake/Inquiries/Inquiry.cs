using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Intake;

/// <summary>One request for help, through any door, until it is resolved. It has an owner from the first second.</summary>
internal sealed class Inquiry
{
    private Inquiry()
    {
    }

    public InquiryId Id { get; private init; }

    public ClientId Client { get; private init; }

    public InquiryStatus Status { get; private set; }

    public Door Door { get; private init; }

    /// <summary>When help was first asked for; the access clocks run from here.</summary>
    public DateTimeOffset ReceivedAt { get; private set; }

    public UserId? ReceivedBy { get; private init; }

    public SiteId? Site { get; private init; }

    /// <summary>The team whose queue holds it.</summary>
    public TeamId Team { get; private set; }

    /// <summary>The person who has taken it; null while the team's queue owns it.</summary>
    public UserId? Owner { get; private set; }

    public string? AskerName { get; private init; }

    public AskerRelation AskerRelation { get; private init; }

    public string? AskerPhone { get; private init; }

    public OrganisationId? Referring { get; private init; }

    public string? ReferringName { get; private init; }

    public string? Reason { get; private init; }

    /// <summary>How sure the client was matched; null when the caller named the client or registered a new one.</summary>
    public int? MatchScore { get; private init; }

    /// <summary>Why the client was matched, such as <c>birth-date same</c>.</summary>
    public string[] MatchReasons { get; private init; } = [];

    public Acuity? Acuity { get; private set; }

    /// <summary>The program under 42 CFR Part 2 in which the acuity was decided; null when that was outside of programs. See <see cref="Part2Labels"/>.</summary>
    public string? SourceProgram { get; private set; }

    /// <summary>The acuity that was decided outside of programs: what whoever works in none may know.</summary>
    public Acuity? OutsideAcuity { get; private set; }

    public DateTimeOffset? TriagedAt { get; private set; }

    /// <summary>When <see cref="OutsideAcuity"/> was decided.</summary>
    public DateTimeOffset? OutsideTriagedAt { get; private set; }

    public Resolution? Resolution { get; private set; }

    public string? ResolutionNote { get; private set; }

    public DateTimeOffset? ResolvedAt { get; private set; }

    public UserId? ResolvedBy { get; private set; }

    /// <summary>Whether it is about care that a minor receives in confidence.</summary>
    public bool ConfidentialMinor { get; set; }

    /// <summary>Who alone may see the client's record; null where everybody may. The database keeps it.</summary>
    public Guid[]? NamedUsers { get; private init; }

    public int Version { get; private set; }

    public bool IsOpen => Status is not InquiryStatus.Resolved;

    /// <summary>Somebody asks for help for this client.</summary>
    public static Inquiry Receive(ClientId client, Asking asking, TeamId team, UserId? owner, MatchScore? match, TimeProvider clock) => new()
    {
        Id = Platform.Id.New<InquiryId>(clock),
        Client = client,
        Status = InquiryStatus.Received,
        Door = asking.Door,
        ReceivedAt = asking.ReceivedAt,
        ReceivedBy = asking.ReceivedBy,
        Site = asking.Site,
        Team = team,
        Owner = owner,
        AskerName = asking.AskerName,
        AskerRelation = asking.AskerRelation,
        AskerPhone = asking.AskerPhone,
        Referring = asking.Referring,
        ReferringName = asking.ReferringName,
        Reason = asking.Reason,
        MatchScore = match?.Points,
        MatchReasons = match?.Texts ?? [],
        Version = 1,
    };

    /// <summary>The person asks again: a further contact, and the clock keeps the earliest time.</summary>
    public InquiryContact Repeat(Asking asking, MatchScore? match, TimeProvider clock)
    {
        ReceivedAt = asking.ReceivedAt < ReceivedAt ? asking.ReceivedAt : ReceivedAt;
        return InquiryContact.Of(Id, asking, match, clock);
    }

    /// <summary>The acuity is known, for the first time or anew.</summary>
    /// <param name="program">The program under 42 CFR Part 2 that decided it; null for anybody else.</param>
    public void Triage(Acuity acuity, string? program, DateTimeOffset at)
    {
        (Status, Acuity, SourceProgram, TriagedAt) = (InquiryStatus.Triaged, acuity, program, at);
        (OutsideAcuity, OutsideTriagedAt) = program is null ? (acuity, at) : (OutsideAcuity, OutsideTriagedAt);
    }

    /// <summary>A person takes it, or it goes back to a team's queue.</summary>
    public void Assign(TeamId team, UserId? owner) => (Team, Owner) = (team, owner);

    /// <summary>The line in its history that says who owns it from now on.</summary>
    public InquiryOwner OwnedSince(DateTimeOffset since, UserId? assignedBy, string? reason, TimeProvider clock) => new()
    {
        Id = Guid.CreateVersion7(clock.GetUtcNow()),
        Inquiry = Id,
        Team = Team,
        Owner = Owner,
        Since = since,
        AssignedBy = assignedBy,
        Reason = reason,
    };

    /// <summary>Why it cannot be worked on; null when it can.</summary>
    public Refusal? Problem(string path, int? expectedVersion = null) =>
        !IsOpen ? new InquiryAlreadyResolved(path)
        : expectedVersion is { } expected && expected != Version ? new VersionConflict(expected, Version)
        : null;

    /// <summary>It has come to an end.</summary>
    public void Resolve(Resolution resolution, string? note, UserId? by, DateTimeOffset at)
    {
        Status = InquiryStatus.Resolved;
        (Resolution, ResolutionNote, ResolvedBy, ResolvedAt) = (resolution, note, by, at);
    }
}

/// <summary>The inquiry has come to an end; a new request starts a new one.</summary>
internal sealed record InquiryAlreadyResolved(string Path) : Refusal(
    "intake.inquiry_resolved", "This inquiry is resolved. Receive a new one when the person asks for help again.", Path);
