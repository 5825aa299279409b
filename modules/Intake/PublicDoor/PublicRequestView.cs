using System.Linq.Expressions;
using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Intake;

/// <summary>A request that somebody without an account made on the public page.</summary>
[View<PublicRequest>]
internal static class PublicRequestView
{
    /// <summary>Its id.</summary>
    public static PublicRequestId Id(PublicRequest request) => request.Id;

    /// <summary>What the person says when they ask how it stands.</summary>
    public static string Reference(PublicRequest request) => request.Reference;

    /// <summary>With the reference it opens the outcome; shown once, to whoever made the request.</summary>
    public static string? Secret(PublicRequest request) => request.Secret;

    /// <summary>How the person wants to be told.</summary>
    public static AnswerBy AnswerBy(PublicRequest request) => request.AnswerBy;

    /// <summary>The telephone number or mail address for the answer.</summary>
    public static string AnswerTo(PublicRequest request) => request.AnswerTo;

    /// <summary>The language of the page, as a BCP 47 tag.</summary>
    public static string Language(PublicRequest request) => request.Language;

    /// <summary>By when the person was promised a call.</summary>
    public static DateTimeOffset CallBackBy(PublicRequest request) => request.CallBackBy;

    /// <summary>When it was made.</summary>
    public static DateTimeOffset RequestedAt(PublicRequest request) => request.RequestedAt;

    /// <summary>Since when whoever asked may see the appointment; null while they may not.</summary>
    public static DateTimeOffset? SharedAt(PublicRequest request) => request.SharedAt;
}

/// <summary>What was asked on the public page for an inquiry, the first one first.</summary>
internal sealed class PublicRequestsByInquiry(IntakeDb db) : RowsBy<IntakeDb, InquiryId, PublicRequest>(db)
{
    protected override Expression<Func<PublicRequest, InquiryId>> Key => r => r.Inquiry;

    protected override IQueryable<PublicRequest> Rows(Reach reach) => Db.PublicRequests.OrderBy(r => r.RequestedAt).ThenBy(r => r.Id);
}
