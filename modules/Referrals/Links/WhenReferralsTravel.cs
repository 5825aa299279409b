using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>
/// A referral to a partner that is a linked tenant is brought to its front door: what was released for it when it was sent, which was written down
/// as a disclosure then. What ends here without its loop being closed is taken back there.
/// </summary>
[Feature("referrals")]
internal static class WhenReferralsTravel
{
    private const string Sent = "referrals.referral-sent@1";
    private const string Ended = "referrals.referral-ended@1";

    /// <summary>Those of these types of events that let something travel.</summary>
    public static Task<IReadOnlySet<string>> Awaited(IReadOnlyList<string> types, CancellationToken ct) =>
        Task.FromResult<IReadOnlySet<string>>(types.Where(t => t is Sent or Ended).ToHashSet(StringComparer.Ordinal));

    public static async Task<IReadOnlyList<object>> Handle(
        LogEntry happened, ReferralsDb db, LinkPost post, IReferralFactsLookup facts, People people, TimeProvider clock, CancellationToken ct)
    {
        var ended = happened.Type is Ended ? happened.As<ReferralEnded>() : null;
        if (ended?.End is ReferralEnd.Closed)
        {
            return [];
        }

        var id = ended?.Referral ?? happened.As<ReferralSent>().Referral;
        var referral = await db.Referrals.AsNoTracking().SingleAsync(r => r.Id == id, ct);
        var service = await db.Services.AsNoTracking().SingleAsync(s => s.Id == referral.Service, ct);
        if (service.Channel is not ReferralChannel.Tenant || await db.LinkTo(referral.Partner, ct) is not { } link)
        {
            return [];
        }

        var (kind, step, body) = ended is null
            ? (LinkMessage.Referral, 1L, (object)await Travelling(referral, service, facts, people, clock, ct))
            : (LinkMessage.Withdraw, happened.Position, new TravellingEnd(ended.Reason));
        return await post.Deliver(new TenantId(link.Other!.Value).ToString(), kind, link.Key, id.ToString(), step, body, ct)
            ? []
            : throw new NotDeliveredException(link.Id);
    }

    private static async Task<TravellingReferral> Travelling(
        Referral referral, ServiceEntry service, IReferralFactsLookup facts, People people, TimeProvider clock, CancellationToken ct)
    {
        var person = (await facts.Find([referral.Client], clock.Today(), ct)).GetValueOrDefault(referral.Client);
        var shared = referral.Shared.ToHashSet(StringComparer.Ordinal);
        T? Released<T>(string part, T? value) => shared.Contains(part) ? value : default;
        var (given, family) = Split(Released(SharedNames.Name, person?.Name));
        return new TravellingReferral(
            new ReferredIn(
                given, family, Released(SharedNames.BirthDate, person?.BirthDate), Released(SharedNames.Phone, person?.Phone),
                Released(SharedNames.Language, person?.Language)),
            referral.Need, referral.Priority, Released(SharedNames.Note, referral.Note), service.Name, (await people.User(referral.Owner, ct))?.Name);
    }

    // The last word is the family name, as far as one text can tell.
    private static (string? Given, string? Family) Split(string? name) =>
        name?.LastIndexOf(' ') is { } at and > 0 ? (name[..at], name[(at + 1)..]) : (null, name);
}
