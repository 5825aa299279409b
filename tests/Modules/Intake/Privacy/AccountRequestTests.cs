using Xunit;

namespace CarePlatform.Intake.Tests;

public sealed class RequestAccountTests
{
    [Theory]
    [InlineData("INTERMEDIARY", 30)]
    [InlineData("HIPAA", 60)]
    [InlineData("PART2", 60)]
    public async Task It_is_due_at_the_end_of_the_last_of_so_many_days(string kind, int days)
    {
        var desk = await IntakeDesk.Open();
        var client = await desk.Register("Maria", "Reyes");
        var requestedAt = new DateTimeOffset(2026, 1, 5, 23, 30, 0, TimeSpan.FromHours(-5));
        var due = (await desk.Do("requestAccount", new { client, kind, requestedAt }, "accountRequest { dueAt deliveredAt }")).GetProperty("dueAt").GetDateTimeOffset();
        var zone = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");
        var midnight = new DateTime(2026, 1, 5).AddDays(days + 1);
        Assert.Equal(new DateTimeOffset(midnight, zone.GetUtcOffset(midnight)), due);
        Assert.Equal("intake.account-requested@1", (await desk.Events())[^1].Type);
    }

    [Fact]
    public async Task The_days_are_the_organisations_own()
    {
        var desk = await IntakeDesk.Open();
        await desk.Rows("insert into platform.role_permissions (tenant_id, role, permission, reach) values ($1, 'director', 'platform.privacy', 'tenant')");
        await desk.Do("changePrivacyPolicy", new { expectedVersion = 0, accountDays = 10 }, "privacyPolicy { accountDays }", "director");
        var client = await desk.Register("Maria", "Reyes");
        var request = await desk.Do("requestAccount", new { client, kind = "HIPAA" }, "accountRequest { requestedAt dueAt }");
        Assert.InRange((request.GetProperty("dueAt").GetDateTimeOffset() - request.GetProperty("requestedAt").GetDateTimeOffset()).TotalDays, 9.9, 11.1);
        Assert.Equal("InvalidInput", await desk.Refusal(
            "requestAccount", new { client, kind = "HIPAA", requestedAt = TimeProvider.System.GetUtcNow().AddDays(1) }, "accountRequest { id }"));
    }
}

public sealed class DeliverAccountTests
{
    [Fact]
    public async Task What_was_given_is_known_afterwards_and_given_once()
    {
        var desk = await IntakeDesk.Open();
        var client = await desk.Register("Maria", "Reyes");
        var listed = (await desk.Do("recordDisclosure", new
        {
            client,
            classes = new[] { "A" },
            description = "A law asks",
            recipientName = "Health department",
            purpose = "PUBLIC_HEALTH",
            basis = "LAW",
            channel = "mail",
        }, "disclosure { id }")).GetProperty("id").GetString();
        var request = (await desk.Do("requestAccount", new { client, kind = "HIPAA" }, "accountRequest { id }")).GetProperty("id").GetString();
        Assert.Equal([request], await Owed(desk));
        var given = await desk.Do("deliverAccount", new { request, channel = "letter" }, "accountRequest { deliveredAt channel disclosures }");
        Assert.Equal([listed], given.GetProperty("disclosures").EnumerateArray().Select(d => d.GetString()));
        Assert.Empty(await Owed(desk));
        Assert.Equal("DeliveredAlready", await desk.Refusal("deliverAccount", new { request, channel = "letter" }, "accountRequest { id }"));
        Assert.Equal("intake.account-delivered@1", (await desk.Events())[^1].Type);
    }

    private static async Task<IReadOnlyList<string?>> Owed(IntakeDesk desk) => [.. (await desk.Ask("{ accountRequests(first: 5, open: true) { nodes { id } } }"))
        .GetProperty("accountRequests").GetProperty("nodes").EnumerateArray().Select(n => n.GetProperty("id").GetString())];
}
