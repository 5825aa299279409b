using System.Linq.Expressions;
using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Intake;

[Query, Feature("intake"), Requires("intake.read")]
internal static class OutreachQueries
{
    /// <summary>What is missing before the inquiry may be closed because the person was not reached; empty when nothing is.</summary>
    /// <param name="inquiry">Which one.</param>
    public static async Task<IReadOnlyList<string>?> MissingBeforeNotReached(
        InquiryId inquiry, IntakeDb db, Calendars calendars, TimeProvider clock, CancellationToken ct) =>
        await db.FindInquiry(inquiry, "intake.read", ct) is { } found ? await db.MissingFor(found, calendars, clock, ct) : null;
}

/// <summary>One try to reach a person who asked for help.</summary>
[View<ContactAttempt>]
internal static class ContactAttemptView
{
    /// <summary>Its id.</summary>
    public static ContactAttemptId Id(ContactAttempt attempt) => attempt.Id;

    /// <summary>By what.</summary>
    public static ContactChannel Channel(ContactAttempt attempt) => attempt.Channel;

    /// <summary>What came of it.</summary>
    public static ContactResult Result(ContactAttempt attempt) => attempt.Result;

    /// <summary>What a colleague should know.</summary>
    public static string? Note(ContactAttempt attempt) => attempt.Note;

    /// <summary>When.</summary>
    public static DateTimeOffset AttemptedAt(ContactAttempt attempt) => attempt.AttemptedAt;

    /// <summary>Who; null when the system did.</summary>
    public static UserId? AttemptedBy(ContactAttempt attempt) => attempt.AttemptedBy;
}

/// <summary>A warm handoff of an inquiry to outreach.</summary>
[View<OutreachHandoff>]
internal static class OutreachHandoffView
{
    /// <summary>Its id.</summary>
    public static OutreachHandoffId Id(OutreachHandoff handoff) => handoff.Id;

    /// <summary>The outreach team.</summary>
    public static TeamId Team(OutreachHandoff handoff) => handoff.Team;

    /// <summary>Who of the team took it in the conversation.</summary>
    public static UserId? SpokenTo(OutreachHandoff handoff) => handoff.SpokenTo;

    /// <summary>What outreach should know.</summary>
    public static string Note(OutreachHandoff handoff) => handoff.Note;

    /// <summary>When.</summary>
    public static DateTimeOffset HandedAt(OutreachHandoff handoff) => handoff.HandedAt;

    /// <summary>Who handed it over; null when the system did.</summary>
    public static UserId? HandedBy(OutreachHandoff handoff) => handoff.HandedBy;
}

/// <summary>The tries to reach the person of an inquiry, the latest first.</summary>
internal sealed class AttemptsByInquiry(IntakeDb db) : RowsBy<IntakeDb, InquiryId, ContactAttempt>(db)
{
    protected override Expression<Func<ContactAttempt, InquiryId>> Key => a => a.Inquiry;

    protected override IQueryable<ContactAttempt> Rows(Reach reach) => Db.ContactAttempts.OrderByDescending(a => a.AttemptedAt).ThenByDescending(a => a.Id);
}

/// <summary>The handoffs of an inquiry to outreach, the latest first.</summary>
internal sealed class HandoffsByInquiry(IntakeDb db) : RowsBy<IntakeDb, InquiryId, OutreachHandoff>(db)
{
    protected override Expression<Func<OutreachHandoff, InquiryId>> Key => h => h.Inquiry;

    protected override IQueryable<OutreachHandoff> Rows(Reach reach) => Db.OutreachHandoffs.OrderByDescending(h => h.HandedAt).ThenByDescending(h => h.Id);
}
