using System.Text.Json;

namespace CarePlatform.Coordination.Tests;

/// <summary>Who is away or on duty, as the tests of owners say it.</summary>
internal static class WorkDuty
{
    /// <summary>An absence from so many days after today on, for so many days.</summary>
    public static async Task<object> Absence(this WorkTenant work, string person, int firstIn = 0, int days = 3, string? cover = null)
    {
        var first = (await work.Today()).AddDays(firstIn);
        return new
        {
            person = work.People[person].ToString(),
            firstDay = first.ToString("O"),
            lastDay = first.AddDays(days - 1).ToString("O"),
            reason = "LEAVE",
            cover = cover is null ? null : work.People[cover].ToString(),
        };
    }

    public static async Task<DateOnly> Today(this WorkTenant work) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(await work.Now(), SomeWork.NewYork).DateTime);

    /// <summary>Who gets the triage of a new inquiry that is meant for this person; the team's key when its queue does.</summary>
    public static async Task<string?> OwnerOf(this WorkTenant work, string meant)
    {
        var triage = await work.Find(await work.Inquiry(meant), "triage");
        return triage.GetProperty("owner") is { ValueKind: JsonValueKind.Object } owner
            ? owner.GetProperty("name").GetString()
            : triage.GetProperty("team").GetProperty("key").GetString();
    }

    /// <summary>What a line of the history says was passed over: why, and who, which team or which role.</summary>
    public static IReadOnlyList<(string? Why, string? Who)> Passed(JsonElement entry) =>
        [.. entry.GetProperty("passedOver").EnumerateArray().Select(p => (p.GetProperty("why").GetString(), Who(p)))];

    private static string? Who(JsonElement passed) =>
        passed.GetProperty("person") is { ValueKind: JsonValueKind.Object } person ? person.GetProperty("name").GetString()
        : passed.GetProperty("team") is { ValueKind: JsonValueKind.Object } team ? team.GetProperty("key").GetString()
        : passed.GetProperty("role").GetString();
}
