using System.Text.Json;

namespace CarePlatform.Intake.Tests;

/// <summary>A schedule as people keep it. Days lie in January 2099: the 5th is a Monday, and New York is five hours behind UTC.</summary>
internal static class SomeSchedule
{
    public const string Monday = "2099-01-05";

    public static readonly string[] WorkingDays = ["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY"];

    /// <summary>Defines a kind of visit and returns its id.</summary>
    public static async Task<string> VisitType(
        this IntakeDesk desk, string key = "first-visit", int minutes = 60, int bufferMinutes = 0, int stepMinutes = 30, int seats = 1,
        string[]? modes = null, string[]? roles = null) => Text(
            await desk.Do(
                "defineVisitType",
                new { key, title = key, minutes, bufferMinutes, stepMinutes, seats, modes = modes ?? ["IN_PERSON", "VIDEO"], roles },
                "visitType { id }"),
            "id");

    /// <summary>The clinician sees people at the site on these days.</summary>
    public static async Task Hours(
        this IntakeDesk desk, string clinician = "clinician", string site = "north", string opens = "09:00", string closes = "12:00",
        string[]? weekdays = null, string[]? visitTypes = null, string[]? modes = null) => await desk.Do(
            "setClinicHours",
            new
            {
                clinician = await desk.User(clinician),
                site = await desk.Site(site),
                week = (weekdays ?? WorkingDays).Select(weekday => new { weekday, opens, closes, visitTypes, modes }),
            },
            "clinicWeek { hours { id } }");

    /// <summary>When visits could begin, as UTC and with the clinician's name.</summary>
    public static async Task<IReadOnlyList<(string At, string With)>> Slots(
        this IntakeDesk desk, string visitType, string from = Monday + "T05:00:00Z", string until = "2099-01-06T05:00:00Z", object? more = null,
        int first = 100)
    {
        var variables = new Dictionary<string, object?> { ["visitType"] = visitType, ["from"] = from, ["until"] = until, ["first"] = first };
        foreach (var property in more?.GetType().GetProperties() ?? [])
        {
            variables[property.Name] = property.GetValue(more);
        }

        var page = (await desk.Ask(Query, variables)).GetProperty("openSlots");
        return [.. page.GetProperty("nodes").EnumerateArray()
            .Select(s => (Text(s, "startsAt"), Text(s.GetProperty("clinician"), "name")))];
    }

    public const string Query = """
        query($visitType: ID!, $from: DateTime, $until: DateTime, $sites: [ID!], $clinicians: [ID!], $mode: AppointmentMode, $language: String, $first: Int, $after: String) {
          openSlots(visitType: $visitType, from: $from, until: $until, sites: $sites, clinicians: $clinicians, mode: $mode, language: $language, first: $first, after: $after) {
            nodes { startsAt endsAt seatsLeft clinician { name } site { key } visitType { key } } pageInfo { endCursor hasNextPage }
          }
        }
        """;

    /// <summary>Books this kind of visit and returns the appointment.</summary>
    public static async Task<JsonElement> Book(
        this IntakeDesk desk, string client, string visitType, string start, string with = "clinician", string site = "north", string? addOn = null,
        string by = "desk") => await desk.Do(
            "bookAppointment",
            new { client, with = await desk.User(with), start, visitType, site = await desk.Site(site), addOn },
            "appointment { id state startsAt endsAt addOn heldUntil version }", by);

    public static string Text(JsonElement thing, string property) => thing.GetProperty(property).GetString()!;

    /// <summary>Where an appointment stands.</summary>
    public static async Task<string> StateOf(this IntakeDesk desk, JsonElement appointment) => (string)(await desk.Rows(
        "select state from intake.appointments where tenant_id = $1 and id = $2", IdOf(appointment)))[0][0];

    public static Guid IdOf(JsonElement appointment) =>
        Platform.Id.TryParse<Contracts.AppointmentId>(Text(appointment, "id"), out var id) ? id.Value : default;

    public static async Task<string[]> EventTypes(this IntakeDesk desk) => [.. (await desk.Events()).Select(e => e.Type)];
}
