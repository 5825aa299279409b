using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>
/// Says whose a stay is: this client's, or no client's. What follows for the client begins with the answer; what had begun for another one ends.
/// </summary>
[Mutation, Feature("referrals"), Requires(TransitionReach.Read)]
internal static class SettleStay
{
    /// <param name="Stay">The stay.</param>
    /// <param name="Client">The client whose it is; left out where it is no client's.</param>
    /// <param name="ExpectedVersion">The version that the caller has read.</param>
    public sealed record Input(StayId Stay, ClientId? Client = null, int? ExpectedVersion = null);

    public static async Task<Outcome<SettledStay>> Handle(
        Input input, ReferralsDb db, IClientLookup clients, IPersonLookup matching, NoticeRemoval removal, Actor actor, RequestAccess access,
        TimeProvider clock, CancellationToken ct)
    {
        var reach = actor.ReachOf(TransitionReach.Read);
        if (await db.StaysWithin(reach).Open(access.Programs).FirstOrDefaultAsync(s => s.Id == input.Stay && s.RemovedAt == null, ct) is not { } stay)
        {
            return new NotFound("input.stay");
        }

        if (input.ExpectedVersion is { } expected && expected != stay.Version)
        {
            return new VersionConflict(expected, stay.Version);
        }

        var client = input.Client;
        if (client is { } named && (await clients.Find([named], ct)).GetValueOrDefault(named) is var found)
        {
            if (found is null)
            {
                return new NotFound("input.client");
            }

            client = found.MergedInto ?? named;
        }

        var (now, events) = (clock.GetUtcNow(), new List<object>());
        var notices = await db.TransitionNotices.Where(n => n.Stay == stay.Id).ToListAsync(ct);
        if (client is not null && stay.ToldOf is { } before && before != client)
        {
            // The number of the visit is free before another stay takes it.
            await db.Stays.Where(s => s.Id == stay.Id).ExecuteUpdateAsync(set => set.SetProperty(s => s.Visit, $"removed:{stay.Id.Value}"), ct);
            var other = stay.ReplacedBy(clock);
            events.AddRange(StayNews.Of(stay, now));
            db.Add(other);
            notices.ForEach(n => n.MoveTo(other.Id));
            stay = other;
        }

        stay.Settle(client, actor.User, now);
        stay.ShowTo(client is { } of ? (await matching.NamedUsers([of], ct)).GetValueOrDefault(of) : null);
        notices.ForEach(n => n.BelongTo(stay.Client, stay.NamedUsers));
        if (client is null)
        {
            await removal.Plan(await db.TransitionRules(ct), ct);
        }

        events.AddRange(StayNews.Of(stay, now));
        events.Add(new StaySettledBy(input.Stay, stay.Partner, client is null ? StaySettled.NoClient : StaySettled.Client, now));
        return Outcome.Of(new SettledStay(stay.Id, stay.Match, stay.Id == input.Stay ? stay.Version + 1 : stay.Version)).Publishing(events);
    }
}

/// <summary>A stay of which it was said whose it is; what it is about is read with the stay itself, by who may see it.</summary>
internal sealed record SettledStay(StayId Stay, StayMatch Match, int Version);

/// <summary>A stay of which it was said whose it is.</summary>
[View<SettledStay>]
internal static class SettledStayView
{
    /// <summary>The stay; a new one where it had been told of another client, whose work is about the one before.</summary>
    public static StayId Stay(SettledStay settled) => settled.Stay;

    /// <summary>Whose it is now.</summary>
    public static StayMatch Match(SettledStay settled) => settled.Match;

    /// <summary>Counts changes; send it back as expectedVersion.</summary>
    public static int Version(SettledStay settled) => settled.Version;
}
