using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>What crosses to the sender of a referral to us when something has happened to it, as far as it may hear that now; written down as a disclosure.</summary>
internal sealed class ReplyCargo(ReferralsDb db, SenderRules rules)
{
    public const string Moved = "referrals.inbound-moved@1";
    public const string Written = "referrals.inbound-message-written@1";
    public const string Read = "referrals.inbound-messages-read@1";
    public const string Attached = "referrals.inbound-document-attached@1";
    public const string Opened = "referrals.inbound-document-opened@1";
    public const string Retracted = "referrals.inbound-document-retracted@1";
    public const string HandedOff = "referrals.inbound-handoff-recorded@1";
    public const string HandoffUndone = "referrals.inbound-handoff-retracted@1";

    // What the database keeps of a time is less than what the event says.
    private static readonly TimeSpan Rounding = TimeSpan.FromMilliseconds(1);

    /// <summary>What crosses; null when nothing does.</summary>
    public async Task<Carried?> Of(LogEntry happened, InboundReferral referral, CancellationToken ct)
    {
        var step = happened.Position;
        return happened.Type switch
        {
            Moved => await OfMove(happened.As<InboundReferralMoved>().Number, referral, ct) is { } body
                ? new(LinkMessage.Move, happened.As<InboundReferralMoved>().Number, body) : null,
            Written => await OfMessage(happened.As<InboundMessageWritten>().Message, referral, ct) is { } body ? new(LinkMessage.Message, step, body) : null,
            Read => await OfReading(happened.As<InboundMessagesRead>().ReadAt, referral, ct) is { } body ? new(LinkMessage.Read, step, body) : null,
            Attached => await OfDocument(happened.As<InboundDocumentAttached>().Document, referral, ct) is { } body ? new(LinkMessage.Document, step, body) : null,
            HandedOff => await OfHandoff(happened.As<InboundHandoffRecorded>().Handoff, referral, ct) is { } body ? new(LinkMessage.Handoff, step, body) : null,
            HandoffUndone => await Handoff(happened.As<InboundHandoffRetracted>().Handoff, ct) is var undone
                ? new(LinkMessage.HandoffRetracted, step, new TravellingHandoffRetraction(undone.Id.Value, undone.Retraction!.Value, undone.RetractedAt!.Value)) : null,
            Opened => await Document(happened.As<InboundDocumentOpened>().Document, ct) is var opened
                ? new(LinkMessage.Opened, step, new TravellingRead([opened.Id.Value], opened.ReadByName!, opened.ReadAt!.Value)) : null,
            _ => await Document(happened.As<InboundDocumentRetracted>().Document, ct) is var gone
                ? new(LinkMessage.Retract, step, new TravellingRetraction(gone.Id.Value, gone.Retraction!.Value, gone.RetractedByName!, gone.RetractedAt!.Value)) : null,
        };
    }

    // What the sender did itself it knows.
    private async Task<TravellingMove?> OfMove(int number, InboundReferral referral, CancellationToken ct)
    {
        var step = await db.InboundSteps.AsNoTracking().SingleAsync(s => s.Referral == referral.Id && s.Number == number, ct);
        if (step.Move is ReferralMove.End or ReferralMove.Reopen)
        {
            return null;
        }

        var isOutcome = step.Move is ReferralMove.ReportOutcome;
        var hearing = await rules.Decide(referral, ct);
        var told = hearing.Of([HeardNames.Stage, .. isOutcome ? referral.Shared : []]);
        if (told.All(p => p.Name != HeardNames.Stage) || (isOutcome && told.All(p => p.Name != HeardNames.Met)))
        {
            return null;
        }

        await rules.Disclose(referral, hearing, told, "Told to the sender of a referral", ct);
        var notice = OfProgram(told) ? hearing.Notice : null;
        return new TravellingMove(
            step.Move, step.Reason, step.HappenedAt, step.StartsAt, isOutcome ? referral.Met : null,
            isOutcome && referral.Outcome is { } outcome && told.Any(p => p.Name == HeardNames.Outcome) ? SentCargo.With(notice, outcome) : null, notice?.Text);
    }

    private static bool OfProgram(IReadOnlyList<SharedPart> told) => told.Any(p => p.Class is DataClass.D);

    private async Task<TravellingMessage?> OfMessage(InboundMessageId id, InboundReferral referral, CancellationToken ct)
    {
        var hearing = await rules.Decide(referral, ct);
        if (hearing.Of(HeardNames.Message) is not { Count: > 0 } told)
        {
            return null;
        }

        var message = await db.InboundMessages.AsNoTracking().SingleAsync(m => m.Id == id, ct);
        await rules.Disclose(referral, hearing, told, "Message to the sender of a referral", ct);
        return new TravellingMessage(id.Value, message.ByName, message.At, SentCargo.With(OfProgram(told) ? hearing.Notice : null, message.Text)!);
    }

    private async Task<TravellingRead?> OfReading(DateTimeOffset at, InboundReferral referral, CancellationToken ct)
    {
        var since = at - Rounding;
        var read = await db.InboundMessages.AsNoTracking().Where(m => m.Referral == referral.Id && m.FromSender && m.ReadAt >= since).ToListAsync(ct);
        return read.Count == 0 ? null : new TravellingRead([.. read.Select(m => m.Id.Value)], read[0].ReadByName!, read[0].ReadAt!.Value);
    }

    private async Task<TravellingDocument?> OfDocument(InboundDocumentId id, InboundReferral referral, CancellationToken ct)
    {
        var document = await Document(id, ct);
        var hearing = await rules.Decide(referral, ct, document);
        if (document.RetractedAt is not null || hearing.Of(HeardNames.Document) is not { Count: > 0 } told)
        {
            return null;
        }

        var content = await db.InboundContents.AsNoTracking().SingleAsync(c => c.Document == id, ct);
        await rules.Disclose(referral, hearing, told, "Document to the sender of a referral", ct);
        return new TravellingDocument(
            id.Value, document.Title, document.MediaType, content.Content, document.Sha256, document.Class, document.Part2,
            document.Part2 ? hearing.Notice?.Text : null, document.ByName, document.At);
    }

    // It tells of the need as a message does.
    private async Task<TravellingReplyHandoff?> OfHandoff(InboundHandoffId id, InboundReferral referral, CancellationToken ct)
    {
        var hearing = await rules.Decide(referral, ct);
        if (hearing.Of(HeardNames.Message) is not { Count: > 0 } told)
        {
            return null;
        }

        var handoff = await Handoff(id, ct);
        await rules.Disclose(referral, hearing, told, "Warm handoff told to the sender of a referral", ct);
        return new TravellingReplyHandoff(id.Value, handoff.Told!, handoff.ByName!, handoff.HappenedAt, OfProgram(told) ? hearing.Notice?.Text : null);
    }

    private Task<InboundHandoff> Handoff(InboundHandoffId id, CancellationToken ct) => db.InboundHandoffs.AsNoTracking().SingleAsync(h => h.Id == id, ct);

    private Task<InboundDocument> Document(InboundDocumentId id, CancellationToken ct) => db.InboundDocuments.AsNoTracking().SingleAsync(d => d.Id == id, ct);
}
