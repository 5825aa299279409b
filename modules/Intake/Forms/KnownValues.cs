using System.Globalization;
using CarePlatform.Intake.Contracts;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>What is known of one fact.</summary>
/// <param name="Path">Which fact.</param>
/// <param name="Value">As text; days as <c>1990-05-23</c>, words of a list in small letters with hyphens.</param>
/// <param name="From">Where it was recorded: <c>client</c>, <c>inquiry</c>, <c>coverage</c>, or the key of a form.</param>
/// <param name="Where">The record that holds it.</param>
/// <param name="RecordedAt">When.</param>
internal sealed record KnownValue(string Path, string Value, string From, string Where, DateTimeOffset RecordedAt)
{
    /// <summary>Whether somebody who types this types the same again.</summary>
    public bool Says(string typed) => Form(typed) == Form(Value)
        || (Path == FactPaths.Address && Form(typed.Replace(',', ' ')) == Form(Value.Replace(',', ' ')))
        || (Path.EndsWith(".phone", StringComparison.Ordinal) && ReachForm.Phone(typed) is { } digits && digits == ReachForm.Phone(Value));

    private static string Form(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ToUpperInvariant();
}

/// <summary>An answer that belongs to another form only.</summary>
/// <param name="Field">Key of the field there.</param>
/// <param name="Text">As it was asked there.</param>
/// <param name="Answer">What was typed.</param>
internal sealed record AskedElsewhere(string Field, string? Text, KnownValue Answer)
{
    /// <summary>Whether somebody who types this there types the same answer to the same question again.</summary>
    public bool Says(FormField field, string typed) =>
        (field.Key == Field || string.Equals(field.Text.Trim(), Text?.Trim(), StringComparison.OrdinalIgnoreCase)) && Answer.Says(typed);
}

/// <summary>
/// Gathers what is known of a person, so that no form asks for it twice: from the person's record, the request, the coverage, and from
/// what earlier forms have made known. The record goes first.
/// </summary>
internal static class KnownValues
{
    private const int MostForms = 200;

    /// <summary>What is known, by path.</summary>
    /// <param name="inquiry">The request that the form belongs to.</param>
    public static async Task<Dictionary<string, KnownValue>> KnownOf(this IntakeDb db, Client client, Inquiry? inquiry, DateOnly today, CancellationToken ct)
    {
        var known = new Dictionary<string, KnownValue>(StringComparer.Ordinal);
        void Add(string path, string? value, string from, string where, DateTimeOffset at)
        {
            if (!string.IsNullOrWhiteSpace(value))
            {
                known.TryAdd(path, new KnownValue(path, value, from, where, at));
            }
        }

        var changed = await db.ClientVersions.AsNoTracking().Where(v => v.Client == client.Id).MaxAsync(v => (DateTimeOffset?)v.ChangedAt, ct);
        foreach (var (path, value) in FactPaths.Of(client.Facts))
        {
            Add(path, value, "client", $"{client.Id}@{client.Version}", changed ?? client.RegisteredAt);
        }

        // What was said or verified last: a number that was changed once stands in every form from then on.
        var points = await db.OpenPointsOf(client.Id, ct);
        foreach (var point in points.OrderByDescending(p => p.VerifiedOn > Day(p.RecordedAt) ? p.VerifiedOn.Value : Day(p.RecordedAt))
            .ThenByDescending(p => p.RecordedAt).ThenByDescending(p => p.VerifiedOn is not null).ThenBy(p => p.Id.Value))
        {
            Add(point.Kind is ContactKind.Phone ? "client.phone" : "client.email", point.Value, "client", point.Id.ToString(), point.RecordedAt);
        }

        var address = await db.Addresses.AsNoTracking().Where(a => a.Client == client.Id && a.NamedUsers == null && (a.Until == null || a.Until >= today))
            .OrderByDescending(a => a.RecordedAt).FirstOrDefaultAsync(ct);
        if (address is not null)
        {
            Add("client.address", FactPaths.Of(address), "client", address.Id.ToString(), address.RecordedAt);
        }

        if (inquiry is not null)
        {
            var where = $"{inquiry.Id}@{inquiry.Version}";
            Add("inquiry.reason", FactPaths.Of(inquiry, "inquiry.reason"), "inquiry", where, inquiry.ReceivedAt);
            Add("inquiry.referral-source", FactPaths.Of(inquiry, "inquiry.referral-source"), "inquiry", where, inquiry.ReceivedAt);
            Add(FactPaths.Acuity, FactPaths.Of(inquiry, FactPaths.Acuity), "inquiry", where, inquiry.TriagedAt ?? inquiry.ReceivedAt);
        }

        foreach (var coverage in (await db.Coverages.AsNoTracking().Where(c => c.Client == client.Id && !c.Part2 && c.Status == CoverageStatus.Active
            && c.PayerType != PayerType.Uninsured && c.StartsOn <= today && (c.EndsOn == null || c.EndsOn >= today)).ToListAsync(ct))
            .OrderBy(c => c.Priority).ThenByDescending(c => c.VerifiedFor is not null).ThenByDescending(c => c.StartsOn).ThenBy(c => c.Id.Value))
        {
            // Who pays first answers for the plain path; each kind of payer has a path of its own besides.
            foreach (var (name, value) in FactPaths.Of(coverage))
            {
                Add($"coverage.{name}", value, "coverage", coverage.Id.ToString(), coverage.KnownSince);
                Add($"coverage.{coverage.PayerType.ToText()}.{name}", value, "coverage", coverage.Id.ToString(), coverage.KnownSince);
            }
        }

        foreach (var fact in await db.LatestFacts(client.Id, ct))
        {
            if (FactPaths.LatestHolds(fact.Path) && known.GetValueOrDefault(fact.Path) is { } held && held.RecordedAt < fact.RecordedAt)
            {
                known.Remove(fact.Path);
            }

            Add(fact.Path, fact.Value, fact.Form, fact.Id.ToString(), fact.RecordedAt);
        }

        return known;
    }

    /// <summary>How the person can be reached, as everybody may see it; nothing that is known to be wrong.</summary>
    public static Task<List<ContactPoint>> OpenPointsOf(this IntakeDb db, ClientId client, CancellationToken ct) =>
        db.ContactPoints.AsNoTracking().Where(p => p.Client == client && !p.Wrong && p.NamedUsers == null).ToListAsync(ct);

    /// <summary>The same facts of the record with one of them changed; null when the record does not hold it or the value is impossible.</summary>
    public static ClientFacts? With(this ClientFacts facts, string path, string value) => path switch
    {
        "client.given" => facts with { Given = value },
        "client.family" => facts with { Family = value },
        "client.preferred-name" => facts with { Preferred = value },
        "client.language" => facts with { Language = value },
        "client.gender" when Enum.TryParse<Gender>(value, ignoreCase: true, out var gender) => facts with { Gender = gender },
        "client.birth-date" when DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) =>
            facts with { BirthDate = day },
        _ => null,
    };

    /// <summary>
    /// What was typed into fields of other forms that belong to no fact: a question that two forms ask, so that the same answer was typed twice.
    /// The path is the form and its field.
    /// </summary>
    /// <param name="form">The form that is filled in now.</param>
    public static async Task<IReadOnlyList<AskedElsewhere>> AskedElsewhereThan(this IntakeDb db, FormDefinition form, ClientId client, CancellationToken ct)
    {
        var filled = await db.FilledForms.AsNoTracking().Where(f => f.Client == client && f.Form != form.Key)
            .OrderByDescending(f => f.FilledAt).ThenByDescending(f => f.Id).Take(MostForms).ToListAsync(ct);
        var keys = filled.Select(f => f.Form).Distinct().ToList();
        var texts = (await db.PublishedForms.AsNoTracking().Where(f => keys.Contains(f.Key)).Select(f => f.Definition).ToListAsync(ct))
            .Concat(FormShelf.Shipped.Values).SelectMany(d => d.Fields.Select(f => (d.Key, d.Version, Field: f)))
            .ToLookup(f => (f.Key, f.Version, f.Field.Key), f => f.Field.Text);
        return
        [
            .. filled.SelectMany(f => f.Answers.Select(a => new AskedElsewhere(
                a.Key, texts[(f.Form, f.FormVersion, a.Key)].FirstOrDefault(), new KnownValue($"{f.Form}.{a.Key}", a.Value, f.Form, f.Id.ToString(), f.FilledAt)))),
        ];
    }

    private static DateOnly Day(DateTimeOffset at) => DateOnly.FromDateTime(at.UtcDateTime);

    private static Task<List<KnownFact>> LatestFacts(this IntakeDb db, ClientId client, CancellationToken ct) =>
        db.KnownFacts.AsNoTracking().Where(f => f.Client == client).OrderByDescending(f => f.RecordedAt).ThenByDescending(f => f.Id).ToListAsync(ct);
}
