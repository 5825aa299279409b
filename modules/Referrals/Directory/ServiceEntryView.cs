using System.Linq.Expressions;
using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;

namespace CarePlatform.Referrals;

/// <summary>A service of a partner organisation, as the directory has it.</summary>
[View<ServiceEntry>]
internal static class ServiceEntryView
{
    /// <summary>Its id.</summary>
    public static ServiceId Id(ServiceEntry service) => service.Id;

    /// <summary>The partner that gives it.</summary>
    public static OrganisationId Partner(ServiceEntry service) => service.Partner;

    /// <summary>How people call it.</summary>
    public static string Name(ServiceEntry service) => service.Name;

    /// <summary>What it is, for those who refer.</summary>
    public static string? Description(ServiceEntry service) => service.Description;

    /// <summary>Codes of the needs that it answers.</summary>
    public static IReadOnlyList<string> Needs(ServiceEntry service) => service.Needs;

    /// <summary>The languages spoken, as BCP 47 tags.</summary>
    public static IReadOnlyList<string> Languages(ServiceEntry service) => service.Languages;

    /// <summary>When it is open, in words.</summary>
    public static string? Hours(ServiceEntry service) => service.Hours;

    /// <summary>When it is open, in a form that can be searched; null where nobody knows.</summary>
    public static ServiceHours? Opening(ServiceEntry service) => service.Opening;

    /// <summary>What it costs the person.</summary>
    public static ServiceCost Cost(ServiceEntry service) => service.Cost;

    /// <summary>How a referral reaches it.</summary>
    public static ReferralChannel Channel(ServiceEntry service) => service.Channel;

    /// <summary>Where referrals go: a number, an address.</summary>
    public static string? ReferTo(ServiceEntry service) => service.ReferTo;

    /// <summary>The least age in whole years.</summary>
    public static int? AgeFrom(ServiceEntry service) => service.AgeFrom;

    /// <summary>The greatest age in whole years.</summary>
    public static int? AgeTo(ServiceEntry service) => service.AgeTo;

    /// <summary>Kinds of payer that it takes; any when none is named.</summary>
    public static IReadOnlyList<string> Payers(ServiceEntry service) => service.Payers;

    /// <summary>Where people must live; anywhere when none is named.</summary>
    public static IReadOnlyList<string> Areas(ServiceEntry service) => service.Areas;

    /// <summary>What must be asked of the person besides.</summary>
    public static IReadOnlyList<ServiceCondition> Conditions(ServiceEntry service) => service.Conditions;

    /// <summary>How many people it can take; null while nobody has said.</summary>
    public static int? Openings(ServiceEntry service) => service.Openings;

    /// <summary>When that was said.</summary>
    public static DateTimeOffset? CapacityAt(ServiceEntry service) => service.CapacityAt;

    /// <summary>Whether the partner said so itself.</summary>
    public static bool CapacityByPartner(ServiceEntry service) => service.CapacityByPartner;

    /// <summary>Since when it takes no referrals; null when it does.</summary>
    public static DateTimeOffset? PausedAt(ServiceEntry service) => service.PausedAt;

    /// <summary>The last day of the pause; null when nobody knows.</summary>
    public static DateOnly? PausedUntil(ServiceEntry service) => service.PausedUntil;

    /// <summary>Why it is paused.</summary>
    public static string? PauseReason(ServiceEntry service) => service.PauseReason;

    /// <summary>Since when it is given no more.</summary>
    public static DateTimeOffset? RetiredAt(ServiceEntry service) => service.RetiredAt;

    /// <summary>Counts changes; send it back as expectedVersion.</summary>
    public static int Version(ServiceEntry service) => service.Version;
}

/// <summary>A condition that only the person, or a document, can tell of.</summary>
[View<ServiceCondition>]
internal static class ServiceConditionView
{
    /// <summary>Such as veteran.</summary>
    public static string Code(ServiceCondition condition) => condition.Code;

    /// <summary>What to ask for.</summary>
    public static string Text(ServiceCondition condition) => condition.Text;
}

/// <summary>Services by id.</summary>
[Requires(ReferralReach.Read)]
internal sealed class ServiceById(ReferralsDb db) : RowById<ReferralsDb, ServiceId, ServiceEntry>(db)
{
    protected override Expression<Func<ServiceEntry, ServiceId>> Key => s => s.Id;

    protected override IQueryable<ServiceEntry> Rows(Reach reach) => Db.Services;
}

/// <summary>Reads the directory.</summary>
[Query, Feature("referrals"), Requires(ReferralReach.Read)]
internal static class ServiceQueries
{
    /// <summary>The services of the directory that are still given, by name.</summary>
    /// <param name="partner">Of this partner only.</param>
    public static Task<Connection<ServiceEntry>> ServiceEntries(OrganisationId? partner, Page page, ReferralsDb db, CancellationToken ct) =>
        db.Services.Where(s => s.RetiredAt == null && (partner == null || s.Partner == partner))
            .ToConnection(page, new Ordering<ServiceEntry, string, ServiceId>(s => s.Name, s => s.Id), ct);
}
