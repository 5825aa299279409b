using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>
/// What every contribution to a plan elsewhere has around it: whether it may leave, and that it is written down and brought there. What the copy already tells
/// is refused here at once; what the convenor alone knows, it refuses, and whoever wrote it is told.
/// </summary>
internal sealed class Contributing(ReferralsDb db, SenderRules rules, TenantClock clock)
{
    /// <summary>The plan, where people here may know of it.</summary>
    public Task<PlanElsewhere?> Find(PlanElsewhereId id, CancellationToken ct) => db.PlansElsewhereFor().FirstOrDefaultAsync(p => p.Id == id, ct);

    /// <summary>The plan with an entry of its copy; the refusal where there is no such thing, or the invitation is not answered.</summary>
    public async Task<(PlanElsewhere Plan, TravellingEntry Entry, Refusal? Refusal)> Find(PlanElsewhereId id, PlanEntryId entry, CancellationToken ct) =>
        await Find(id, ct) is not { Shown: { } shown } plan ? (null!, null!, new NotFound("input.plan"))
        : shown.Prevents() is { } invited ? (plan, null!, invited)
        : shown.Entries.FirstOrDefault(e => e.Id == entry.Value) is { } found ? (plan, found, null)
        : (plan, null!, new NotFound("input.entry"));

    /// <summary>Keeps it and lets it travel, unless the same already does or the rules of privacy forbid that the convenor hears it.</summary>
    /// <param name="about">How sensitive it is: what of the copy it is about; nothing where it is about the plan as a whole.</param>
    public async Task<Outcome<PlanContributionReceipt>> Send(
        PlanElsewhere plan, PlanContributionKind kind, ContributionSaid said, (DataClass Class, bool Part2)? about, CancellationToken ct)
    {
        if (await db.Links.AsNoTracking().AllAsync(l => l.Id != plan.Link || l.State != LinkState.Accepted, ct))
        {
            return new NotFound("input.plan");
        }

        // Notes and entries can be alike; nothing else is done twice.
        if (kind is not (PlanContributionKind.Note or PlanContributionKind.Entry) && (await db.PlanContributions.AsNoTracking()
            .Where(c => c.Plan == plan.Id && c.Kind == kind && c.State == PlanContributionState.Waiting).Select(c => c.Said).ToListAsync(ct))
            .Exists(s => s.Entry == said.Entry && s.Note == said.Note))
        {
            return new AlreadyThere();
        }

        if (Tells(kind) && await Referral(plan, ct) is { } referral)
        {
            var hearing = await rules.Decide(referral, ct);
            if (Denied(hearing) is { } denied)
            {
                return denied;
            }

            // The convenor takes no more than from anybody, the notice included that goes with a program's words.
            if (Worded(said, hearing).Text?.Length > (kind is PlanContributionKind.Note ? PlanWords.NoteLength : PlanWords.EntryLength))
            {
                return new InvalidInput("input", "With the notice that goes with words of a program under 42 CFR Part 2 this is too long. Write less.");
            }
        }

        var contribution = new PlanContribution
        {
            Id = Id.New<PlanContributionId>(clock),
            Plan = plan.Id,
            Kind = kind,
            Said = said,
            Class = about?.Class ?? DataClass.G,
            Part2 = about?.Part2 ?? false,
            ByUser = db.Actor.User,
            ByName = db.Actor.Name,
            At = clock.GetUtcNow(),
        };
        db.Add(contribution);
        return Outcome.Of(new PlanContributionReceipt(contribution.Id, kind, contribution.State))
            .Publishing(new PlanContributed(plan.Id, contribution.Id, contribution.At));
    }

    /// <summary>What of it travels, written down as a disclosure; the refusal where the rules of privacy have changed meanwhile.</summary>
    public async Task<(TravellingContribution? Body, Refusal? Refusal)> Release(PlanElsewhere plan, PlanContribution contribution, CancellationToken ct)
    {
        var said = contribution.Said;
        if (Tells(contribution.Kind) && await Referral(plan, ct) is { } referral)
        {
            var hearing = await rules.Decide(referral, ct);
            if (Denied(hearing) is { } denied)
            {
                return (null, denied);
            }

            await rules.Disclose(referral, hearing, hearing.Of(HeardNames.Message), "Contribution to a shared plan told to whoever convenes it", ct);
            said = Worded(said, hearing);
        }

        return (new TravellingContribution(contribution.Id.Value, contribution.Kind, said, contribution.ByName), null);
    }

    /// <summary>It did not take effect, and whoever wrote it is told.</summary>
    public async Task<PlanContributionRefused> Refused(PlanElsewhere plan, PlanContribution contribution, string code, string? message, CancellationToken ct)
    {
        contribution.Refuse(code, message, clock.GetUtcNow());
        return new(plan.Id, contribution.Id, (await Referral(plan, ct))?.Client, contribution.ByUser, code, contribution.AnsweredAt!.Value);
    }

    // That this organisation does nothing, or nothing more, for somebody tells nothing of them.
    private static bool Tells(PlanContributionKind kind) =>
        kind is not (PlanContributionKind.Decline or PlanContributionKind.Leave or PlanContributionKind.GiveBack or PlanContributionKind.TakeNoteBack);

    private static MessageNotShareable? Denied(Hearing hearing) =>
        hearing.Parts.FirstOrDefault(p => p.Name is HeardNames.Message) is { Decision: { Allowed: false } denied } ? new MessageNotShareable(denied.Reason) : null;

    private static ContributionSaid Worded(ContributionSaid said, Hearing hearing) =>
        said.Text is { } text && hearing.Of(HeardNames.Message).Any(p => p.Class is DataClass.D) ? said with { Text = SentCargo.With(hearing.Notice, text) } : said;

    // By nothing else is it known who the person is here.
    private async Task<InboundReferral?> Referral(PlanElsewhere plan, CancellationToken ct) =>
        plan.Referral is { } id ? await db.Inbound.AsNoTracking().FirstAsync(r => r.Id == id, ct) : null;
}

/// <summary>A contribution as it was sent: nothing of what it says.</summary>
internal sealed record PlanContributionReceipt(PlanContributionId Id, PlanContributionKind Kind, PlanContributionState State);

/// <summary>What of the copy says whether something can be done.</summary>
internal static class PlanCopy
{
    /// <summary>Why nothing can be written in the plan: the invitation is not answered; null when it can.</summary>
    public static Refusal? Prevents(this TravellingPlan plan) => plan.Invited ? new PlanMemberStands(PlanMemberState.Invited) : null;

    /// <summary>How sensitive an entry is.</summary>
    public static (DataClass Class, bool Part2) About(this TravellingEntry entry) => (entry.Class, entry.Part2);

    /// <summary>How sensitive a need is, by what the plan says of it; null where nothing there is about it.</summary>
    public static (DataClass Class, bool Part2)? About(this TravellingPlan plan, string need) =>
        plan.Members.Where(m => m.Need == need).Select(m => (m.Class, m.Part2)).Concat(plan.Entries.Where(e => e.Need == need).Select(About))
            .Select(a => ((DataClass, bool)?)a).OrderByDescending(a => a!.Value.Item2).FirstOrDefault();
}
