using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>Tells whoever asked that the request has arrived, by the channel that they chose.</summary>
[Feature("intake.public-door")]
internal static class WhenAskedInPublic
{
    public static Task Handle(AskedInPublic asked, IntakeDb db, IMessageSink sink, Tenant tenant, CancellationToken ct) =>
        db.PublicRequests.AsNoTracking().Where(r => r.Id == asked.Request).SendTo(sink, tenant, "received", ct);
}

/// <summary>Tells whoever asked that there is something new to see: the appointment.</summary>
[Feature("intake.public-door")]
internal static class WhenOutcomeShared
{
    public static Task Handle(OutcomeShared shared, IntakeDb db, IMessageSink sink, Tenant tenant, CancellationToken ct) =>
        db.PublicRequests.AsNoTracking().Where(r => r.Inquiry == shared.Inquiry).SendTo(sink, tenant, "appointment", ct);
}

/// <summary>An appointment is agreed after somebody has made sure who asked: there is something new to see.</summary>
[Feature("intake.public-door")]
internal static class WhenShownAppointmentBooked
{
    public static Task Handle(AppointmentBooked booked, IntakeDb db, IMessageSink sink, Tenant tenant, CancellationToken ct) =>
        db.PublicRequests.AsNoTracking().Where(r => r.Inquiry == booked.Inquiry && r.SharedAt != null)
            .SendTo(sink, tenant, booked.Appointment.ToString(), ct);
}

/// <summary>The appointment that whoever asked may see takes place at another time.</summary>
[Feature("intake.public-door")]
internal static class WhenShownAppointmentMoved
{
    public static Task Handle(AppointmentRescheduled moved, IntakeDb db, IMessageSink sink, Tenant tenant, CancellationToken ct) =>
        db.PublicRequests.AsNoTracking().Where(r => r.Inquiry == moved.Inquiry && r.SharedAt != null)
            .SendTo(sink, tenant, $"{moved.Appointment} {moved.StartsAt:O}", ct);
}

/// <summary>Tells whoever asked that the request has ended; the page says what they can do instead. Where the person has died, people tell it.</summary>
[Feature("intake.public-door")]
internal static class WhenRequestEnds
{
    public static Task Handle(InquiryResolved resolved, IntakeDb db, IMessageSink sink, Tenant tenant, CancellationToken ct) =>
        resolved.Resolution == Resolution.Died.ToText()
            ? Task.CompletedTask
            : db.PublicRequests.AsNoTracking().Where(r => r.Inquiry == resolved.Inquiry).SendTo(sink, tenant, "closed", ct);
}

/// <summary>Messages to people who asked on the public page: the reference, and that there is news. Never what the news is.</summary>
internal static class PublicMessages
{
    /// <summary>Sends one to each who did not ask for a call.</summary>
    /// <param name="news">What it is about; part of the message's id.</param>
    public static async Task SendTo(this IQueryable<PublicRequest> requests, IMessageSink sink, Tenant tenant, string news, CancellationToken ct)
    {
        foreach (var request in await requests.Where(r => r.AnswerBy != AnswerBy.Call).ToListAsync(ct))
        {
            var text = PageText.For(request.Language);
            await sink.Send(
                new OutgoingMessage(
                    OutgoingMessage.IdOf($"{request.Id} {news}"),
                    tenant,
                    request.AnswerBy is AnswerBy.Email ? MessageChannel.Mail : MessageChannel.Text,
                    request.AnswerTo,
                    tenant.Name,
                    text.Of(news == "received" ? "messageReceived" : "messageNews", request.Reference),
                    text.Language),
                ct);
        }
    }
}
