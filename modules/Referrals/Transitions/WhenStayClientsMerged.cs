using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>
/// Two records turned out to be one person: stays of both are stays of the one that stays. Nothing is told anew of them: work about the other record is moved by who keeps it.
/// </summary>
[Feature("referrals")]
internal static class WhenStayClientsMerged
{
    public static Task Handle(ClientsMerged merged, ReferralsDb db, CancellationToken ct) => db.GiveStays(merged.Merged, merged.Client, onlyFirst: false, ct);
}

/// <summary>A merge was a mistake: stays that were the separated client's are theirs again.</summary>
[Feature("referrals")]
internal static class WhenStayClientsSeparated
{
    public static Task Handle(ClientsSeparated separated, ReferralsDb db, CancellationToken ct) =>
        db.GiveStays(separated.Client, separated.Separated, onlyFirst: true, ct);
}

/// <summary>A client's record is for named people only from now on: so are their stays.</summary>
[Feature("referrals")]
internal static class WhenClientSequestered
{
    public static Task Handle(ClientSequestered sequestered, ReferralsDb db, IPersonLookup people, CancellationToken ct) =>
        db.ShowStays(sequestered.Client, people, ct);
}

/// <summary>A client's record is for everybody again who may see clients, or for others: so are their stays.</summary>
[Feature("referrals")]
internal static class WhenClientReleased
{
    public static Task Handle(ClientReleased released, ReferralsDb db, IPersonLookup people, CancellationToken ct) =>
        db.ShowStays(released.Client, people, ct);
}

/// <summary>What happens to a client's stays when something happens to the client's record.</summary>
internal static class StaysOfClients
{
    /// <summary>Stays of one record are another's from now on; only those that were that one's first, where a merge is taken back.</summary>
    public static async Task GiveStays(this ReferralsDb db, ClientId from, ClientId to, bool onlyFirst, CancellationToken ct)
    {
        await db.TransitionNotices.Where(n => n.Client == from && (!onlyFirst || db.Stays.Any(s => s.Id == n.Stay && s.FirstClient == to)))
            .ExecuteUpdateAsync(set => set.SetProperty(n => n.Client, to), ct);
        await db.Stays.Where(s => s.ToldOf == from && (!onlyFirst || s.FirstClient == to))
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.ToldOf, to), ct);
        await db.Stays.Where(s => s.Client == from && (!onlyFirst || s.FirstClient == to))
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.Client, to).SetProperty(s => s.Version, s => s.Version + 1), ct);
    }

    /// <summary>Only those see a client's stays from now on who see the client.</summary>
    public static async Task ShowStays(this ReferralsDb db, ClientId client, IPersonLookup people, CancellationToken ct)
    {
        var named = (await people.NamedUsers([client], ct)).GetValueOrDefault(client);
        await db.TransitionNotices.Where(n => n.Client == client).ExecuteUpdateAsync(set => set.SetProperty(n => n.NamedUsers, named), ct);
        await db.Stays.Where(s => s.Client == client)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.NamedUsers, named).SetProperty(s => s.Version, s => s.Version + 1), ct);
    }
}
