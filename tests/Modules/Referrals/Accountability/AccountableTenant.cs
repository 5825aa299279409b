using System.Globalization;
using System.Text.Json;

namespace CarePlatform.Referrals.Tests;

/// <summary>A tenant with a DCO contract with the housing alliance: one data duty, one quality duty, one licence.</summary>
internal static class AccountableTenant
{
    public const string DataDuty = "Attendance within two days";
    public const string QualityDuty = "First visit within ten days";
    public const string Director = "clinical-director";
    public const string ReviewFields = "partnerReview { id month recordedAt findings needsAction version standing { measure value standard verdict counted } duties { kind duty state } }";
    public const string ActionFields = "correctiveAction { id what responsible dueOn overdue evidence result version }";
    public const string AskedFields = "askedCorrectiveAction { id what evidence result }";

    public static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The day of the tenant, now.</summary>
    public static async Task<DateOnly> Today(LoopTenant loop)
    {
        var tenant = (await loop.Outside.Ask("admin", "{ tenant { now timeZone } }")).GetProperty("tenant");
        var zone = TimeZoneInfo.FindSystemTimeZoneById(tenant.GetProperty("timeZone").GetString()!);
        return DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(tenant.GetProperty("now").GetDateTimeOffset(), zone).DateTime);
    }

    /// <summary>The contract, new or anew; gives its id.</summary>
    public static async Task<string> Contract(
        LoopTenant loop, DateOnly? licenceEnds = null, DateOnly? reviewOn = null, object? standards = null, string? agreement = null) =>
        LoopTenant.IdOf(await loop.Outside.Do(Director, "recordAgreement", new
        {
            partner = loop.Housing,
            agreement,
            text = new
            {
                kind = "DCO_CONTRACT",
                form = "CONTRACT",
                startsOn = "2020-01-01",
                reviewOn = reviewOn is { } day ? Text(day) : null,
                terms = new
                {
                    services = new[] { new { name = "Housing support", fairMarketPrice = "40.00", unit = "hour" } },
                    licences = new[] { new { holder = "Keystone", kind = "Housing provider", number = "K-1", expiresOn = licenceEnds is { } end ? Text(end) : null } },
                    dataDuties = new[] { DataDuty },
                    qualityDuties = new[] { QualityDuty },
                    standards,
                },
            },
        }, "partnerAgreement { id }"));

    /// <summary>Goes on until the next month's reviews are open, and gives that of the housing alliance.</summary>
    public static async Task<string> Review(LoopTenant loop)
    {
        await loop.Outside.Forward(TimeSpan.FromDays(40));
        return LoopTenant.IdOf((await loop.Outside.Ask(
            Director, "query($p: ID!) { partnerReviews(partner: $p, recorded: false, first: 1) { nodes { id } } }", new { p = loop.Housing }))
            .GetProperty("partnerReviews").GetProperty("nodes")[0]);
    }

    public static object Found(string dataDuty = "FULFILLED", bool needsAction = false) => new
    {
        findings = "Attendance came in late twice.",
        needsAction,
        duties = new object[]
        {
            new { kind = "DATA", duty = DataDuty, state = dataDuty }, new { kind = "QUALITY", duty = QualityDuty, state = "FULFILLED" },
        },
    };

    /// <summary>Something to put right within ten days.</summary>
    public static async Task<string> Action(LoopTenant loop, string? review = null) => LoopTenant.IdOf(await loop.Outside.Do(Director, "openCorrectiveAction", new
    {
        partner = loop.Housing,
        what = "Report attendance within two days.",
        responsible = "Their intake lead",
        dueOn = Text((await Today(loop)).AddDays(10)),
        review,
    }, ActionFields));

    /// <summary>Open work of these templates, by template and step.</summary>
    public static async Task<IReadOnlyList<(string Template, string Step, int Rung)>> Work(LoopTenant loop, params string[] templates)
    {
        await loop.Outside.Quiet();
        return [.. (await loop.Outside.Ask("admin", "{ workItems(first: 100, where: { state: OPEN }) { nodes { template step rung } } }"))
            .GetProperty("workItems").GetProperty("nodes").EnumerateArray()
            .Select(i => (i.GetProperty("template").GetString()!, i.GetProperty("step").GetString()!, i.GetProperty("rung").GetInt32()))
            .Where(i => templates.Contains(i.Item1))];
    }

    public static string TypeOf(JsonElement refusals) => refusals[0].GetProperty("__typename").GetString()!;
}
