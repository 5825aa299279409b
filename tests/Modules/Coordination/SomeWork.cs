using System.Globalization;
using System.Text.Json;
using CarePlatform.Coordination.Contracts;
using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Coordination.Tests;

/// <summary>The people, calendars, definitions and events that the tests of this folder speak of.</summary>
internal static class SomeWork
{
    public static readonly UserId Ada = new(Guid.Parse("01900000-0000-7000-8000-00000000000a"));
    public static readonly UserId Ben = new(Guid.Parse("01900000-0000-7000-8000-00000000000b"));
    public static readonly UserId Sue = new(Guid.Parse("01900000-0000-7000-8000-00000000000c"));
    public static readonly UserId Dan = new(Guid.Parse("01900000-0000-7000-8000-00000000000d"));
    public static readonly TeamId FrontDoor = new(Guid.Parse("01900000-0000-7000-8000-0000000000f1"));

    public static TimeZoneInfo NewYork { get; } = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");

    public static IReadOnlyDictionary<DayOfWeek, OpeningHours> OfficeHours { get; } = Enum.GetValues<DayOfWeek>()
        .Where(d => d is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
        .ToDictionary(d => d, _ => new OpeningHours(new TimeOnly(8, 0), new TimeOnly(17, 0)));

    /// <summary>Monday to Friday 08:00-17:00 in New York, closed on federal holidays.</summary>
    public static BusinessCalendar Office { get; } = new CalendarDocument(OfficeHours, new Holidays(["us-federal"])).In(NewYork);

    /// <summary>It has hours, and every day is a holiday.</summary>
    public static BusinessCalendar NeverOpen { get; } = new(NewYork, OfficeHours, _ => true);

    /// <summary>Ada and Ben work at the front door; Sue supervises them; Dan is the clinical director.</summary>
    public static Staff Everybody { get; } = StaffOf(Person(Ada, Sue, "intake-worker"), Person(Ben, Sue, "intake-worker"), Person(Sue, Dan, "supervisor"), Director);

    public static User Director => new(Dan, "Dan", Active: true, Away: false, Supervisor: null, new HashSet<string> { "clinical-director" }, new HashSet<TeamId>());

    public static WorkflowDefinition FrontDoorWorkflow => DefaultTemplate.For("wraparound").Single(t => t.Definition.Key == "front-door").Definition;

    public static User Person(UserId id, UserId? supervisor, string role, bool active = true, bool away = false) =>
        new(id, id.Value.ToString()[^1..], active, away || !active, supervisor, new HashSet<string> { role }, new HashSet<TeamId> { FrontDoor });

    public static Staff StaffOf(params User[] users) => new(users, [new Team(FrontDoor, "front-door", "Front Door", null)]);

    /// <summary>A local time in New York as an instant.</summary>
    public static DateTimeOffset Local(string text)
    {
        var local = DateTime.ParseExact(text, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        return new DateTimeOffset(local, NewYork.GetUtcOffset(local)).ToUniversalTime();
    }

    public static WorkflowDefinition Definition(string json) => DefinitionJson.Read(json);

    /// <summary>An event as the log delivers it.</summary>
    public static LogEntry Logged(object happened, DateTimeOffset at, long position = 1) => new(
        position, happened.GetType().GetCustomAttributes(false).OfType<EventAttribute>().Single().Name, "stream",
        JsonSerializer.SerializeToElement(happened, happened.GetType(), IdJson.Options), at, null, Guid.Empty);
}

/// <summary>One inquiry and what happens to it.</summary>
internal sealed class SomeInquiry(DateTimeOffset receivedAt, UserId? owner = null, Door door = Door.Call, TeamId? team = null)
{
    private readonly TeamId _team = team ?? SomeWork.FrontDoor;

    public ClientId Client { get; } = new(Guid.CreateVersion7(receivedAt));

    public InquiryId Inquiry { get; } = new(Guid.CreateVersion7(receivedAt));

    public InquiryReceived Received => new(Client, Inquiry, door, _team, owner, null, receivedAt);

    public InquiryTriaged Triaged(Acuity acuity, DateTimeOffset at) =>
        new(Client, Inquiry, acuity, "front-door", 1, _team, owner, null, receivedAt, at);

    public InquiryAssigned Assigned(UserId? to) => new(Client, Inquiry, _team, to);

    public AppointmentBooked Booked(DateTimeOffset starts) => new(Client, new AppointmentId(Guid.CreateVersion7(receivedAt)), Inquiry, null, starts);

    public InquiryResolved Resolved => new(Client, Inquiry, "in-care");
}

/// <summary>A run moved in memory, as the engine moves it, with everything that it has wanted so far.</summary>
internal sealed class SomeRun
{
    private readonly WorkflowDefinition _definition;
    private readonly BusinessCalendar _calendar;

    public SomeRun(object started, DateTimeOffset at, WorkflowDefinition? definition = null, Staff? staff = null, BusinessCalendar? calendar = null)
    {
        (_definition, _calendar, Staff) = (definition ?? SomeWork.FrontDoorWorkflow, calendar ?? SomeWork.Office, staff ?? SomeWork.Everybody);
        var entry = SomeWork.Logged(started, at);
        var subject = entry.Payload.GetProperty(_definition.Start!.Subject!).GetString()!;
        var client = entry.Payload.GetProperty("client").Deserialize<ClientId>(IdJson.Options);
        Workflow = Workflow.Start(new WorkflowTemplateId(Guid.CreateVersion7(at)), _definition, subject, client, null, entry);
        Take(at, turn => turn.Start(1));
    }

    public Staff Staff { get; set; }

    public Workflow Workflow { get; }

    public List<WorkItem> Items { get; } = [];

    public List<HistoryEntry> History { get; } = [];

    public List<object> Events { get; } = [];

    /// <summary>When each item wants to be looked at.</summary>
    public Dictionary<WorkItem, DateTimeOffset> Timers { get; } = [];

    public WorkItem Item(string step) => Items.Single(i => i.Step == step);

    public void Hear(object happened, DateTimeOffset at) => Take(at, turn => turn.Hear(SomeWork.Logged(happened, at)));

    public void Take(DateTimeOffset at, Action<Turn> move, UserId? by = null)
    {
        var turn = new Turn(Workflow, Items, _definition, _calendar, Staff, at, by);
        move(turn);
        Items.AddRange(turn.Changes.Opened);
        History.AddRange(turn.Changes.History);
        Events.AddRange(turn.Changes.Events);
        foreach (var (item, wake) in turn.Changes.Wakes)
        {
            if (wake is { } time)
            {
                Timers[item] = time;
            }
            else
            {
                Timers.Remove(item);
            }
        }
    }

    /// <summary>Time passes: whatever has fallen due is woken, the first due first.</summary>
    public void Until(DateTimeOffset now)
    {
        while (Timers.Where(t => t.Value <= now).OrderBy(t => t.Value).Select(t => t.Key).FirstOrDefault() is { } item)
        {
            var at = Timers[item];
            Timers.Remove(item);
            Take(at, turn => turn.Wake(item));
        }
    }

    /// <summary>The system was down: everything that fell due meanwhile is woken only now.</summary>
    public void WakeAllAt(DateTimeOffset now)
    {
        foreach (var item in Timers.Where(t => t.Value <= now).OrderBy(t => t.Value).Select(t => t.Key).ToList())
        {
            Timers.Remove(item);
            Take(now, turn => turn.Wake(item));
        }
    }
}
