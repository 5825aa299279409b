using System.Linq.Expressions;
using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CarePlatform.Intake;

/// <summary>What was done at once about an emergency.</summary>
[View<ImmediateAction>]
internal static class ImmediateActionView
{
    /// <summary>Its id.</summary>
    public static ImmediateActionId Id(ImmediateAction action) => action.Id;

    /// <summary>What was done.</summary>
    public static EmergencyResponse Action(ImmediateAction action) => action.Action;

    /// <summary>How it went.</summary>
    public static string? Note(ImmediateAction action) => action.Note;

    /// <summary>When.</summary>
    public static DateTimeOffset TakenAt(ImmediateAction action) => action.TakenAt;

    /// <summary>Who did it; null when the system wrote it down.</summary>
    public static UserId? TakenBy(ImmediateAction action) => action.TakenBy;

    /// <summary>By when somebody looks after the person again.</summary>
    public static DateTimeOffset FollowUpBy(ImmediateAction action) => action.FollowUpBy;
}

/// <summary>What was done at once for an inquiry, the latest first.</summary>
internal sealed class ActionsByInquiry(IntakeDb db) : RowsBy<IntakeDb, InquiryId, ImmediateAction>(db)
{
    protected override Expression<Func<ImmediateAction, InquiryId>> Key => a => a.Inquiry;

    protected override IQueryable<ImmediateAction> Rows(Reach reach) => Db.ImmediateActions.OrderByDescending(a => a.TakenAt).ThenByDescending(a => a.Id);
}

internal sealed class ImmediateActionMap : IEntityTypeConfiguration<ImmediateAction>
{
    public void Configure(EntityTypeBuilder<ImmediateAction> builder) =>
        builder.HasOne<Inquiry>().WithMany().HasForeignKey(a => a.Inquiry);
}
