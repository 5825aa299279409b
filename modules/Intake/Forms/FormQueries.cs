using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>A form as it is shown to somebody who fills it in: with what is known.</summary>
/// <param name="Known">What is known of the person, by path.</param>
internal sealed record FormToFill(FormDefinition Form, IReadOnlyDictionary<string, KnownValue> Known);

[Query, Feature("intake.forms"), Requires("intake.fill-forms")]
internal static class FormQueries
{
    /// <summary>The forms that there are, in the version in use, by key.</summary>
    public static async Task<IReadOnlyList<FormDefinition>> Forms(IntakeDb db, CancellationToken ct)
    {
        var own = await db.PublishedForms.AsNoTracking().Select(f => f.Definition).ToListAsync(ct);
        return [.. own.Concat(FormShelf.Shipped.Values).GroupBy(f => f.Key).Select(g => g.MaxBy(f => f.Version)!).OrderBy(f => f.Key, StringComparer.Ordinal)];
    }

    /// <summary>A form with what is known of a person; null when there is no such form or person.</summary>
    /// <param name="key">Which form.</param>
    /// <param name="client">About whom.</param>
    /// <param name="inquiry">The request that it belongs to.</param>
    public static async Task<FormToFill?> FormFor(
        string key, ClientId client, InquiryId? inquiry, IntakeDb db, TimeProvider clock, CancellationToken ct)
    {
        if (await db.FindClient(client, "intake.fill-forms", ct) is not { } person || await db.FindForm(key, version: null, ct) is not { } form)
        {
            return null;
        }

        var request = inquiry is { } id ? await db.FindInquiry(id, "intake.fill-forms", ct) : null;
        return new FormToFill(form, await db.KnownOf(person, request?.Client == client ? request : null, clock.Today(), ct));
    }

    /// <summary>The forms that were filled in about a person, the latest first.</summary>
    /// <param name="client">About whom.</param>
    public static async Task<IReadOnlyList<FilledForm>> FilledForms(ClientId client, IntakeDb db, CancellationToken ct) =>
        await db.FindClient(client, "intake.fill-forms", ct) is null
            ? []
            : await db.FilledForms.AsNoTracking().Where(f => f.Client == client).OrderByDescending(f => f.FilledAt).ThenByDescending(f => f.Id).Take(200).ToListAsync(ct);
}

/// <summary>A fact that was typed although it was known.</summary>
/// <param name="Form">The form in which it was typed again.</param>
/// <param name="Field">Its field there.</param>
/// <param name="Fact">Which fact.</param>
/// <param name="Site">Where; null where no site was said.</param>
/// <param name="KnownFrom">Where it was known from.</param>
/// <param name="Times">How often.</param>
/// <param name="People">About how many people.</param>
/// <param name="Minutes">Minutes lost, by the time that a field costs.</param>
internal sealed record RepeatedFact(string Form, string Field, string Fact, SiteId? Site, string KnownFrom, int Times, int People, decimal Minutes);

[Query, Feature("intake.forms"), Requires("intake.report")]
internal static class RepeatedFacts
{
    /// <summary>Facts that were typed again although they were known, by form and site, the most often typed first.</summary>
    /// <param name="from">First day, by the tenant's calendar.</param>
    /// <param name="to">Last day.</param>
    public static async Task<IReadOnlyList<RepeatedFact>> FactsTypedAgain(
        DateOnly from, DateOnly to, IntakeDb db, Calendars calendars, CancellationToken ct)
    {
        if (to < from)
        {
            throw new InvalidPageException("The last day must not come before the first.");
        }

        var calendar = await calendars.Of(site: null, ct);
        var (first, before) = (calendar.At(from, TimeOnly.MinValue), calendar.At(to.AddDays(1), TimeOnly.MinValue));
        decimal seconds = (await db.CurrentDoorSettings(ct)).SecondsPerField;
        var clients = db.ClientsFor("intake.report");
        var rows = await db.TypedAgain.AsNoTracking()
            .Where(t => t.TypedAt >= first && t.TypedAt < before && clients.Any(c => c.Id == t.Client))
            .GroupBy(t => new { t.Form, t.Field, t.Fact, t.Site, t.KnownFrom })
            .Select(g => new { g.Key, Times = g.Count(), People = g.Select(t => t.Client).Distinct().Count() })
            .ToListAsync(ct);
        return
        [
            .. rows.OrderByDescending(r => r.Times).ThenBy(r => r.Key.Form, StringComparer.Ordinal).ThenBy(r => r.Key.Field, StringComparer.Ordinal)
                .Select(r => new RepeatedFact(
                    r.Key.Form, r.Key.Field, r.Key.Fact, r.Key.Site, r.Key.KnownFrom, r.Times, r.People, Math.Round(r.Times * seconds / 60, 2))),
        ];
    }
}
