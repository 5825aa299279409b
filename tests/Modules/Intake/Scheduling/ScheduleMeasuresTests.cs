using Xunit;
using static CarePlatform.Intake.Tests.SomeSchedule;

namespace CarePlatform.Intake.Tests;

public sealed class ScheduleMeasuresTests
{
    private static readonly string[] EveryDay = [.. WorkingDays, "SATURDAY", "SUNDAY"];

    [Fact]
    public async Task The_third_next_available_time_is_measured_now_and_once_a_day()
    {
        var desk = await IntakeDesk.Open();
        var visitType = await desk.VisitType(minutes: 60, stepMinutes: 60);
        await desk.Hours(opens: "00:00", closes: "00:00", weekdays: EveryDay);
        var now = Assert.Single((await desk.Ask(
            "query($visitType: ID!) { thirdNextAvailable(visitType: $visitType) { clinician { name } site { key } startsAt daysAhead } }",
            new { visitType })).GetProperty("thirdNextAvailable").EnumerateArray());
        var third = (await desk.Slots(visitType, TimeProvider.System.GetUtcNow().ToString("O"), TimeProvider.System.GetUtcNow().AddDays(20).ToString("O"), first: 3))[2];
        Assert.Equal((third.At, "Cli", "north"), (Text(now, "startsAt"), Text(now.GetProperty("clinician"), "name"), Text(now.GetProperty("site"), "key")));

        // Half past eight in the morning: no slot begins between the measuring and the asking, whatever time the test runs at.
        var local = TimeZoneInfo.ConvertTime(TimeProvider.System.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById("America/New_York"));
        await desk.Tenant.Forward(local.Date.AddDays(1).AddHours(8.5) - local.DateTime);
        await desk.Tenant.Forward(TimeSpan.FromDays(1));
        await desk.Tenant.Forward(TimeSpan.FromDays(1));
        var measured = await desk.Rows("select to_char(day, 'YYYY-MM-DD') from intake.access_times where tenant_id = $1 order by day desc");
        var day = (string)measured[0][0];
        Assert.Equal($"{local.Date.AddDays(3):yyyy-MM-dd}", day);
        Assert.Equal(measured.Count, measured.Select(m => m[0]).Distinct().Count());
        var both = await desk.Ask(
            """
            query($visitType: ID!, $day: Date!) {
              accessTimes(visitType: $visitType, from: $day, to: $day) { startsAt daysAhead }
              thirdNextAvailable(visitType: $visitType) { startsAt daysAhead }
            }
            """,
            new { visitType, day });
        Assert.Equal(
            Assert.Single(both.GetProperty("thirdNextAvailable").EnumerateArray()).ToString(),
            Assert.Single(both.GetProperty("accessTimes").EnumerateArray()).ToString());
    }

    [Fact]
    public async Task Utilisation_counts_hours_and_what_became_of_them()
    {
        var desk = await IntakeDesk.Open();
        var type = await desk.VisitType(minutes: 60, stepMinutes: 60);
        await desk.Hours(opens: "09:00", closes: "12:00");
        var (maria, wei) = (await desk.Register("Maria", "Reyes"), await desk.Register("Wei", "Chen"));
        await desk.Book(maria, type, "2099-01-05T14:00:00Z");
        await desk.Book(wei, type, "2099-01-05T15:00:00Z");
        await desk.Rows("update intake.appointments set state = 'checked-in' where tenant_id = $1 and starts_at = '2099-01-05T14:00:00Z'");
        var row = Assert.Single((await desk.Ask(
            "{ utilisation(from: \"2099-01-05\", to: \"2099-01-06\") { clinician { name } hoursMinutes bookedMinutes keptMinutes missedMinutes cancelledLateMinutes keptShare } }"))
            .GetProperty("utilisation").EnumerateArray());
        Assert.Equal(
            (360, 120, 60, 0),
            (row.GetProperty("hoursMinutes").GetInt32(), row.GetProperty("bookedMinutes").GetInt32(), row.GetProperty("keptMinutes").GetInt32(),
                row.GetProperty("missedMinutes").GetInt32()));
    }
}
