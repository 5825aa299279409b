using CarePlatform.Intake.Contracts;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>Keeps the stored keys of a client in step with the facts.</summary>
internal static class MatchKeyUpdate
{
    /// <summary>Adds and removes keys so that they fit what the context holds now, pending changes included.</summary>
    public static async Task RefreshMatchKeys(this IntakeDb db, Client client, CancellationToken ct)
    {
        ClientId id = client.Id;
        await db.PriorNames.Where(n => n.Client == id).LoadAsync(ct);
        await db.ContactPoints.Where(p => p.Client == id).LoadAsync(ct);
        await db.Addresses.Where(a => a.Client == id).LoadAsync(ct);
        await db.MatchKeys.Where(k => k.Client == id).LoadAsync(ct);

        var points = db.ContactPoints.Local.Where(p => p.Client == id).ToList();
        var person = Person.Of(
            client.Facts, db.PriorNames.Local.Where(n => n.Client == id).Select(n => new ComparedName(n.Given, n.Family))) with
        {
            Phones = [.. points.Where(p => p.Kind is ContactKind.Phone).Select(p => p.Value)],
            Emails = [.. points.Where(p => p.Kind is ContactKind.Email).Select(p => p.Value)],
            Addresses = [.. db.Addresses.Local.Where(a => a.Client == id).Select(a => new ComparedAddress(a.Line, a.PostalCode))],
        };
        var wanted = MatchKeys.Of(person);
        var stored = db.MatchKeys.Local.Where(k => k.Client == id).ToList();
        db.MatchKeys.RemoveRange(stored.Where(k => !wanted.Contains(k.Key)));
        db.MatchKeys.AddRange(wanted.Except(stored.Select(k => k.Key)).Select(key => new MatchKey(id, key)));
    }
}
