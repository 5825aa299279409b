using System.Linq.Expressions;
using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Intake;

/// <summary>An inquiry as the organisation that referred it sees it: where it stands, and the person while it is open.</summary>
internal sealed class ReferredInquiry
{
    public InquiryId Inquiry { get; init; }

    public ClientId Client { get; init; }

    public DateTimeOffset ReceivedAt { get; init; }

    public InquiryStatus Status { get; init; }

    public DateTimeOffset? ResolvedAt { get; init; }

    /// <summary>What the referring organisation sees of an inquiry.</summary>
    public static Expression<Func<Inquiry, ReferredInquiry>> Shown { get; } = i => new ReferredInquiry
    {
        Inquiry = i.Id,
        Client = i.Client,
        ReceivedAt = i.ReceivedAt,
        Status = i.Status,
        ResolvedAt = i.ResolvedAt,
    };
}

/// <summary>What became of those whom a partner organisation referred.</summary>
[Query, ForPartners, Feature("intake"), Requires("intake.referred")]
internal static class ReferredInquiryQueries
{
    /// <summary>The inquiries that the caller's organisation referred, the latest first; nothing for people of the organisation itself.</summary>
    public static Task<Connection<ReferredInquiry>> ReferredByUs(Page page, IntakeDb db, Actor actor, CancellationToken ct)
    {
        var partner = actor.Organisation;
        return db.Inquiries
            .Where(i => partner != null && i.Referring == partner)
            .Select(ReferredInquiry.Shown)
            .ToConnection(page, new Ordering<ReferredInquiry, DateTimeOffset, InquiryId>(i => i.ReceivedAt, i => i.Inquiry, Descending: true), ct);
    }
}

/// <summary>An inquiry as the organisation that referred it sees it.</summary>
[View<ReferredInquiry>]
internal static class ReferredInquiryView
{
    /// <summary>By which both organisations can talk about it.</summary>
    public static string Id(ReferredInquiry inquiry) => inquiry.Inquiry.ToString();

    /// <summary>Who needs help; null once it has ended, unless the record is shared with the caller's organisation otherwise.</summary>
    [Feature("intake.consent")]
    public static Loaded<SharedClient> Client(ReferredInquiry inquiry, SharedClientByKey loader) => loader.For(new SharedKey(inquiry.Client));

    /// <summary>When help was asked for.</summary>
    public static DateTimeOffset ReceivedAt(ReferredInquiry inquiry) => inquiry.ReceivedAt;

    /// <summary>Where it stands.</summary>
    public static InquiryStatus Status(ReferredInquiry inquiry) => inquiry.Status;

    /// <summary>When it came to an end; null while it has not.</summary>
    public static DateTimeOffset? ResolvedAt(ReferredInquiry inquiry) => inquiry.ResolvedAt;
}
