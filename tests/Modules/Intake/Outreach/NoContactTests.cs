using CarePlatform.Intake.Contracts;
using Xunit;

namespace CarePlatform.Intake.Tests;

public sealed class NoContactTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 20, 15, 0, 0, TimeSpan.Zero);
    private static readonly ContactPoint Phone = new()
    {
        Id = new ContactPointId(Guid.CreateVersion7(Now)),
        Client = default,
        Kind = ContactKind.Phone,
        Value = "617-555-0101",
        RecordedAt = Now,
    };

    [Fact]
    public void Nobody_is_given_up_before_the_rule_is_met() => Assert.Equal(
        [
            "3 more attempts within 14 days: there are 0 of 3.", "2 more channels: there are 0 of 2.", "2 more days with an attempt: there are 0 of 2.",
            "1 known number or address was never tried: try each, or mark it as wrong.", "Outreach was not asked to find the person: hand the inquiry to outreach.",
        ],
        Missing([], [Phone], handedOff: false));

    [Fact]
    public void Three_tries_by_two_channels_on_two_days_and_a_handoff_are_enough() => Assert.Empty(Missing(
        [Tried(ContactChannel.Phone, daysAgo: 4, Phone), Tried(ContactChannel.Phone, daysAgo: 4), Tried(ContactChannel.Visit, daysAgo: 0)], [Phone], handedOff: true));

    [Fact]
    public void Old_tries_do_not_count_and_a_wrong_number_need_not_be_tried()
    {
        Phone.MarkWrong();
        var missing = Missing(
            [Tried(ContactChannel.Phone, daysAgo: 15), Tried(ContactChannel.Letter, daysAgo: 14), Tried(ContactChannel.Visit, daysAgo: 1)], [Phone], handedOff: true);
        Phone.Verify(DateOnly.FromDateTime(Now.DateTime));
        Assert.Equal(["1 more attempt within 14 days: there are 2 of 3."], missing);
    }

    [Fact]
    public void Whoever_was_reached_was_reached() => Assert.Contains(
        "The person was reached on 2026-05-19: choose another end.",
        Missing([Tried(ContactChannel.Phone, daysAgo: 1, result: ContactResult.Reached)], [], handedOff: true));

    private static IReadOnlyList<string> Missing(ContactAttempt[] attempts, ContactPoint[] points, bool handedOff) =>
        NoContact.Missing(NoContactRule.Usual, attempts, points, handedOff, at => DateOnly.FromDateTime(at.UtcDateTime), Now);

    private static ContactAttempt Tried(ContactChannel channel, int daysAgo, ContactPoint? point = null, ContactResult result = ContactResult.NoAnswer) => new()
    {
        Id = default,
        Inquiry = default,
        Channel = channel,
        Result = result,
        ContactPoint = point?.Id,
        AttemptedAt = Now.AddDays(-daysAgo),
    };
}

public sealed class NotReachedTests
{
    [Fact]
    public async Task An_inquiry_is_closed_as_not_reached_only_when_everything_was_tried()
    {
        var desk = await IntakeDesk.Open();
        var client = await desk.Register("Maria", "Reyes", phone: "617-555-0101");
        var inquiry = await desk.Receive(client);
        var close = new { inquiry, resolution = "NOT_REACHED" };
        var answer = await desk.Ask(
            """
            mutation($input: ResolveInquiryInput!) { resolveInquiry(input: $input) { inquiry { id } errors { ... on TryFurther { missing } } } }
            """,
            new { input = close });
        Assert.Equal(5, answer.GetProperty("resolveInquiry").GetProperty("errors")[0].GetProperty("missing").GetArrayLength());

        var point = (await desk.Ask("query($id: ID!) { client(id: $id) { contactPoints { id } } }", new { id = client }))
            .GetProperty("client").GetProperty("contactPoints")[0].GetProperty("id").GetString();
        await desk.Do("recordContactAttempt", new { inquiry, channel = "PHONE", result = "NO_ANSWER", contactPoint = point }, "inquiry { id }");
        await desk.Do("recordContactAttempt", new { inquiry, channel = "TEXT", result = "MESSAGE_LEFT", contactPoint = point }, "inquiry { id }");
        await desk.Do("handToOutreach", new { inquiry, team = await desk.Team("outreach"), note = "sleeps near the station" }, "inquiry { id }");
        Assert.Equal("TryFurther", await desk.Refusal("resolveInquiry", close, "inquiry { id }"));
        await desk.Tenant.Forward(TimeSpan.FromDays(2));
        await desk.Do("recordContactAttempt", new { inquiry, channel = "VISIT", result = "NO_ANSWER" }, "inquiry { id }");
        Assert.Empty((await desk.Ask("query($id: ID!) { missingBeforeNotReached(inquiry: $id) }", new { id = inquiry })).GetProperty("missingBeforeNotReached").EnumerateArray());
        var closed = await desk.Do("resolveInquiry", close, "inquiry { status resolution }");
        Assert.Equal("NOT_REACHED", closed.GetProperty("resolution").GetString());
    }

    [Fact]
    public async Task The_rule_is_the_tenants()
    {
        var desk = await IntakeDesk.Open();
        await desk.Do(
            "changeDoorSettings",
            new { noContact = new { attempts = 1, channels = 1, days = 1, withinDays = 7, everyContactPoint = false, handoff = false } }, "doorSettings { version }", by: "director");
        var inquiry = await desk.Receive(await desk.Register("Maria", "Reyes"));
        Assert.Equal("TryFurther", await desk.Refusal("resolveInquiry", new { inquiry, resolution = "NOT_REACHED" }, "inquiry { id }"));
        await desk.Do("recordContactAttempt", new { inquiry, channel = "LETTER", result = "MESSAGE_LEFT" }, "inquiry { id }");
        await desk.Do("resolveInquiry", new { inquiry, resolution = "NOT_REACHED" }, "inquiry { id }");
    }
}
