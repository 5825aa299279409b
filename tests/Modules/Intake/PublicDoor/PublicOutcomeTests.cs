using System.Net;
using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CarePlatform.Intake.Tests;

public sealed class PublicOutcomeTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("REFERRED_ELSEWHERE", "We have referred you to another organisation")]
    [InlineData("DUPLICATE", "You had asked us before")]
    public async Task A_referral_and_an_earlier_request_are_told_only_once_staff_have_made_sure_who_asked(string resolution, string told)
    {
        var desk = await IntakeDesk.Open();
        using var visitor = new PublicVisitor(desk.Tenant);
        var (reference, secret) = await visitor.Ask();
        var inquiry = await Only(desk);
        await desk.Do("resolveInquiry", new { inquiry, resolution, note = "x" }, "inquiry { id }");
        Assert.Contains("Your request is closed.", (await visitor.Look(reference, secret)).Html, StringComparison.Ordinal);
        await desk.Do("shareOutcome", new { inquiry }, "inquiry { id }");
        Assert.Contains(told, (await visitor.Look(reference, secret)).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Codes_open_nothing_any_more_so_many_days_after_the_end()
    {
        var desk = await IntakeDesk.Open();
        await desk.Do("changeDoorSettings", new { page = new { callBackDays = 1, shownDays = 30 } }, "doorSettings { page { shownDays } }", by: "director");
        using var visitor = new PublicVisitor(desk.Tenant);
        var (reference, secret) = await visitor.Ask();
        await desk.Tenant.Forward(TimeSpan.FromDays(60));
        Assert.Equal(HttpStatusCode.OK, (await visitor.Look(reference, secret)).Status);
        await desk.Do("resolveInquiry", new { inquiry = await Only(desk), resolution = "DECLINED" }, "inquiry { id }");
        await desk.Tenant.Forward(TimeSpan.FromDays(29));
        Assert.Equal(HttpStatusCode.OK, (await visitor.Look(reference, secret)).Status);
        await desk.Tenant.Forward(TimeSpan.FromDays(2));
        var (status, html) = await visitor.Look(reference, secret);
        Assert.Equal(HttpStatusCode.NotFound, status);
        Assert.Equal((await visitor.Look("0000-0000", secret)).Html, html);
    }

    [Fact]
    public async Task An_appointment_agreed_after_somebody_made_sure_who_asked_is_news_and_one_before_is_not()
    {
        var desk = await IntakeDesk.Open();
        using var visitor = new PublicVisitor(desk.Tenant);
        await visitor.Ask(("answerBy", "text"));
        var inquiry = await Only(desk);
        Assert.True(Id.TryParse<InquiryId>(inquiry, out var id));
        var booked = new AppointmentBooked(default, new AppointmentId(Guid.CreateVersion7()), id, Site: null, DateTimeOffset.UnixEpoch);
        Assert.Empty(await Sent(desk, booked));
        await desk.Do("shareOutcome", new { inquiry }, "inquiry { id }");
        var (first, again) = (Assert.Single(await Sent(desk, booked)), Assert.Single(await Sent(desk, booked)));
        Assert.Equal(first.Id, again.Id);
        Assert.Contains("There is news on your request", first.Text, StringComparison.Ordinal);
        Assert.Empty(await Sent(desk, booked with { Inquiry = null }));
    }

    private static async Task<string> Only(IntakeDesk desk) =>
        Assert.Single((await desk.Ask("query { inquiries(where: { open: true }) { nodes { id } } }")).GetProperty("inquiries").GetProperty("nodes").EnumerateArray().ToList())
            .GetProperty("id").GetString()!;

    private static async Task<List<OutgoingMessage>> Sent(IntakeDesk desk, AppointmentBooked booked)
    {
        var sink = new Sink();
        await using var scope = desk.Tenant.Host.Services.CreateAsyncScope();
        var session = scope.ServiceProvider.GetRequiredService<Session>();
        session.Begin(desk.Tenant.Tenant, Actor.System, Guid.CreateVersion7());
        await session.OpenAsync(Ct);
        await WhenShownAppointmentBooked.Handle(booked, scope.ServiceProvider.GetRequiredService<IntakeDb>(), sink, desk.Tenant.Tenant, Ct);
        return sink.Messages;
    }

    private sealed class Sink : IMessageSink
    {
        public List<OutgoingMessage> Messages { get; } = [];

        public Task Send(OutgoingMessage message, CancellationToken ct)
        {
            Messages.Add(message);
            return Task.CompletedTask;
        }
    }
}
