using System.Globalization;
using System.Text.Json;
using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Coordination;

/// <summary>
/// What the system knows already about a matter, so that nobody types it: the work item, the events of its run, the inquiry and
/// the client. Where Intake is not part of the product, or out of the caller's reach, its facts are not known.
/// </summary>
internal sealed class KnownFacts(
    CoordinationDb db, TenantClock clock, IEnumerable<IInquiryLookup> inquiries, IEnumerable<IClientLookup> clients)
{
    private const string ReadIntake = "intake.read";

    /// <summary>The sources that a fact may name besides the steps of the run.</summary>
    public static IReadOnlyDictionary<string, string[]> Sources { get; } = new Dictionary<string, string[]>
    {
        ["item"] = ["title", "dueAt", "clock", "escalations"],
        ["inquiry"] = ["door", "acuity", "receivedAt"],
        ["client"] = ["age"],
    };

    /// <summary>The facts of these names that are known, as text.</summary>
    public async Task<IReadOnlyDictionary<string, string>> Find(
        IEnumerable<string> wanted, DecisionMatter about, WorkItem? item, CancellationToken ct)
    {
        var refs = wanted.Distinct().Select(w => (Name: w, Known: FieldRef.TryParse(w, out var field), Field: field)).Where(w => w.Known).ToList();
        var sources = refs.Select(r => r.Field.Source).ToHashSet(StringComparer.Ordinal);
        var inquiry = sources.Contains("inquiry") ? await Inquiry(about, ct) : null;
        var client = sources.Contains("client") ? await Client(about, ct) : null;
        var run = item is not null && sources.Except(Sources.Keys).Any() ? await db.Workflows.FindAsync([item.Workflow], ct) : null;
        return refs.Select(r => (r.Name, Value: r.Field.Source switch
        {
            "item" => item is null ? null : Of(item, r.Field.Field),
            "inquiry" => inquiry is null ? null : Of(inquiry, r.Field.Field),
            "client" => r.Field.Field == "age" ? Age(client) : null,
            _ => run?.Facts.Text(r.Field),
        }))
            .Where(f => f.Value is not null).ToDictionary(f => f.Name, f => f.Value!);
    }

    /// <summary>
    /// The matter with the client of its inquiry; null when it names an inquiry or a client that there is not, or that the caller
    /// may not see.
    /// </summary>
    public async Task<DecisionMatter?> Settle(DecisionMatter about, CancellationToken ct)
    {
        if (Id.TryParse<InquiryId>(about.Subject, out _) && inquiries.Any())
        {
            return await Inquiry(about, ct) is { } inquiry && (about.Client is null || about.Client == inquiry.Client)
                ? about with { Client = inquiry.Client }
                : null;
        }

        return about.Client is null || !clients.Any() || await Client(about, ct) is not null ? about : null;
    }

    // What Intake's permission does not reach stays unknown: the lookups do not ask who wants to know.
    private async Task<InquirySummary?> Inquiry(DecisionMatter about, CancellationToken ct)
    {
        if (!Id.TryParse<InquiryId>(about.Subject, out var id) || inquiries.FirstOrDefault() is not { } lookup
            || (await lookup.Find([id], ct)).GetValueOrDefault(id) is not { } inquiry)
        {
            return null;
        }

        return db.Actor.ReachOf(ReadIntake) switch
        {
            Reach.None => null,
            Reach.Own => inquiry.Owner == db.Me ? inquiry : null,
            Reach.Team => inquiry.Owner == db.Me || db.MyTeams.Contains(inquiry.Team) ? inquiry : null,
            _ => inquiry,
        };
    }

    // Whoever does not reach all clients knows those about whom there is work or an inquiry that they see.
    private async Task<ClientSummary?> Client(DecisionMatter about, CancellationToken ct)
    {
        if (about.Client is not { } id || clients.FirstOrDefault() is not { } lookup)
        {
            return null;
        }

        var seen = db.Actor.ReachOf(ReadIntake) is Reach.Organisation or Reach.Tenant
            || await db.WorkItemsFor("coordination.read").AnyAsync(i => i.Client == id, ct)
            || (await Inquiry(about, ct))?.Client == id;
        return seen ? (await lookup.Find([id], ct)).GetValueOrDefault(id) : null;
    }

    private string? Of(WorkItem item, string field) => field switch
    {
        "title" => item.Title,
        "dueAt" => Text(item.DueAt),
        "clock" => Words(item.ClockAt(clock.GetUtcNow())),
        "escalations" => item.Rung.ToString(CultureInfo.InvariantCulture),
        _ => null,
    };

    private static string? Of(InquirySummary inquiry, string field) => field switch
    {
        "door" => Words(inquiry.Door),
        "acuity" => inquiry.Acuity is { } acuity ? Words(acuity) : null,
        "receivedAt" => Text(inquiry.ReceivedAt),
        _ => null,
    };

    private string? Age(ClientSummary? client)
    {
        if (client?.BirthDate is not { } born)
        {
            return null;
        }

        var today = clock.DayOf(clock.GetUtcNow());
        var years = today.Year - born.Year;
        return (born.AddYears(years) > today ? years - 1 : years).ToString(CultureInfo.InvariantCulture);
    }

    private static string Text(DateTimeOffset at) => at.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Words<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}
