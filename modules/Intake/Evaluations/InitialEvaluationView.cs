using System.Linq.Expressions;
using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CarePlatform.Intake;

/// <summary>The first evaluation of a person who asked for help.</summary>
[View<InitialEvaluation>]
internal static class InitialEvaluationView
{
    /// <summary>Its id.</summary>
    public static InitialEvaluationId Id(InitialEvaluation evaluation) => evaluation.Id;

    /// <summary>How it was done.</summary>
    public static EvaluationMode Mode(InitialEvaluation evaluation) => evaluation.Mode;

    /// <summary>How urgent the case was then; null when nobody had triaged.</summary>
    public static Acuity? Acuity(InitialEvaluation evaluation) => evaluation.Acuity;

    /// <summary>Whether it must be reviewed in person at the next encounter.</summary>
    public static bool ReviewWanted(InitialEvaluation evaluation) => evaluation.ReviewWanted;

    /// <summary>When.</summary>
    public static DateTimeOffset EvaluatedAt(InitialEvaluation evaluation) => evaluation.EvaluatedAt;

    /// <summary>Who did it; null when the system wrote it down.</summary>
    public static UserId? EvaluatedBy(InitialEvaluation evaluation) => evaluation.EvaluatedBy;

    /// <summary>When it was reviewed in person; null while it was not.</summary>
    public static DateTimeOffset? ReviewedAt(InitialEvaluation evaluation) => evaluation.ReviewedAt;

    /// <summary>Who reviewed it.</summary>
    public static UserId? ReviewedBy(InitialEvaluation evaluation) => evaluation.ReviewedBy;

    /// <summary>Counts changes; send it back as expectedVersion.</summary>
    public static int Version(InitialEvaluation evaluation) => evaluation.Version;
}

/// <summary>The evaluations of an inquiry, the latest first.</summary>
internal sealed class EvaluationsByInquiry(IntakeDb db) : RowsBy<IntakeDb, InquiryId, InitialEvaluation>(db)
{
    protected override Expression<Func<InitialEvaluation, InquiryId>> Key => e => e.Inquiry;

    protected override IQueryable<InitialEvaluation> Rows(Reach reach) => Db.InitialEvaluations.OrderByDescending(e => e.EvaluatedAt).ThenByDescending(e => e.Id);
}

internal sealed class InitialEvaluationMap : IEntityTypeConfiguration<InitialEvaluation>
{
    public void Configure(EntityTypeBuilder<InitialEvaluation> builder) =>
        builder.HasOne<Inquiry>().WithMany().HasForeignKey(e => e.Inquiry);
}
