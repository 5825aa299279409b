using System.Text.Json;
using CarePlatform.Platform;
using CarePlatform.Testing;
using Npgsql;
using Xunit;

namespace CarePlatform.Intake.Tests;

/// <summary>
/// A fresh tenant with everything of Intake switched on, reached like by anybody else. Its staff: <c>desk</c> (may do everything
/// but lower an acuity and configure), <c>director</c> (may do everything), <c>own</c> and <c>team</c> (reach only what they or
/// their team own), <c>reader</c> (may only look), <c>clinician</c> and <c>clinician-2</c>.
/// </summary>
internal sealed class IntakeDesk
{
    private static readonly string[] Everything = [.. new IntakeModule().Permissions.Select(p => p.Id)];

    private IntakeDesk(TestTenant tenant) => Tenant = tenant;

    public TestTenant Tenant { get; }

    public static async Task<IntakeDesk> Open(bool withFrontDoor = true) => new(await TestTenant.From(
        host: await TestHost.Of(
            "intake", () => [new IntakeModule()], [Recipe("intake", withFrontDoor: true), Recipe("no-door", withFrontDoor: false)], migrations: null),
        plan: new TenantPlan(
            "to be named", "A clinic", withFrontDoor ? "intake" : "no-door", "America/New_York", Sandbox: true,
            [new SitePlan("north", "North"), new SitePlan("south", "South")],
            [
                new StaffPlan("admin", "Ada", "Administrator", ["admin"], []),
                new StaffPlan("desk", "Dee", "Intake Specialist", ["desk"], withFrontDoor ? ["front-door"] : []),
                new StaffPlan("director", "Dot", "Director", ["director"], []),
                new StaffPlan("own", "Ona", "Worker", ["own"], ["outreach"]),
                new StaffPlan("team", "Tea", "Worker", ["team"], ["outreach"]),
                new StaffPlan("reader", "Rea", "Reader", ["reader"], []),
                new StaffPlan("clinician", "Cli", "Clinician", ["reader"], []),
                new StaffPlan("clinician-2", "Clo", "Clinician", ["reader"], []),
            ],
            [])));

    public Task<JsonElement> Do(string mutation, object input, string thing, string by = "desk") => Tenant.Do(by, mutation, input, thing);

    public Task<JsonElement> Ask(string query, object? variables = null, string by = "desk") => Tenant.Ask(by, query, variables);

    /// <summary>The type of the first refusal.</summary>
    public async Task<string> Refusal(string mutation, object input, string thing, string by = "desk") =>
        (await Tenant.Refused(by, mutation, input, thing))[0].GetProperty("__typename").GetString()!;

    /// <summary>Registers a person, whoever else is known.</summary>
    public async Task<string> Register(string given, string family, string? birthDate = null, string? phone = null) => (await Do(
        "registerClient",
        new { person = new { given, family, birthDate, phones = phone is null ? null : new[] { phone } }, registerAsNew = true },
        "client { id }")).GetProperty("id").GetString()!;

    /// <summary>Receives an inquiry for a known client.</summary>
    public async Task<string> Receive(string client, string door = "CALL", DateTimeOffset? receivedAt = null, string by = "desk") => (await Do(
        "receiveInquiry", new { door, client, receivedAt }, "inquiry { id }", by)).GetProperty("id").GetString()!;

    /// <summary>The id of a member of staff, team or site on the wire.</summary>
    public async Task<string> User(string subject) => Id.Format(new UserId(await Guid("select id from platform.users where tenant_id = $1 and subject = $2", subject)));

    public async Task<string> Team(string key) => Id.Format(new TeamId(await Guid("select id from platform.teams where tenant_id = $1 and key = $2", key)));

    public async Task<string> Site(string key) => Id.Format(new SiteId(await Guid("select id from platform.sites where tenant_id = $1 and key = $2", key)));

    /// <summary>The events that the tenant's log holds, in order.</summary>
    public async Task<IReadOnlyList<(string Type, JsonElement Payload)>> Events()
    {
        var rows = await Rows("select type, payload::text from messaging.log where tenant_id = $1 order by position");
        return [.. rows.Select(r => ((string)r[0], JsonSerializer.Deserialize<JsonElement>((string)r[1])))];
    }

    /// <summary>Reads as the superuser; $1 is the tenant.</summary>
    public async Task<IReadOnlyList<object[]>> Rows(string sql, params object[] values)
    {
        await using var command = Tenant.Host.Database.Administrator.CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter { Value = Tenant.Tenant.Id.Value });
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var rows = new List<object[]>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add(row);
        }

        return rows;
    }

    private async Task<Guid> Guid(string sql, string key) => (Guid)(await Rows(sql, key))[0][0];

    private static Recipe Recipe(string key, bool withFrontDoor) => new(
        key, "A clinic", "For tests.", [.. new IntakeModule().Features.Select(f => f.Id)],
        [
            new RoleRecipe("admin", "Administrator", new Dictionary<string, Reach> { ["platform.administer"] = Reach.Tenant, ["platform.move-clock"] = Reach.Tenant }),
            Role("desk", Reach.Tenant, [.. Everything.Except(["intake.override-acuity", "intake.configure"])]),
            Role("director", Reach.Tenant, Everything),
            Role("own", Reach.Own, Everything),
            Role("team", Reach.Team, Everything),
            Role("reader", Reach.Tenant, ["intake.read"]),
        ],
        [.. withFrontDoor ? [new TeamRecipe("front-door", "Front Door")] : (TeamRecipe[])[], new TeamRecipe("outreach", "Outreach")],
        new CalendarDocument(
            Enumerable.Range(1, 5).ToDictionary(d => (DayOfWeek)d, _ => new OpeningHours(new TimeOnly(8, 0), new TimeOnly(17, 0))),
            new Holidays(["us-federal"])));

    private static RoleRecipe Role(string key, Reach reach, string[] permissions) =>
        new(key, key, permissions.Append("platform.read").ToDictionary(p => p, _ => reach));
}
