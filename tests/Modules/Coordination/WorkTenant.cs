using System.Text.Json;
using CarePlatform.Messaging;
using CarePlatform.Platform;
using CarePlatform.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CarePlatform.Coordination.Tests;

/// <summary>
/// A tenant with a front door and two partners, the hostel of hal and the clinic of cleo: ada and ben work there, sue supervises them, dan is the clinical director, eve belongs to another
/// team. The events of other modules are put into its log as those modules would.
/// </summary>
internal sealed class WorkTenant
{
    /// <summary>What the tests look at of an item.</summary>
    public const string Fields = """
        {
          id step state clock urgency priority rung version measured owner { id name } team { id key } escalatedAt acknowledgedAt
          history { number what reason by { name } owner { name } rung note passedOver { why person { name } team { key } role } }
        }
        """;

    public const string Item = $"workItem {Fields}";

    private static readonly Dictionary<string, Reach> Works = new()
    {
        ["platform.read"] = Reach.Tenant,
        ["coordination.read"] = Reach.Team,
        ["coordination.work"] = Reach.Own,
        ["coordination.absence"] = Reach.Own,
    };

    private static readonly Dictionary<string, Reach> Supervises = new()
    {
        ["platform.read"] = Reach.Tenant,
        ["coordination.read"] = Reach.Tenant,
        ["coordination.work"] = Reach.Tenant,
        ["coordination.reassign"] = Reach.Tenant,
        ["coordination.report"] = Reach.Tenant,
        ["coordination.lead"] = Reach.Tenant,
        ["coordination.absence"] = Reach.Tenant,
        ["coordination.duty"] = Reach.Tenant,
    };

    private static readonly Dictionary<string, Reach> Administers = new(Supervises)
    {
        ["platform.administer"] = Reach.Tenant,
        ["platform.people"] = Reach.Tenant,
        ["platform.operate"] = Reach.Tenant,
        ["platform.secure"] = Reach.Tenant,
        ["platform.read-audit"] = Reach.Tenant,
        ["platform.move-clock"] = Reach.Tenant,
        ["platform.privacy"] = Reach.Tenant,
        ["coordination.design"] = Reach.Tenant,
        ["coordination.publish"] = Reach.Tenant,
        ["coordination.define-decisions"] = Reach.Tenant,
    };

    private static readonly Recipe Recipe = new(
        "front-door-only", "A front door", "For tests of Coordination.", ["coordination", "coordination.templates", "coordination.decisions", "coordination.daily"],
        [
            new("intake-worker", "Intake worker", Works), new("supervisor", "Supervisor", Supervises),
            new("clinical-director", "Clinical director", Supervises), new("admin", "Administrator", Administers, Gives: ["intake-worker"]),
            new("partner", "Partner", new Dictionary<string, Reach>
            {
                ["platform.partner"] = Reach.Organisation, ["coordination.answer"] = Reach.Organisation, ["coordination.read"] = Reach.Tenant,
                ["coordination.work"] = Reach.Tenant,
            }),
            new("own-only", "Sees the own work only", new Dictionary<string, Reach>
            {
                ["platform.read"] = Reach.Tenant, ["coordination.read"] = Reach.Own, ["coordination.work"] = Reach.Own,
            }),
        ],
        [new("front-door", "Front Door"), new("housing", "Housing")],
        new CalendarDocument(
            Enum.GetValues<DayOfWeek>().ToDictionary(d => d, _ => new OpeningHours(TimeOnly.MinValue, TimeOnly.MaxValue)), new Holidays()));

    private static readonly IReadOnlyList<StaffPlan> Staff =
    [
        new("admin", "Admin", "Operations", ["admin"], []),
        new("dan", "Dan", "Clinical Director", ["clinical-director"], []),
        new("sue", "Sue", "Supervisor", ["supervisor"], [], ["front-door"], "dan"),
        new("ada", "Ada", "Intake Specialist", ["intake-worker"], ["front-door"], Supervisor: "sue"),
        new("ben", "Ben", "Intake Specialist", ["intake-worker"], ["front-door"], Supervisor: "sue"),
        new("eve", "Eve", "Housing Navigator", ["own-only"], ["housing"], Supervisor: "sue"),
    ];

    private static readonly IReadOnlyList<PartnerPlan> Outsiders =
    [
        new("hostel", "Harbour Hostel", "housing", People: [new PartnerPerson("hal", "Hal")]),
        new("clinic", "Corner Clinic", "clinic", People: [new PartnerPerson("cleo", "Cleo")]),
    ];

    private WorkTenant(TestTenant outside, TeamId frontDoor, TeamId housing, IReadOnlyDictionary<string, UserId> people) =>
        (Outside, FrontDoor, Housing, People) = (outside, frontDoor, housing, people);

    /// <summary>The tenant as its people see it.</summary>
    public TestTenant Outside { get; }

    public TeamId FrontDoor { get; }

    public TeamId Housing { get; }

    /// <summary>By sign-in name.</summary>
    public IReadOnlyDictionary<string, UserId> People { get; }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <param name="hosts">Tells hosts apart: a test that adds one to its database has a name of its own.</param>
    public static async Task<WorkTenant> New(string hosts = "coordination")
    {
        var plan = new TenantPlan("work", "Work", Recipe.Key, "America/New_York", Sandbox: true, [], Staff, Outsiders);
        var host = await TestHost.Of(hosts, () => [new CoordinationModule()], [Recipe], migrations: null);
        var outside = await TestTenant.From(host: host, plan: plan);
        return await In(host, outside.Tenant, async services =>
        {
            var people = services.GetRequiredService<People>();
            return new WorkTenant(
                outside, (await people.Team("front-door", Ct))!.Id, (await people.Team("housing", Ct))!.Id,
                (await people.Users(Ct)).ToDictionary(u => u.Name.ToLowerInvariant(), u => u.Id));
        });
    }

    /// <summary>The same, and it is nine in the morning: for what depends on days.</summary>
    public static async Task<WorkTenant> InTheMorning()
    {
        var work = await New();
        await work.Outside.Morning();
        return work;
    }

    /// <summary>The tenant's time.</summary>
    public async Task<DateTimeOffset> Now() =>
        (await Outside.Ask("admin", "{ tenant { now } }")).GetProperty("tenant").GetProperty("now").GetDateTimeOffset();

    /// <summary>An inquiry at the front door, received now.</summary>
    public async Task<SomeInquiry> Inquiry(string? owner = null)
    {
        var inquiry = new SomeInquiry(await Now(), owner is null ? null : People[owner], team: FrontDoor);
        await Happened(inquiry.Received);
        return inquiry;
    }

    /// <summary>Events land in the log, in this order and in one transaction, and take effect.</summary>
    public async Task Happened(params object[] events)
    {
        var now = await Now();
        await In(async services =>
        {
            var entries = events.Select(e => SomeWork.Logged(e, now));
            await EventLog.Append(
                services.GetRequiredService<Session>().Transaction,
                [.. entries.Select(e => new NewEvent(e.Payload.GetProperty("client").GetString()!, e.Type, e.Payload.GetRawText(), now))], Ct);
            return true;
        });
        await Outside.Quiet();
    }

    /// <summary>Somebody is on leave from today on.</summary>
    public async Task SendAway(string person)
    {
        await using var command = Outside.Host.Database.Administrator.CreateCommand(
            "update platform.users set away_from = '2000-01-01', away_until = '2100-01-01' where id = $1");
        command.Parameters.AddWithValue(People[person].Value);
        await command.ExecuteNonQueryAsync(Ct);
    }

    /// <summary>Does something inside the tenant, as the system, in one transaction.</summary>
    public Task<T> In<T>(Func<IServiceProvider, Task<T>> work) => In(Outside.Host, Outside.Tenant, work);

    /// <summary>The open item of this step about the inquiry, as the supervisor sees it.</summary>
    public async Task<JsonElement> Find(SomeInquiry inquiry, string step) =>
        (await All("sue", inquiry)).Single(i => i.GetProperty("step").GetString() == step);

    /// <summary>Every item about the inquiry that this person sees.</summary>
    public async Task<IReadOnlyList<JsonElement>> All(string person, SomeInquiry inquiry)
    {
        var items = new List<JsonElement>();
        foreach (var state in new[] { "OPEN", "COMPLETED", "CANCELLED" })
        {
            var found = await Outside.Ask(
                person,
                $"query($c: ID!, $s: WorkItemState!) {{ workItems(first: 50, where: {{ client: $c, state: $s }}) {{ nodes {Fields} }} }}",
                new { c = inquiry.Client.ToString(), s = state });
            items.AddRange(found.GetProperty("workItems").GetProperty("nodes").EnumerateArray());
        }

        return items;
    }

    private static async Task<T> In<T>(TestHost host, Tenant tenant, Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = host.Services.CreateAsyncScope();
        var session = scope.ServiceProvider.GetRequiredService<Session>();
        session.Begin(tenant, Actor.System, Guid.CreateVersion7(TimeProvider.System.GetUtcNow()));
        await session.OpenAsync(Ct);
        var result = await work(scope.ServiceProvider);
        await session.SaveAsync(Ct);
        await session.CommitAsync(Ct);
        return result;
    }
}
