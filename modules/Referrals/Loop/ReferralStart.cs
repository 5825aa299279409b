using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>A referral that somebody wants to begin.</summary>
internal sealed record Wanted(
    ClientId Client, ServiceId Service, string Need, ReferralPriority Priority, string? Note, UserId? Owner, TeamId? Team);

/// <summary>Says whether a client can be referred to a service now, and if not, everything that stands in the way.</summary>
internal sealed class ReferralStart(ReferralsDb db, IReferralFactsLookup facts, People people, TenantClock clock)
{
    /// <param name="before">The referral whose place it takes, which does not count as open.</param>
    public async Task<(NewReferral? Draft, IReadOnlyList<Refusal> Refusals)> Check(Wanted wanted, Referral? before, CancellationToken ct)
    {
        if (await db.Services.AsNoTracking().FirstOrDefaultAsync(s => s.Id == wanted.Service, ct) is not { } service)
        {
            return (null, [new NotFound("input.service")]);
        }

        if ((await facts.Find([wanted.Client], clock.Today(), ct)).GetValueOrDefault(wanted.Client) is not { } client)
        {
            return (null, [new NotFound("input.client")]);
        }

        if (await Owner(wanted, ct) is not var (owner, team))
        {
            return (null, [new ReferralOwnerMissing()]);
        }

        List<Refusal> refusals = [.. ServiceProblems(service, clock.Today()), .. ClientProblems(service, client, clock.Today())];
        var rules = await db.Rules(ct);
        if (rules.NeedOf(wanted.Need) is null || !service.Needs.Contains(wanted.Need))
        {
            refusals.Add(new InvalidInput("input.need", $"This service does not answer that need. It answers: {string.Join(", ", service.Needs)}."));
        }

        if (await db.Referrals.AsNoTracking().Where(Open(client.Id, service.Id)).Where(r => before == null || r.Id != before.Id)
            .Select(r => (ReferralId?)r.Id).FirstOrDefaultAsync(ct) is { } already)
        {
            refusals.Add(new AlreadyReferred(already));
        }

        return refusals.Count > 0 ? (null, refusals) : (new NewReferral(
            client.Id, service.Id, service.Partner, wanted.Need, wanted.Priority, owner, team, wanted.Note, before?.Id,
            rules.NeedOf(wanted.Need)!.Class), []);
    }

    /// <summary>What stands in the way on the side of the service.</summary>
    public static IEnumerable<Refusal> ServiceProblems(ServiceEntry service, DateOnly today)
    {
        if (service.RetiredAt is not null)
        {
            yield return new NotFound("input.service");
        }

        if (service.IsPausedOn(today))
        {
            yield return new PartnerPaused(service.PauseReason!, service.PausedUntil);
        }

        if (service.Openings == 0)
        {
            yield return new ServiceFull(service.CapacityAt!.Value);
        }
    }

    /// <summary>What stands in the way on the side of the client.</summary>
    public static IEnumerable<Refusal> ClientProblems(ServiceEntry service, ReferralFacts client, DateOnly today)
    {
        if (client.MergedInto is { } stays)
        {
            yield return new InvalidInput("input.client", $"This record was merged: use {stays}.");
        }

        if (client.DiedOn is not null)
        {
            yield return new InvalidInput("input.client", "The person has died.");
        }

        var failed = Eligibility.Judge(service, ClientStanding.Of(client, today)).Where(a => a.Fit is Fit.Fails).ToList();
        if (failed.Count > 0)
        {
            yield return new NotEligible([.. failed.Select(f => f.Rule)], string.Join(" ", failed.Select(f => f.Says)));
        }
    }

    /// <summary>Referrals of a client to a service that still expect something of the partner.</summary>
    public static System.Linq.Expressions.Expression<Func<Referral, bool>> Open(ClientId client, ServiceId service) => r =>
        r.Client == client && r.Service == service && r.Status != ReferralStatus.Rerouted && r.Status != ReferralStatus.Closed
        && r.Status != ReferralStatus.NotClosed && r.Status != ReferralStatus.Void && r.Status != ReferralStatus.Declined;

    private async Task<(UserId Owner, TeamId? Team)?> Owner(Wanted wanted, CancellationToken ct)
    {
        if ((wanted.Owner ?? db.Me) is not { } owner || await people.User(owner, ct) is not { Active: true, Organisation: null })
        {
            return null;
        }

        var team = wanted.Team is { } named ? (await people.Team(named, ct))?.Id : db.Actor.Teams.OrderBy(t => t.Value).Select(t => (TeamId?)t).FirstOrDefault();
        return wanted.Team is not null && team is null ? null : (owner, team);
    }
}

/// <summary>Nobody would be responsible.</summary>
internal sealed record ReferralOwnerMissing() : Refusal(
    "referrals.owner_missing", "A referral needs somebody here who is responsible for it: name an active person as owner, and a team that exists.", "input.owner");

/// <summary>The service takes nobody for the time being.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Until">The last day; null when nobody knows.</param>
internal sealed record PartnerPaused(string Reason, DateOnly? Until) : Refusal(
    "referrals.partner_paused",
    $"This service takes no referrals {(Until is { } last ? $"until {last:yyyy-MM-dd}" : "for now")}: {Reason.TrimEnd('.', ' ')}. Find another with findServices.", "input.service");

/// <summary>The service has said that it has no openings.</summary>
/// <param name="ReportedAt">When it said so.</param>
internal sealed record ServiceFull(DateTimeOffset ReportedAt) : Refusal(
    "referrals.service_full",
    $"This service had no openings on {ReportedAt:yyyy-MM-dd}. Find another with findServices, or report its capacity when you know better.", "input.service");

/// <summary>The client does not meet a rule of the service.</summary>
/// <param name="Rules">Which rules.</param>
/// <param name="Says">The rules in words.</param>
internal sealed record NotEligible(IReadOnlyList<EligibilityRule> Rules, string Says) : Refusal(
    "referrals.not_eligible", $"The service does not take this person by its rules on {string.Join(", ", Rules.Select(r => r.ToText()))}. {Says}", "input.client");

/// <summary>The client is referred there already.</summary>
/// <param name="Referral">The open referral.</param>
internal sealed record AlreadyReferred(ReferralId Referral) : Refusal(
    "referrals.already_referred", $"This person has an open referral to this service: {Referral}.", "input.service");
