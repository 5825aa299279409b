using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>By what found services are put in order, after those that fit the client.</summary>
internal enum ServiceRank
{
    /// <summary>Those with openings that were said not long ago first.</summary>
    Openings,

    /// <summary>Those of partners that accept and complete more of what they are sent first.</summary>
    Reliability,
}

/// <summary>What is looked for in the directory; all conditions must hold.</summary>
/// <param name="Need">Code of the need.</param>
/// <param name="Client">Services that do not take this client are left out; what is not known of the client leaves nothing out.</param>
/// <param name="State">For people who live in this state, such as MA; where the client lives when nothing is said.</param>
/// <param name="PostalCode">For people who live there.</param>
/// <param name="Language">Where it is spoken, as a BCP 47 tag.</param>
/// <param name="Cost">At most costing this.</param>
/// <param name="WithOpenings">Only those that said, not long ago, that they have openings.</param>
/// <param name="OpenAt">Only those that are open at this instant, by hours that are known.</param>
/// <param name="WithoutPartner">Not of this partner, such as the one that declined.</param>
/// <param name="WithIneligible">With those that do not take the client, and which rule says so.</param>
/// <param name="Rank">In which order.</param>
internal sealed record ServiceFilter(
    string? Need = null, ClientId? Client = null, string? State = null, string? PostalCode = null, string? Language = null,
    ServiceCost? Cost = null, bool WithOpenings = false, OrganisationId? WithoutPartner = null, bool WithIneligible = false,
    ServiceRank Rank = ServiceRank.Openings, DateTimeOffset? OpenAt = null);

/// <summary>
/// Finds services of partners by need, place, eligibility of a client, openings and reliability, the most suitable first. Paused and retired
/// ones are left out; those of a partner whose licence has run out as those that do not take the client, where the organisation refers nobody there.
/// </summary>
[Query, Feature("referrals"), Requires(ReferralReach.Read)]
internal static class FindServices
{
    private const int Most = 100;

    /// <param name="where">What is looked for.</param>
    /// <param name="first">How many at most, 1 to 100.</param>
    public static async Task<IReadOnlyList<ServiceMatch>> Handle(
        ServiceFilter where, int? first, ReferralsDb db, IReferralFactsLookup facts, TimeProvider clock, CancellationToken ct)
    {
        var count = first ?? 20;
        if (count is < 1 or > Most)
        {
            throw new InvalidPageException($"Ask for 1 to {Most} services.");
        }

        var today = clock.Today();
        var client = where.Client is { } id ? (await facts.Find([id], today, ct)).GetValueOrDefault(id) : null;
        if (where.Client is { } named && client is null)
        {
            throw new InvalidPageException($"No client with the id {named} was found: whom a service takes cannot be said. Check the id; it may have been merged or belong to somebody else.");
        }

        var standing = client is null ? new ClientStanding(null, null, null) : ClientStanding.Of(client, today);
        if (where.State is not null || where.PostalCode is not null)
        {
            standing = standing with { Areas = ClientStanding.AreasOf(where.State, where.PostalCode) };
        }

        var rules = await db.Rules(ct);
        var expired = await LicenceExpired.ByPartner(db, today, ct);
        var rows = await db.Database
            .SqlQueryRaw<Guid>(ServiceSql.Of(where), ServiceSql.Parameters(where, standing, rules, count, clock, expired.Keys)).ToListAsync(ct);
        List<ServiceId> ids = [.. rows.Select(ServiceId.From)];
        var found = await db.Services.AsNoTracking().Where(s => ids.Contains(s.Id)).ToDictionaryAsync(s => s.Id, ct);
        return
        [
            .. ids.Select(i => found[i]).Select(s => ServiceMatch.Of(
                s, client is null ? null : standing, expired.TryGetValue(s.Partner, out var day) ? day : null, rules, clock.GetUtcNow())),
        ];
    }
}

/// <summary>A service that was found, and how it suits.</summary>
/// <param name="Answers">How the client stands to each rule of the service, and what keeps everybody from it; only that where no client was named.</param>
/// <param name="Fit">The worst of them; null where no client was named and nothing keeps everybody from it.</param>
/// <param name="CapacityAgeDays">How many whole days ago its openings were said; null while nobody has.</param>
/// <param name="CapacityIsOld">Whether that is too long ago to rely on.</param>
internal sealed record ServiceMatch(ServiceEntry Service, IReadOnlyList<RuleAnswer> Answers, Fit? Fit, int? CapacityAgeDays, bool CapacityIsOld)
{
    public static ServiceMatch Of(ServiceEntry service, ClientStanding? client, DateOnly? expired, ReferralRules rules, DateTimeOffset now)
    {
        IReadOnlyList<RuleAnswer> answers = [.. Eligibility.Judge(expired), .. client is null ? [] : Eligibility.Judge(service, client)];
        int? age = service.CapacityAt is { } at ? (int)(now - at).TotalDays : null;
        return new ServiceMatch(service, answers, client is null && answers.Count == 0 ? null : Eligibility.Worst(answers), age, age is null || age > rules.CapacityDays);
    }
}

/// <summary>A service that was found, and how it suits.</summary>
[View<ServiceMatch>]
internal static class ServiceMatchView
{
    /// <summary>The service.</summary>
    public static ServiceEntry Service(ServiceMatch match) => match.Service;

    /// <summary>Whether the client may be taken; unknown where something must be asked first; null where no client was named and nothing keeps everybody from it.</summary>
    public static Fit? Fit(ServiceMatch match) => match.Fit;

    /// <summary>How the client stands to each rule of the service, and what keeps everybody from it.</summary>
    public static IReadOnlyList<RuleAnswer> Rules(ServiceMatch match) => match.Answers;

    /// <summary>How many whole days ago its openings were said; null while nobody has.</summary>
    public static int? CapacityAgeDays(ServiceMatch match) => match.CapacityAgeDays;

    /// <summary>Whether that is too long ago to rely on, or nobody has said.</summary>
    public static bool CapacityIsOld(ServiceMatch match) => match.CapacityIsOld;

    /// <summary>How the partner has answered what it was sent.</summary>
    public static Loaded<PartnerStanding> Standing(ServiceMatch match, StandingByPartner loader) => loader.For(new StandingKey(match.Service.Partner));
}

/// <summary>How a client stands to one rule of a service.</summary>
[View<RuleAnswer>]
internal static class RuleAnswerView
{
    /// <summary>What the rule is about.</summary>
    public static EligibilityRule Rule(RuleAnswer answer) => answer.Rule;

    /// <summary>Whether the client meets it.</summary>
    public static Fit Fit(RuleAnswer answer) => answer.Fit;

    /// <summary>The rule in words.</summary>
    public static string Says(RuleAnswer answer) => answer.Says;
}
