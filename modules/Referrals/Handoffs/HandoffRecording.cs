using CarePlatform.Referrals.Contracts;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>What a warm handoff does to its referral, whichever side tells of it and from wherever.</summary>
internal static class HandoffRecording
{
    /// <summary>Adds the handoff; a time that was confirmed in it is the agreed one from then on. Gives the events.</summary>
    public static async Task<IReadOnlyList<object>> Recorded(
        this ReferralsDb db, Referral referral, WarmHandoff handoff, MovedBy by, TimeProvider clock, CancellationToken ct)
    {
        db.Add(handoff);
        var planned = await db.HandoffPlans.AnyAsync(p => p.Referral == referral.Id, ct);
        var scheduled = handoff.AppointmentAt is { } time && time != referral.StartsAt && referral.Prevents(ReferralMove.Schedule, expectedVersion: null) is null
            ? db.Written(referral, referral.Make(
                new LoopChange(ReferralMove.Schedule, HappenedAt: handoff.HappenedAt.ToUniversalTime(), StartsAt: time), by, clock.GetUtcNow())).Events
            : [];
        return [.. scheduled, new HandoffRecorded(
            referral.Client, referral.Id, handoff.Id, referral.Partner, referral.Priority, referral.Owner, referral.Team, planned,
            handoff.Organisation is not null, handoff.Kind is HandoffKind.Live, handoff.Connected, handoff.Settled, handoff.Reason?.ToText(),
            handoff.HappenedAt, handoff.RecordedAt)];
    }

    /// <summary>Takes the handoff back; where one is owed and no other has settled it, it is work again. Gives the events.</summary>
    public static async Task<IReadOnlyList<object>> Retracted(
        this ReferralsDb db, Referral referral, WarmHandoff handoff, HandoffRetraction why, string by, DateTimeOffset at, CancellationToken ct)
    {
        handoff.Retract(why, by, at);
        return [new HandoffRetracted(referral.Client, referral.Id, handoff.Id, referral.Partner, why.ToText(), at),
            .. handoff.Settled ? await OwedAgain(referral, handoff.Id, db, ct) : []];
    }

    private static async Task<IReadOnlyList<object>> OwedAgain(Referral referral, WarmHandoffId but, ReferralsDb db, CancellationToken ct) =>
        WarmHandoff.Prevents(referral) is null
        && await db.HandoffPlans.AsNoTracking().FirstOrDefaultAsync(p => p.Referral == referral.Id, ct) is { } plan
        && !await db.WarmHandoffs.AnyAsync(
            h => h.Referral == referral.Id && h.Id != but && h.Settled && h.RetractedAt == null && h.RecordedAt >= plan.PlannedAt, ct)
            ? [HandoffPlanning.Due(referral, plan)]
            : [];
}

/// <summary>How much can be told of a handoff.</summary>
internal sealed class HandoffBounds : AbstractValidator<HandoffFacts>
{
    private const int NoteLength = 4000;
    private const int NameLength = 200;
    private const int Most = 20;

    public HandoffBounds()
    {
        RuleFor(h => h.Note).MaximumLength(NoteLength);
        RuleFor(h => h.Joined).Must(j => j.Count <= Most).WithMessage($"At most {Most} people take part.");
        RuleFor(h => h.Joined).Must(j => j.All(p => p.Name is null or { Length: <= NameLength } && p.Role is null or { Length: <= NameLength }))
            .WithMessage($"Names and roles have at most {NameLength} characters.");
    }
}
