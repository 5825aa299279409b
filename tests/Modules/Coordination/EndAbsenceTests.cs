using Xunit;

namespace CarePlatform.Coordination.Tests;

public sealed class EndAbsenceTests
{
    private const string Thing = "absence { id firstDay lastDay }";

    [Fact]
    public async Task Whoever_is_back_early_gets_new_steps_again()
    {
        var work = await WorkTenant.InTheMorning();
        var away = await work.Outside.Do("ada", "recordAbsence", await work.Absence("ada", days: 9, cover: "ben"), Thing);
        Assert.Equal("Ben", await work.OwnerOf("ada"));
        await work.Outside.Do("ada", "endAbsence", new { absence = away.GetProperty("id").GetString() }, Thing);
        Assert.Equal("Ada", await work.OwnerOf("ada"));
        var absences = (await work.Outside.Ask("sue", "{ absences { id } }")).GetProperty("absences");
        Assert.Equal(0, absences.GetArrayLength());
    }

    [Fact]
    public async Task An_absence_lasts_longer_when_its_last_day_is_moved()
    {
        var work = await WorkTenant.InTheMorning();
        var away = await work.Outside.Do("ada", "recordAbsence", await work.Absence("ada", days: 1, cover: "ben"), Thing);
        var lastDay = (await work.Today()).AddDays(4).ToString("O");
        await work.Outside.Do("sue", "endAbsence", new { absence = away.GetProperty("id").GetString(), lastDay }, Thing);
        await work.Outside.Forward(TimeSpan.FromDays(3));
        Assert.Equal("Ben", await work.OwnerOf("ada"));
    }

    [Fact]
    public async Task The_absence_of_somebody_out_of_reach_is_not_found()
    {
        var work = await WorkTenant.InTheMorning();
        var away = await work.Outside.Do("ada", "recordAbsence", await work.Absence("ada"), Thing);
        var id = away.GetProperty("id").GetString();
        var refused = await work.Outside.Refused("ben", "endAbsence", new { absence = id }, Thing);
        Assert.Equal("NotFound", refused[0].GetProperty("__typename").GetString());
        var before = await work.Outside.Refused("ada", "endAbsence", new { absence = id, lastDay = "2000-01-01" }, Thing);
        Assert.Equal("InvalidInput", before[0].GetProperty("__typename").GetString());
    }
}
