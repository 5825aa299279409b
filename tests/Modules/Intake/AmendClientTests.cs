using System.Text.Json;
using Xunit;

namespace CarePlatform.Intake.Tests;

public sealed class AmendClientTests
{
    [Fact]
    public async Task What_was_known_before_is_kept()
    {
        var desk = await IntakeDesk.Open();
        var client = await desk.Register("Maria", "Reyes", "1980-02-03");
        var amended = await desk.Do(
            "amendClient", new { client, family = "Johnson", expectedVersion = 1 },
            "client { name birthDate version earlierVersions { version family changedBy { name } } priorNames { kind family } }");
        Assert.Equal("Maria Johnson", amended.GetProperty("name").GetString());
        Assert.Equal("1980-02-03", amended.GetProperty("birthDate").GetString());
        Assert.Equal(2, amended.GetProperty("version").GetInt32());
        var before = Assert.Single(amended.GetProperty("earlierVersions").EnumerateArray().ToList());
        Assert.Equal("Reyes", before.GetProperty("family").GetString());
        Assert.Equal("Dee", before.GetProperty("changedBy").GetProperty("name").GetString());
        Assert.Equal("intake.client-amended@1", (await desk.Events())[^1].Type);
    }

    [Fact]
    public async Task Who_married_is_found_under_both_names()
    {
        var desk = await IntakeDesk.Open();
        var client = await desk.Register("Maria", "Reyes", "1980-02-03");
        await desk.Do("amendClient", new { client, family = "Johnson" }, "client { id }");
        foreach (var family in (string[])["Reyes", "Johnson"])
        {
            var inquiry = await desk.Do(
                "receiveInquiry", new { door = "CALL", person = new { given = "Maria", family, birthDate = "1980-02-03" } }, "inquiry { client { id } }");
            Assert.Equal(client, inquiry.GetProperty("client").GetProperty("id").GetString());
        }
    }

    [Fact]
    public async Task What_was_wrong_can_be_taken_away()
    {
        var desk = await IntakeDesk.Open();
        var client = await desk.Register("Maria", "Reyes", "1980-02-03");
        var amended = await desk.Do("amendClient", new { client, clear = new[] { "BIRTH_DATE" } }, "client { birthDate family }");
        Assert.Equal(JsonValueKind.Null, amended.GetProperty("birthDate").ValueKind);
        Assert.Equal("Reyes", amended.GetProperty("family").GetString());
    }

    [Fact]
    public async Task A_stale_version_is_refused()
    {
        var desk = await IntakeDesk.Open();
        var client = await desk.Register("Maria", "Reyes");
        await desk.Do("amendClient", new { client, given = "Mary", expectedVersion = 1 }, "client { id }");
        Assert.Equal("VersionConflict", await desk.Refusal("amendClient", new { client, given = "Marie", expectedVersion = 1 }, "client { id }"));
    }

    [Theory]
    [InlineData("2999-01-01", null, "input.birthDate")]
    [InlineData(null, "2999-01-01", "input.diedOn")]
    [InlineData("1980-02-03", "1979-01-01", "input.diedOn")]
    public async Task Impossible_days_are_refused(string? birthDate, string? diedOn, string path)
    {
        var desk = await IntakeDesk.Open();
        var client = await desk.Register("Maria", "Reyes");
        var errors = await desk.Tenant.Refused("desk", "amendClient", new { client, birthDate, diedOn }, "client { id }");
        Assert.Equal(path, errors[0].GetProperty("path").GetString());
    }

    [Fact]
    public async Task A_client_beyond_the_callers_reach_is_not_found()
    {
        var desk = await IntakeDesk.Open();
        var client = await desk.Register("Maria", "Reyes");
        Assert.Equal("NotFound", await desk.Refusal("amendClient", new { client, given = "Mary" }, "client { id }", by: "own"));
    }
}
