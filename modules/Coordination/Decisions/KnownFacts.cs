using System.Globalization;
using System.Text.Json;
using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Coordination;

/// <summary>
/// What the system knows already about a matter, so that nobody types it: the work item, the events of its run, the inquiry and
/// the client. Where Intake is not part of the product, its facts are simply not known.
/// </summary>
internal sealed class KnownFacts(
    CoordinationDb db, TenantClock clock, IEnumerable<IInquiryLookup> inquiries, IEnumerable<IClientLookup> clients)
{
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

    private async Task<InquirySummary?> Inquiry(DecisionMatter about, CancellationToken ct) =>
        Id.TryParse<InquiryId>(about.Subject, out var id) && inquiries.FirstOrDefault() is { } lookup
            ? (await lookup.Find([id], ct)).GetValueOrDefault(id)
            : null;

    private async Task<ClientSummary?> Client(DecisionMatter about, CancellationToken ct) =>
        about.Client is { } id && clients.FirstOrDefault() is { } lookup ? (await lookup.Find([id], ct)).GetValueOrDefault(id) : null;

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
