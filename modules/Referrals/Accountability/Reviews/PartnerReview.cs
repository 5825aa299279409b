using System.ComponentModel.DataAnnotations.Schema;
using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;

namespace CarePlatform.Referrals;

/// <summary>The review of a partner over a month: opened by the calendar, recorded by a person with what was found.</summary>
internal sealed class PartnerReview
{
    public required PartnerReviewId Id { get; init; }

    public required OrganisationId Partner { get; init; }

    /// <summary>The agreement by which the partner is measured.</summary>
    public required AgreementId Agreement { get; init; }

    /// <summary>The first day of the month that is reviewed.</summary>
    public required DateOnly Month { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    public DateTimeOffset? RecordedAt { get; private set; }

    public UserId? RecordedBy { get; private set; }

    /// <summary>The numbers of the month, as they were when it was recorded.</summary>
    public IReadOnlyList<ScoreLine> Standing { get; private set; } = [];

    public IReadOnlyList<DutyFinding> Duties { get; private set; } = [];

    public string? Findings { get; private set; }

    public bool NeedsAction { get; private set; }

    public int Version { get; private set; } = 1;

    /// <summary>The duties of an agreement, each once.</summary>
    public static IReadOnlyList<(DutyKind Kind, string Duty)> DutiesOf(AgreementTerms? terms) => terms is null ? [] :
    [
        .. terms.DataDuties.Select(d => (DutyKind.Data, d)).Concat(terms.QualityDuties.Select(d => (DutyKind.Quality, d))).Distinct(),
    ];

    public void Record(ReviewFindings found, IReadOnlyList<ScoreLine> standing, UserId? by, DateTimeOffset now) =>
        (Findings, NeedsAction, Duties, Standing, RecordedBy, RecordedAt) = (found.Findings.Trim(), found.NeedsAction, found.Duties, standing, by, now);
}

/// <summary>What a review found.</summary>
/// <param name="Findings">In words.</param>
/// <param name="NeedsAction">Whether the partner is to put something right.</param>
/// <param name="Duties">How each duty of the agreement was done.</param>
[NotMapped]
internal sealed record ReviewFindings(string Findings, bool NeedsAction, IReadOnlyList<DutyFinding> Duties);
