using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>What crosses to another tenant.</summary>
/// <param name="Step">Tells it apart from everything else of its kind on this referral.</param>
internal sealed record Carried(LinkMessage Kind, long Step, object Body);

/// <summary>What crosses to the partner of a referral of ours when something has happened to it, as far as it may have that now.</summary>
internal sealed class SentCargo(
    ReferralsDb db, DocumentGate gate, DisclosureLog log, Session session, IReferralFactsLookup facts, People people, TenantClock clock)
{
    public const string Sent = "referrals.referral-sent@1";
    public const string Ended = "referrals.referral-ended@1";
    public const string Reopened = "referrals.referral-reopened@1";
    public const string Written = "referrals.message-written@1";
    public const string Read = "referrals.messages-read@1";
    public const string Shared = "referrals.document-shared@1";
    public const string Opened = "referrals.document-opened@1";
    public const string Retracted = "referrals.document-retracted@1";
    public const string HandedOff = "referrals.handoff-recorded@1";
    public const string HandoffUndone = "referrals.handoff-retracted@1";

    // What the database keeps of a time is less than what the event says.
    private static readonly TimeSpan Rounding = TimeSpan.FromMilliseconds(1);

    /// <summary>What crosses; null when nothing does.</summary>
    public async Task<Carried?> Of(LogEntry happened, Referral referral, CancellationToken ct)
    {
        var step = happened.Position;
        return happened.Type switch
        {
            Sent => new(LinkMessage.Referral, 1, await OfReferral(referral, ct)),
            Ended => new(LinkMessage.Withdraw, step, new TravellingEnd(happened.As<ReferralEnded>().Reason)),
            Reopened => new(LinkMessage.Reopen, step, new TravellingEnd(happened.As<ReferralReopened>().Reason)),
            Written => await OfMessage(happened.As<ReferralMessageWritten>().Message, referral, ct) is { } body ? new(LinkMessage.Message, step, body) : null,
            Read => await OfReading(happened.As<ReferralMessagesRead>().ReadAt, referral, ct) is { } body ? new(LinkMessage.Read, step, body) : null,
            Shared => await OfDocument(happened.As<DocumentShared>().Document, referral, ct) is { } body ? new(LinkMessage.Document, step, body) : null,
            Opened => await db.Documents.AsNoTracking().SingleAsync(d => d.Id == happened.As<DocumentOpened>().Document, ct) is { FromPartner: not null } opened
                ? new(LinkMessage.Opened, step, new TravellingRead([opened.Id.Value], opened.ReadByName!, opened.ReadAt!.Value)) : null,
            HandedOff => await OfHandoff(happened.As<HandoffRecorded>().Handoff, referral, ct) is { } body ? new(LinkMessage.Handoff, step, body) : null,
            HandoffUndone => happened.As<HandoffRetracted>().Handoff is var id && await db.WarmHandoffs.AsNoTracking().SingleAsync(h => h.Id == id, ct) is { Link: null } undone
                ? new(LinkMessage.HandoffRetracted, step, new TravellingHandoffRetraction(id.Value, undone.Retraction!.Value, undone.RetractedAt!.Value)) : null,
            _ => await db.Documents.AsNoTracking().SingleAsync(d => d.Id == happened.As<DocumentRetracted>().Document, ct) is { FromPartner: null, SharedAt: not null } gone
                ? new(LinkMessage.Retract, step, new TravellingRetraction(gone.Id.Value, gone.Retraction!.Value, gone.RetractedByName!, gone.RetractedAt!.Value)) : null,
        };
    }

    private async Task<TravellingReferral> OfReferral(Referral referral, CancellationToken ct)
    {
        var service = await db.Services.AsNoTracking().SingleAsync(s => s.Id == referral.Service, ct);
        var person = (await facts.Find([referral.Client], clock.Today(), ct)).GetValueOrDefault(referral.Client);
        var shared = referral.Shared.ToHashSet(StringComparer.Ordinal);
        T? Released<T>(string part, T? value) => shared.Contains(part) ? value : default;
        var (given, family) = Split(Released(SharedNames.Name, person?.Name));
        // It goes with what tells of the program's record, as the account of disclosures says.
        var notice = shared.Contains(SharedNames.Need) ? (await gate.OfMessage(referral, ct)).Notice : null;
        return new TravellingReferral(
            new ReferredIn(
                given, family, Released(SharedNames.BirthDate, person?.BirthDate), Released(SharedNames.Phone, person?.Phone),
                Released(SharedNames.Language, person?.Language)),
            referral.Need, referral.Priority, With(notice, Released(SharedNames.Note, referral.Note)), service.Name, (await people.User(referral.Owner, ct))?.Name);
    }

    // A consent may have ended since it was written.
    private async Task<TravellingMessage?> OfMessage(ReferralMessageId id, Referral referral, CancellationToken ct)
    {
        if (await gate.OfMessage(referral, ct) is not { Missing: null } sharing)
        {
            return null;
        }

        var message = await db.Messages.AsNoTracking().SingleAsync(m => m.Id == id, ct);
        await Disclose("Message on a referral", id.ToString(), sharing, referral, ct);
        return new TravellingMessage(id.Value, message.ByName, message.At, With(sharing.Notice, message.Text)!);
    }

    // That it was, who took part there, and what came of it: nobody's note, and none of our names. What it told itself it knows.
    private async Task<TravellingHandoff?> OfHandoff(WarmHandoffId id, Referral referral, CancellationToken ct)
    {
        var handoff = await db.WarmHandoffs.AsNoTracking().SingleAsync(h => h.Id == id, ct);
        if (handoff.Link is not null || await gate.OfMessage(referral, ct) is not { Missing: null } sharing)
        {
            return null;
        }

        await Disclose("Warm handoff of a referral", id.ToString(), sharing, referral, ct);
        return new TravellingHandoff(
            id.Value, handoff.Kind, handoff.Way, [.. handoff.Joined.Where(p => p.Side is HandoffSide.Partner).Select(p => p.Name!)], handoff.ClientPresent,
            handoff.Reason, handoff.AppointmentAt, handoff.HappenedAt, sharing.Notice?.Text);
    }

    /// <summary>A text with the notice that goes with it.</summary>
    public static string? With(SentNotice? notice, string? text) => notice?.Text is not { } words ? text : string.IsNullOrEmpty(text) ? words : $"{text}\n\n{words}";

    private async Task Disclose(string what, string id, DocumentSharing sharing, Referral referral, CancellationToken ct)
    {
        var part2 = referral.NeedClass is DataClass.D;
        await log.Write(session, [new NewDisclosure(
            referral.Client.Value, referral.Client.ToString(), [referral.NeedClass], part2, [referral.Id.ToString(), id], sharing.Partner,
            sharing.PartnerName, null, sharing.Recipient, sharing.Purpose,
            sharing.Consent is not null ? DisclosureBasis.Consent
                : sharing.Purpose is PurposeOfUse.Treatment or PurposeOfUse.Payment or PurposeOfUse.Operations ? DisclosureBasis.Tpo
                : DisclosureBasis.Law,
            sharing.Consent, what, sharing.Notice, "referral")], ct);
    }

    private async Task<TravellingRead?> OfReading(DateTimeOffset at, Referral referral, CancellationToken ct)
    {
        var since = at - Rounding;
        var read = await db.Messages.AsNoTracking().Where(m => m.Referral == referral.Id && m.FromPartner != null && m.ReadAt >= since).ToListAsync(ct);
        return read.Count == 0 ? null : new TravellingRead([.. read.Select(m => m.Id.Value)], read[0].ReadByName!, read[0].ReadAt!.Value);
    }

    // That it is shared was written down as a disclosure then.
    private async Task<TravellingDocument?> OfDocument(ReferralDocumentId id, Referral referral, CancellationToken ct)
    {
        var document = await db.Documents.AsNoTracking().SingleAsync(d => d.Id == id, ct);
        if (document.RetractedAt is not null || await gate.Of(document, referral, ct) is not { Missing: null } sharing)
        {
            return null;
        }

        var content = await db.DocumentContents.AsNoTracking().SingleAsync(c => c.Document == id, ct);
        return new TravellingDocument(
            id.Value, document.Title, document.MediaType, content.Content, document.Sha256, document.Class, document.Program is not null, sharing.Notice?.Text,
            document.ByName, document.SharedAt!.Value);
    }

    // The last word is the family name, as far as one text can tell.
    private static (string? Given, string? Family) Split(string? name) =>
        name?.LastIndexOf(' ') is { } at and > 0 ? (name[..at], name[(at + 1)..]) : (null, name);
}
