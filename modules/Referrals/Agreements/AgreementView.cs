using System.Linq.Expressions;
using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>What was agreed with a partner organisation.</summary>
[View<Agreement>("PartnerAgreement")]
internal static class AgreementView
{
    /// <summary>The agreement's id.</summary>
    public static AgreementId Id(Agreement agreement) => agreement.Id;

    /// <summary>With whom.</summary>
    public static OrganisationId Partner(Agreement agreement) => agreement.Partner;

    /// <summary>What it is for.</summary>
    public static AgreementKind Kind(Agreement agreement) => agreement.Kind;

    /// <summary>In what form it is.</summary>
    public static AgreementForm Form(Agreement agreement) => agreement.Form;

    /// <summary>What is agreed.</summary>
    public static AgreementTerms Terms(Agreement agreement) => agreement.Terms;

    /// <summary>The first day on which it holds.</summary>
    public static DateOnly StartsOn(Agreement agreement) => agreement.StartsOn;

    /// <summary>The last day; null while no end is agreed.</summary>
    public static DateOnly? EndsOn(Agreement agreement) => agreement.EndsOn;

    /// <summary>When it is to be looked at again.</summary>
    public static DateOnly? ReviewOn(Agreement agreement) => agreement.ReviewOn;

    /// <summary>Why it ended.</summary>
    public static string? EndReason(Agreement agreement) => agreement.EndReason;

    /// <summary>Whether it holds today.</summary>
    public static bool InForce(Agreement agreement, TimeProvider clock) => agreement.HoldsOn(clock.Today());

    /// <summary>Those of its licences that have run out.</summary>
    public static IReadOnlyList<AgreedLicence> ExpiredLicences(Agreement agreement, TimeProvider clock) => agreement.Terms.ExpiredOn(clock.Today());

    /// <summary>Who wrote it down.</summary>
    public static UserId? RecordedBy(Agreement agreement) => agreement.RecordedBy;

    /// <summary>Counts changes; send it back as expectedVersion.</summary>
    public static int Version(Agreement agreement) => agreement.Version;
}

/// <summary>What is agreed with a partner.</summary>
[View<AgreementTerms>]
internal static class AgreementTermsView
{
    /// <summary>The services that it is about.</summary>
    public static IReadOnlyList<AgreedService> Services(AgreementTerms terms) => terms.Services;

    /// <summary>The licences that are on file.</summary>
    public static IReadOnlyList<AgreedLicence> Licences(AgreementTerms terms) => terms.Licences;

    /// <summary>What the partner must tell.</summary>
    public static IReadOnlyList<string> DataDuties(AgreementTerms terms) => terms.DataDuties;

    /// <summary>What it must reach.</summary>
    public static IReadOnlyList<string> QualityDuties(AgreementTerms terms) => terms.QualityDuties;

    /// <summary>On what the exchange of information rests.</summary>
    public static string? ConsentBasis(AgreementTerms terms) => terms.ConsentBasis;

    /// <summary>The numbers that the partner is held to.</summary>
    public static AgreedStandards? Standards(AgreementTerms terms) => terms.Standards;
}

/// <summary>A service that a contract is about.</summary>
[View<AgreedService>]
internal static class AgreedServiceView
{
    /// <summary>Such as psychiatric rehabilitation.</summary>
    public static string Name(AgreedService service) => service.Name;

    /// <summary>The entry of the directory.</summary>
    public static ServiceId? Service(AgreedService service) => service.Service;

    /// <summary>What is paid for a unit, in US dollars.</summary>
    public static decimal? FairMarketPrice(AgreedService service) => service.FairMarketPrice;

    /// <summary>What a unit is.</summary>
    public static string? Unit(AgreedService service) => service.Unit;

    /// <summary>On what the price rests.</summary>
    public static string? PriceBasis(AgreedService service) => service.PriceBasis;
}

/// <summary>A licence that is on file.</summary>
[View<AgreedLicence>]
internal static class AgreedLicenceView
{
    /// <summary>Who holds it.</summary>
    public static string Holder(AgreedLicence licence) => licence.Holder;

    /// <summary>What it allows.</summary>
    public static string Kind(AgreedLicence licence) => licence.Kind;

    /// <summary>Its number.</summary>
    public static string? Number(AgreedLicence licence) => licence.Number;

    /// <summary>The last day on which it holds.</summary>
    public static DateOnly? ExpiresOn(AgreedLicence licence) => licence.ExpiresOn;
}

/// <summary>A try to come to an agreement with a partner.</summary>
[View<AgreementAttempt>]
internal static class AgreementAttemptView
{
    /// <summary>The attempt's id.</summary>
    public static AgreementAttemptId Id(AgreementAttempt attempt) => attempt.Id;

    /// <summary>With whom.</summary>
    public static OrganisationId Partner(AgreementAttempt attempt) => attempt.Partner;

    /// <summary>On which day.</summary>
    public static DateOnly TriedOn(AgreementAttempt attempt) => attempt.TriedOn;

    /// <summary>What was tried, and what came of it.</summary>
    public static string Note(AgreementAttempt attempt) => attempt.Note;

    /// <summary>Who wrote it down.</summary>
    public static UserId? RecordedBy(AgreementAttempt attempt) => attempt.RecordedBy;
}

/// <summary>Agreements by id.</summary>
[Requires(ReferralReach.Read)]
internal sealed class AgreementById(ReferralsDb db) : RowById<ReferralsDb, AgreementId, Agreement>(db)
{
    protected override Expression<Func<Agreement, AgreementId>> Key => a => a.Id;

    protected override IQueryable<Agreement> Rows(Reach reach) => Db.Agreements;
}

/// <summary>Reads the registry of agreements.</summary>
[Query, Feature("referrals"), Requires(ReferralReach.Read)]
internal static class AgreementQueries
{
    /// <summary>Agreements with partners, the latest first.</summary>
    /// <param name="partner">With this partner only.</param>
    public static Task<Connection<Agreement>> Agreements(OrganisationId? partner, Page page, ReferralsDb db, CancellationToken ct) =>
        db.Agreements.Where(a => partner == null || a.Partner == partner)
            .ToConnection(page, new Ordering<Agreement, DateTimeOffset, AgreementId>(a => a.RecordedAt, a => a.Id, Descending: true), ct);

    /// <summary>Tries to come to an agreement with a partner, the latest first.</summary>
    /// <param name="partner">The partner.</param>
    public static async Task<IReadOnlyList<AgreementAttempt>> AgreementAttempts(OrganisationId partner, ReferralsDb db, CancellationToken ct) =>
        await db.AgreementAttempts.AsNoTracking().Where(a => a.Partner == partner)
            .OrderByDescending(a => a.TriedOn).ThenByDescending(a => a.Id).Take(100).ToListAsync(ct);
}
