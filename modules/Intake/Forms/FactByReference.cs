using System.Globalization;
using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>
/// Reads what filled forms refer to, where it is held: a known fact, a number or an address as it was written down then, the person's record in the
/// version of then, a request or a coverage as it is now. What has become for named people only has no value here.
/// </summary>
internal sealed class FactByReference(IntakeDb db) : DataLoader<string, string>
{
    /// <summary>What was referred to as this fact.</summary>
    /// <param name="path">The path of the fact.</param>
    /// <param name="where">The record that holds it, with its version where it has one.</param>
    public Loaded<string> For(string path, string where) => For($"{path} {where}");

    public override async Task<IReadOnlyDictionary<string, string>> ReadAsync(IReadOnlyList<string> references, CancellationToken ct)
    {
        List<FactReference> keys = [.. references.Select(r => r.Split(' ')).Where(r => r.Length == 2).Select(r => new FactReference(r[0], r[1]))];
        var (facts, points, addresses) = (Ids<KnownFactId>(keys), Ids<ContactPointId>(keys), Ids<AddressId>(keys));
        var (clients, inquiries, coverages) = (Ids<ClientId>(keys), Ids<InquiryId>(keys), Ids<CoverageId>(keys));
        var held = new Dictionary<string, string>(StringComparer.Ordinal);
        if (facts.Count > 0)
        {
            (await db.KnownFacts.AsNoTracking().Where(f => facts.Contains(f.Id)).ToListAsync(ct)).ForEach(f => held[f.Id.ToString()] = f.Value);
        }

        if (points.Count > 0)
        {
            (await db.ContactPoints.AsNoTracking().Where(p => points.Contains(p.Id) && p.NamedUsers == null).ToListAsync(ct)).ForEach(p => held[p.Id.ToString()] = p.Value);
        }

        if (addresses.Count > 0)
        {
            (await db.Addresses.AsNoTracking().Where(a => addresses.Contains(a.Id) && a.NamedUsers == null).ToListAsync(ct))
                .ForEach(a => held[a.Id.ToString()] = FactPaths.Of(a));
        }

        var now = clients.Count == 0 ? [] : await db.Clients.AsNoTracking().Where(c => clients.Contains(c.Id)).ToDictionaryAsync(c => c.Id, ct);
        var before = clients.Count == 0 ? [] : await db.ClientVersions.AsNoTracking().Where(v => clients.Contains(v.Client)).ToDictionaryAsync(v => (v.Client, v.Version), v => v.Facts, ct);
        var asked = inquiries.Count == 0 ? [] : await db.Inquiries.AsNoTracking().Where(i => inquiries.Contains(i.Id)).ToDictionaryAsync(i => i.Id, ct);
        var covered = coverages.Count == 0 ? [] : await db.Coverages.AsNoTracking().Where(c => coverages.Contains(c.Id) && !c.Part2).ToDictionaryAsync(c => c.Id, ct);
        var values = new Dictionary<string, string>(keys.Count, StringComparer.Ordinal);
        foreach (var key in keys)
        {
            var (id, version) = Parts(key);
            var value = Id.TryParse<ClientId>(id, out var client) ? Said(key.Path, client, version)
                : Id.TryParse<InquiryId>(id, out var inquiry) ? asked.TryGetValue(inquiry, out var request) ? FactPaths.Of(request, key.Path) : null
                : Id.TryParse<CoverageId>(id, out var coverage) ? covered.TryGetValue(coverage, out var span)
                    ? FactPaths.Of(span).FirstOrDefault(f => key.Path.EndsWith($".{f.Name}", StringComparison.Ordinal)).Value : null
                : held.GetValueOrDefault(id);
            if (value is not null)
            {
                values[$"{key.Path} {key.Where}"] = value;
            }
        }

        return values;

        string? Said(string path, ClientId client, int version) =>
            (before.GetValueOrDefault((client, version)) ?? now.GetValueOrDefault(client)?.Facts) is { } facts
                ? FactPaths.Of(facts).FirstOrDefault(f => f.Path == path).Value : null;
    }

    private static List<TId> Ids<TId>(IReadOnlyList<FactReference> keys)
        where TId : struct, IId<TId> =>
        [.. keys.Select(k => Id.TryParse<TId>(Parts(k).Id, out var id) ? id : (TId?)null).OfType<TId>().Distinct()];

    // The record's id, and its version behind an @ where it has one.
    private static (string Id, int Version) Parts(FactReference key) => key.Where.Split('@') is [var id, var version]
        ? (id, int.Parse(version, CultureInfo.InvariantCulture))
        : (key.Where, 0);
}
