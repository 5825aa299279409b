using System.Globalization;
using System.Text.Json;
using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Xunit;

namespace CarePlatform.Intake.Tests;

/// <summary>Writes down facts of the past, for reports: what use cases only let happen now.</summary>
internal static class CareFacts
{
    /// <summary>A person who asks for help at this time. Times are ISO 8601 with offset.</summary>
    public static async Task<(string Client, string Inquiry)> Asks(
        this IntakeDesk desk, string received, string? birthDate = "1980-02-03", string door = "CALL", string? client = null)
    {
        client ??= await desk.Register("Maria", "Reyes", birthDate);
        return (client, await desk.Receive(client, door, Instant(received)));
    }

    /// <summary>An appointment that was agreed.</summary>
    public static async Task Meets(
        this IntakeDesk desk, string client, string? inquiry, string start, string mode = "in-person", string state = "booked") => await desk.Rows(
        """
        insert into intake.appointments (id, tenant_id, client, inquiry, clinician, mode, starts_at, ends_at, state, booked_at, cancellation)
        values (gen_random_uuid(), $1, $2, nullif($3, '00000000-0000-0000-0000-000000000000'::uuid), gen_random_uuid(), $4, $5, $5 + interval '30 minutes', $6, $5 - interval '1 minute',
                case $6 when 'cancelled' then 'client-asked' end)
        """,
        Key<ClientId>(client), inquiry is null ? Guid.Empty : Key<InquiryId>(inquiry), mode, Instant(start), state);

    /// <summary>A visit that another system told of.</summary>
    public static async Task WasSeen(
        this IntakeDesk desk, string client, string start, string code = "visit", string system = "ehr", string kind = "AMB", string? end = null) => await desk.Rows(
        """
        insert into intake.encounters (id, tenant_id, client, source_system, external_id, class, code, starts_at, ends_at, local_date)
        values (gen_random_uuid(), $1, $2, $3, gen_random_uuid()::text, $4, $5, $6, nullif($7, '-infinity'), ($6 at time zone 'America/New_York')::date)
        """,
        Key<ClientId>(client), system, kind, code, Instant(start), end is null ? DateTime.MinValue : Instant(end).UtcDateTime);

    /// <summary>Who pays.</summary>
    public static Task<JsonElement> IsCovered(
        this IntakeDesk desk, string client, string type, string startsOn = "2020-01-01", string? endsOn = null, int priority = 1, string payerName = "Payer") =>
        desk.Do("recordCoverage", new { client, payerName, payerType = type, startsOn, endsOn, priority }, "coverage { id }");

    /// <summary>Changes the rules by which the way into care is measured.</summary>
    public static Task<JsonElement> Measures(this IntakeDesk desk, object rules) =>
        desk.Do("changeAccessRules", new { rules }, "accessRuleSet { version }", by: "director");

    public static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture).ToUniversalTime();

    public static Guid Key<T>(string id)
        where T : struct, IId<T>
    {
        Assert.True(Id.TryParse<T>(id, out var key), $"{id} is no id.");
        return key.Value;
    }
}
