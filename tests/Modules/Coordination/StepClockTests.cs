using System.Text.Json;
using Xunit;
using static CarePlatform.Coordination.Tests.SomeWork;

namespace CarePlatform.Coordination.Tests;

public sealed class StepClockTests
{
    private static readonly DateTimeOffset Started = Local("2025-06-30 10:00");

    [Fact]
    public void Half_of_the_time_is_amber_and_four_fifths_are_red_in_open_hours()
    {
        var clock = Clock("""{ "from": "start", "limit": "10 business hours" }""");
        Assert.Equal(Local("2025-06-30 15:00"), clock.AmberAt);
        Assert.Equal(Local("2025-07-01 09:00"), clock.RedAt);
        Assert.Equal(Local("2025-07-01 11:00"), clock.DueAt);
    }

    [Theory]
    [InlineData("emergent", "2025-06-30 09:15")]
    [InlineData("urgent", "2025-07-01 17:00")]
    [InlineData("routine", "2025-07-15 17:00")]
    public void The_limit_follows_the_case_and_counts_from_the_field(string acuity, string due)
    {
        var clock = Clock(
            """
            { "from": "start.receivedAt", "by": "start.acuity",
              "cases": { "emergent": "15 minutes", "urgent": "1 business day" }, "limit": "10 business days" }
            """,
            new { receivedAt = Local("2025-06-30 09:00"), acuity });
        Assert.Equal(Local("2025-06-30 09:00"), clock.StartsAt);
        Assert.Equal(Local(due), clock.DueAt);
    }

    [Fact]
    public void A_day_counts_from_its_beginning_at_the_site()
    {
        var clock = Clock("""{ "from": "start.receivedAt", "limit": "6 calendar months" }""", new { receivedAt = "2025-08-31" });
        Assert.Equal(Local("2025-08-31 00:00"), clock.StartsAt);
        Assert.Equal(new DateOnly(2026, 2, 28), Office.DayOf(clock.DueAt));
    }

    [Fact]
    public void A_step_counts_from_its_opening_when_the_field_is_missing_or_nothing_is_said()
    {
        Assert.Equal(Local("2025-07-02 09:00"), Clock("""{ "from": "start.receivedAt", "limit": "1 hour" }""").StartsAt);
        Assert.Equal(Local("2025-07-02 09:00"), Clock("""{ "limit": "1 hour" }""").StartsAt);
    }

    [Fact]
    public void A_calendar_that_never_opens_counts_every_day_and_says_so()
    {
        var frame = Frame("""{ "from": "start", "limit": "2 business days" }""");
        var clock = StepClock.Of(frame, Facts.None, Started, Started, NeverOpen);
        Assert.True(clock.NeverOpen);
        Assert.Equal(new DateOnly(2025, 7, 2), NeverOpen.DayOf(clock.DueAt));
        Assert.Equal(Started.AddHours(3), StepClock.After(Started, new Limit(3, TimeUnit.BusinessHours), NeverOpen));
    }

    private static TimeFrame Frame(string json) => JsonSerializer.Deserialize<TimeFrame>(json, DefinitionJson.Options)!;

    private static StepClock Clock(string json, object? start = null)
    {
        var frame = Frame(json);
        var definition = new WorkflowDefinition { Steps = [new StepDefinition { Key = "step", TimeFrame = frame }] };
        var facts = Facts.None.With(FieldRef.Start, JsonSerializer.SerializeToElement(start ?? new { }), definition);
        return StepClock.Of(frame, facts, Started, Local("2025-07-02 09:00"), Office);
    }
}
