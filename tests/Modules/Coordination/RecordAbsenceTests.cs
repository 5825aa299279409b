using System.Text.Json;
using Xunit;

namespace CarePlatform.Coordination.Tests;

public sealed class RecordAbsenceTests
{
    private const string Thing = "absence { id firstDay lastDay reason person { away } cover { name } }";

    [Fact]
    public async Task Open_steps_go_to_the_cover_on_the_first_day_and_the_history_says_why()
    {
        var work = await WorkTenant.InTheMorning();
        var inquiry = await work.Inquiry("ada");
        await work.Outside.Do("ada", "recordAbsence", await work.Absence("ada", cover: "ben"), Thing);
        await work.Outside.Quiet();
        var triage = await work.Find(inquiry, "triage");
        Assert.Equal("Ben", triage.GetProperty("owner").GetProperty("name").GetString());
        var last = triage.GetProperty("history").EnumerateArray().Last();
        Assert.Equal(("REASSIGNED", "owner-absent"), (last.GetProperty("what").GetString(), last.GetProperty("reason").GetString()));
        Assert.Equal([("ABSENT", "Ada")], WorkDuty.Passed(last));
    }

    [Fact]
    public async Task New_steps_go_to_the_cover_while_the_person_is_away_and_to_the_person_afterwards()
    {
        var work = await WorkTenant.InTheMorning();
        var away = await work.Outside.Do("sue", "recordAbsence", await work.Absence("ada", days: 2, cover: "ben"), Thing);
        Assert.True(away.GetProperty("person").GetProperty("away").GetBoolean());
        await work.Outside.Quiet();
        Assert.Equal("Ben", await work.OwnerOf("ada"));
        await work.Outside.Forward(TimeSpan.FromDays(2));
        Assert.Equal("Ada", await work.OwnerOf("ada"));
    }

    [Fact]
    public async Task An_absence_that_begins_later_takes_nothing_until_its_first_day()
    {
        // The call is due at the end of the next day, so that no escalation takes it before the absence does.
        var work = await WorkTenant.InTheMorning();
        await work.Publish(await work.Draft(SomeTemplate.WelcomeCall()));
        var inquiry = await work.Inquiry("ada");
        await work.Outside.Do("ada", "recordAbsence", await work.Absence("ada", firstIn: 1, days: 3), Thing);
        await work.Outside.Quiet();
        Assert.Equal("Ada", (await work.Find(inquiry, "call")).GetProperty("owner").GetProperty("name").GetString());
        var here = TimeZoneInfo.ConvertTime(await work.Now(), SomeWork.NewYork);
        await work.Outside.Forward(TimeSpan.FromHours(24) - here.TimeOfDay + TimeSpan.FromMinutes(1));
        var passed = (await work.Find(inquiry, "call")).GetProperty("history").EnumerateArray()
            .Where(h => h.GetProperty("reason").GetString() == "owner-absent").ToList();
        Assert.Equal("Ada", WorkDuty.Passed(Assert.Single(passed))[0].Who);
    }

    [Fact]
    public async Task Without_a_cover_the_step_goes_back_to_the_queue()
    {
        var work = await WorkTenant.InTheMorning();
        var inquiry = await work.Inquiry("ada");
        await work.Outside.Do("ada", "recordAbsence", await work.Absence("ada"), Thing);
        await work.Outside.Quiet();
        var triage = await work.Find(inquiry, "triage");
        Assert.Equal(JsonValueKind.Null, triage.GetProperty("owner").ValueKind);
        Assert.Equal("front-door", triage.GetProperty("team").GetProperty("key").GetString());
    }

    [Fact]
    public async Task A_worker_records_the_own_absence_only_and_nobody_covers_their_own()
    {
        var work = await WorkTenant.InTheMorning();
        Assert.Equal("NotFound", await Refusal(work, "ada", await work.Absence("ben")));
        Assert.Equal("InvalidInput", await Refusal(work, "ada", await work.Absence("ada", cover: "ada")));
        Assert.Equal("InvalidInput", await Refusal(work, "ada", await work.Absence("ada", firstIn: -1)));
        Assert.Equal("InvalidInput", await Refusal(work, "ada", await work.Absence("ada", days: 0)));
    }

    private static async Task<string?> Refusal(WorkTenant work, string by, object input) =>
        (await work.Outside.Refused(by, "recordAbsence", input, Thing))[0].GetProperty("__typename").GetString();
}
