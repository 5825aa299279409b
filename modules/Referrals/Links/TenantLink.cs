using System.Text.Json;
using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;

namespace CarePlatform.Referrals;

/// <summary>Where the agreement of two tenants stands.</summary>
internal enum LinkState
{
    /// <summary>One has asked; the other has not answered.</summary>
    Asked,

    /// <summary>Both have agreed.</summary>
    Accepted,

    /// <summary>The one that was asked does not want it.</summary>
    Declined,

    /// <summary>One of both has ended it.</summary>
    Ended,
}

/// <summary>This organisation's side of an agreement with another tenant of the platform: referrals between them travel by themselves.</summary>
internal sealed class TenantLink
{
    private TenantLink()
    {
    }

    public TenantLinkId Id { get; private init; }

    /// <summary>What both sides call the agreement.</summary>
    public Guid Key { get; private init; }

    /// <summary>The other one, as the directory here has it; null until this organisation has said whom it takes the other for.</summary>
    public OrganisationId? Partner { get; private set; }

    /// <summary>The other tenant; null while it has not answered.</summary>
    public Guid? Other { get; private set; }

    /// <summary>The short name by which the other is reached.</summary>
    public string OtherSlug { get; private init; } = "";

    /// <summary>How the other calls itself; its short name while it has not answered.</summary>
    public string OtherName { get; private set; } = "";

    public bool AskedByUs { get; private init; }

    public LinkState State { get; private set; }

    public DateTimeOffset AskedAt { get; private init; }

    public UserId? AskedBy { get; private init; }

    public DateTimeOffset? AnsweredAt { get; private set; }

    public UserId? AnsweredBy { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Who of this organisation ended it; null where the other did.</summary>
    public UserId? EndedBy { get; private set; }

    public string? EndReason { get; private set; }

    public int Version { get; private set; } = 1;

    /// <summary>This organisation asks.</summary>
    public static TenantLink Ask(OrganisationId partner, string slug, UserId? by, TimeProvider clock) => new()
    {
        Id = Platform.Id.New<TenantLinkId>(clock),
        Key = Guid.CreateVersion7(clock.GetUtcNow()),
        Partner = partner,
        OtherSlug = slug,
        OtherName = slug,
        AskedByUs = true,
        State = LinkState.Asked,
        AskedAt = clock.GetUtcNow(),
        AskedBy = by,
    };

    /// <summary>The other asks.</summary>
    public static TenantLink From(LinkArrival arrival, string name, TimeProvider clock) => new()
    {
        Id = Platform.Id.New<TenantLinkId>(clock),
        Key = arrival.LinkKey,
        Other = arrival.FromTenant,
        OtherSlug = arrival.FromSlug,
        OtherName = name,
        State = LinkState.Asked,
        AskedAt = clock.GetUtcNow(),
    };

    /// <summary>Whether something that this tenant sent belongs to it.</summary>
    public bool IsWith(LinkArrival arrival) => Key == arrival.LinkKey && (Other is { } other ? other == arrival.FromTenant : OtherSlug == arrival.FromSlug);

    /// <summary>This organisation answers.</summary>
    public void Answer(bool accept, OrganisationId? partner, UserId? by, DateTimeOffset at) =>
        (State, Partner, AnsweredBy, AnsweredAt) = (accept ? LinkState.Accepted : LinkState.Declined, partner ?? Partner, by, at);

    /// <summary>The other has answered.</summary>
    public void Hear(bool accepted, Guid other, string name, DateTimeOffset at) =>
        (State, Other, OtherName, AnsweredAt) = (accepted ? LinkState.Accepted : LinkState.Declined, other, name, at);

    public void End(string? reason, UserId? by, DateTimeOffset at) => (State, EndReason, EndedBy, EndedAt) = (LinkState.Ended, reason, by, at);
}

/// <summary>What arrived from another tenant: an inbox that its own side works off. What it says is forgotten once that is done.</summary>
internal sealed class LinkArrival
{
    public required LinkArrivalId Id { get; init; }

    public required Guid FromTenant { get; init; }

    public required string FromSlug { get; init; }

    public required Guid LinkKey { get; init; }

    public required LinkMessage Kind { get; init; }

    /// <summary>What the sender calls the thing.</summary>
    public required string Subject { get; init; }

    /// <summary>The sender's number of the step.</summary>
    public required long Step { get; init; }

    /// <summary>What it says; null once it has taken effect.</summary>
    public string? Body { get; private set; }

    public required DateTimeOffset ArrivedAt { get; init; }

    /// <summary>What came of it; null while it waits.</summary>
    public string? Result { get; private set; }

    public void Done(string result) => (Result, Body) = (result, null);

    /// <summary>What it says, while it has not taken effect.</summary>
    public T Read<T>() => JsonSerializer.Deserialize<T>(Body!, IdJson.Options)!;
}

/// <summary>What linked tenants tell each other.</summary>
internal enum LinkMessage
{
    /// <summary>Shall we exchange referrals?</summary>
    Ask,

    /// <summary>Yes or no.</summary>
    Answer,

    /// <summary>Not any more.</summary>
    End,

    /// <summary>A referral.</summary>
    Referral,

    /// <summary>The referral is taken back.</summary>
    Withdraw,

    /// <summary>What became of the referral.</summary>
    Move,

    /// <summary>The referral that was taken back is wanted again.</summary>
    Reopen,

    /// <summary>Something written on the referral, by either side.</summary>
    Message,

    /// <summary>Messages of the other side have been read.</summary>
    Read,

    /// <summary>A document on the referral, of either side.</summary>
    Document,

    /// <summary>A document of the other side has been opened.</summary>
    Opened,

    /// <summary>A document is taken back.</summary>
    Retract,

    /// <summary>A warm handoff, or that one was tried.</summary>
    Handoff,

    /// <summary>A warm handoff was written down by mistake.</summary>
    HandoffRetracted,

    /// <summary>The shared part of a plan, as it stands now.</summary>
    Plan,

    /// <summary>Nothing of the plan is shared any more.</summary>
    PlanGone,

    /// <summary>What one that takes part in a plan did or wrote there.</summary>
    Contribution,

    /// <summary>Whether that took effect.</summary>
    ContributionAnswered,
}
