using System.Collections.Frozen;
using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>
/// What happens to the inquiry of a referral moves the referral, so that its sender hears of it and nobody types it twice. One reaction hears
/// everything, because a client's events are in order within one reaction only.
/// </summary>
[Feature("referrals")]
internal static class WhenIntakeMovesOn
{
    private static readonly FrozenDictionary<string, Func<LogEntry, Heard>> Hears = new Dictionary<string, Func<LogEntry, Heard>>
    {
        ["intake.inquiry-assigned@1"] = e => Of(e.As<InquiryAssigned>()),
        ["intake.inquiry-triaged@1"] = e => new(e.As<InquiryTriaged>().Inquiry, new LoopChange(ReferralMove.Receive)),
        ["intake.appointment-booked@1"] = e => Of(e.As<AppointmentBooked>()),
        ["intake.appointment-rescheduled@1"] = e => Of(e.As<AppointmentRescheduled>()),
        ["intake.appointment-cancelled@1"] = e => new(
            e.As<AppointmentCancelled>().Inquiry, new LoopChange(ReferralMove.CancelAppointment, AppointmentCancelReason.Other.ToText())),
        ["intake.appointment-checked-in@1"] = e => new(e.As<AppointmentCheckedIn>().Inquiry, new LoopChange(ReferralMove.Attend)),
        ["intake.appointment-missed@1"] = e => new(e.As<AppointmentMissed>().Inquiry, new LoopChange(ReferralMove.Miss)),
        ["intake.initial-evaluation-done@1"] = e => new(e.As<InitialEvaluationDone>().Inquiry, new LoopChange(ReferralMove.Attend)),
    }.ToFrozenDictionary();

    private const string TakenIn = "intake.referral-taken-in@1";
    private const string Resolved = "intake.inquiry-resolved@1";
    private const string Merged = "intake.clients-merged@1";
    private const string Separated = "intake.clients-separated@1";

    /// <summary>Those of these types of events that may concern a referral of somebody else.</summary>
    public static Task<IReadOnlySet<string>> Awaited(IReadOnlyList<string> types, CancellationToken ct) =>
        Task.FromResult<IReadOnlySet<string>>(types.Where(t => Hears.ContainsKey(t) || t is TakenIn or Resolved or Merged or Separated).ToHashSet(StringComparer.Ordinal));

    public static async Task<IReadOnlyList<object>> Handle(
        LogEntry happened, ReferralsDb db, IInquiryStandingLookup standings, TimeProvider clock, CancellationToken ct)
    {
        switch (happened.Type)
        {
            case TakenIn:
                var taken = happened.As<ReferralTakenIn>();
                if (await db.Inbound.FirstOrDefaultAsync(r => r.Id == taken.Referral && r.Inquiry == null, ct) is not { } arrived)
                {
                    return [];
                }

                arrived.TakeIn(taken.Client, taken.Inquiry);
                return db.MovedInbound(arrived, CaughtUp(await standings.Find(taken.Inquiry, ct)), clock);
            case Resolved:
                var resolved = happened.As<InquiryResolved>();
                return await Move(db, resolved.Inquiry, r => InquiryEnds.Of(resolved.Resolution, r.SeenAt is not null), clock, ct);
            case Merged:
                var merged = happened.As<ClientsMerged>();
                (await db.Inbound.Where(r => r.Client == merged.Merged).ToListAsync(ct)).ForEach(r => r.BelongTo(merged.Client));
                return [];
            case Separated:
                var separated = happened.As<ClientsSeparated>();
                (await db.Inbound.Where(r => r.FirstClient == separated.Separated && r.Client == separated.Client).ToListAsync(ct))
                    .ForEach(r => r.BelongTo(separated.Separated));
                return [];
            default:
                var heard = Hears[happened.Type](happened);
                return heard.Inquiry is { } inquiry ? await Move(db, inquiry, r => ChangesOf(r, heard.Change), clock, ct) : [];
        }
    }

    // Another referral, or somebody's own call, may have brought the inquiry further by the time that this one joins it. What is told of it from
    // here on, and was known already, is a move that cannot be made or the same time once more.
    private static IEnumerable<LoopChange> CaughtUp(InquiryStanding? standing) => standing is null ? [] :
    [
        .. standing.Looked ? (LoopChange[])[new(ReferralMove.Receive)] : [],
        .. standing.Seen ? (LoopChange[])[new(ReferralMove.Accept), new(ReferralMove.Attend)] : [],
        .. standing.StartsAt is { } at ? (LoopChange[])[new(ReferralMove.Schedule, StartsAt: at)] : [],
    ];

    // Whoever comes without an appointment is taken by that; and comes once, as far as the sender is concerned.
    private static IEnumerable<LoopChange> ChangesOf(InboundReferral referral, LoopChange change) =>
        change.Move is ReferralMove.Schedule && referral.Status is ReferralStatus.Scheduled && referral.StartsAt == change.StartsAt ? []
        : change.Move is not ReferralMove.Attend ? [change]
        : referral.Status is ReferralStatus.Attended ? []
        : [new LoopChange(ReferralMove.Accept), change];

    private static Heard Of(InquiryAssigned assigned) => new(assigned.Owner is null ? null : assigned.Inquiry, new LoopChange(ReferralMove.Receive));

    private static Heard Of(AppointmentBooked booked) => new(booked.Inquiry, new LoopChange(ReferralMove.Schedule, StartsAt: booked.StartsAt));

    private static Heard Of(AppointmentRescheduled moved) => new(moved.Inquiry, new LoopChange(ReferralMove.Schedule, StartsAt: moved.StartsAt));

    private static async Task<IReadOnlyList<object>> Move(
        ReferralsDb db, InquiryId inquiry, Func<InboundReferral, IEnumerable<LoopChange>> changes, TimeProvider clock, CancellationToken ct)
    {
        var referrals = await db.Inbound.Where(r => r.Inquiry == inquiry).ToListAsync(ct);
        return [.. referrals.SelectMany(r => db.MovedInbound(r, changes(r), clock))];
    }

    private sealed record Heard(InquiryId? Inquiry, LoopChange Change);
}

/// <summary>What the end of an inquiry says of the referral that it was: whoever is in care has got what the referral asked for.</summary>
internal static class InquiryEnds
{
    /// <param name="seen">Whether the person has come: then the end is an outcome, which somebody tells, and no refusal.</param>
    public static IReadOnlyList<LoopChange> Of(string resolution, bool seen) => resolution switch
    {
        "in-care" => [new(ReferralMove.Accept), new(ReferralMove.Complete)],
        _ when seen => [new(ReferralMove.Complete)],
        _ => [new(ReferralMove.Decline, ReasonOf(resolution).ToText())],
    };

    private static DeclineReason ReasonOf(string resolution) => resolution switch
    {
        "declined" => DeclineReason.ClientDeclined,
        "not-reached" => DeclineReason.ClientNotReached,
        "not-eligible" => DeclineReason.NotEligible,
        "referred-elsewhere" => DeclineReason.WrongNeed,
        "duplicate" => DeclineReason.AlreadyServed,
        _ => DeclineReason.Other,
    };
}
