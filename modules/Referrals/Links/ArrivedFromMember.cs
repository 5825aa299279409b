using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>
/// What one that takes part in a plan of ours did in its own tenant takes effect here, by the same use case as if somebody of it had signed in: with the same rules, refusals
/// and history. What is refused is told there, and changes nothing here.
/// </summary>
internal sealed class ArrivedFromMember(ReferralsDb db, TenantLink link, PartnerCalls partners, TenantClock clock)
{
    /// <summary>A contribution.</summary>
    public async Task<ArrivalEffect> Of(LinkArrival arrival, CancellationToken ct)
    {
        var told = arrival.Read<TravellingContribution>();
        if (!Id.TryParse<PlanMemberId>(arrival.Subject, out var member))
        {
            return new("not-a-plan", []);
        }

        var refused = await db.PlanMembers.AsNoTracking().Where(m => m.Id == member && m.Organisation == link.Partner)
                .Select(m => (SharedPlanId?)m.Plan).FirstOrDefaultAsync(ct) is { } plan
            ? Call(told, member, plan) is var (useCase, input)
                ? await partners.Do(useCase, input, link.Partner!.Value, told.ByName, new PlanContributionId(told.Key).ToString(), ct)
                : Refused(new InvalidInput("", "Something is missing of what this takes."))
            : Refused(new NotYourPlan());
        return new(refused is null ? "contribution-taken" : "contribution-refused",
            [new PlanContributionAnswered(link.Id, member, new PlanContributionId(told.Key), refused?.Code, refused?.Message, clock.GetUtcNow())]);
    }

    // What another tenant sends need not be whole.
    private static (Type UseCase, object Input)? Call(TravellingContribution told, PlanMemberId member, SharedPlanId plan) => (told.Kind, told.Said) switch
    {
        (PlanContributionKind.Accept, _) => (typeof(AnswerPlanInvitation), new AnswerPlanInvitation.Input(member, Accept: true)),
        (PlanContributionKind.Decline, { Left: { } why }) => (typeof(AnswerPlanInvitation), new AnswerPlanInvitation.Input(member, Accept: false, why)),
        (PlanContributionKind.Leave, { Left: { } why }) => (typeof(LeaveSharedPlan), new LeaveSharedPlan.Input(member, why)),
        (PlanContributionKind.Entry, { Kind: { } kind, Text: { } words } said) =>
            (typeof(WritePlanEntry), new WritePlanEntry.Input(plan, kind, words, said.Need, said.Goal, said.On)),
        (PlanContributionKind.Note, { Text: { } text } said) => (typeof(WritePlanNote), new WritePlanNote.Input(plan, text, said.Entry, said.Need, Shared: true)),
        (PlanContributionKind.TakeNoteBack, { Note: { } note, Retracted: { } why }) => (typeof(TakeBackPlanNote), new TakeBackPlanNote.Input(note, why)),
        (PlanContributionKind.TakeOn, { Entry: { } entry } said) => (typeof(TakeOnPlanAction), new TakeOnPlanAction.Input(entry, said.On)),
        (PlanContributionKind.GiveBack, { Entry: { } entry }) => (typeof(GiveBackPlanAction), new GiveBackPlanAction.Input(entry)),
        (PlanContributionKind.Settle, { Entry: { } entry } said) => (typeof(SettlePlanEntry), new SettlePlanEntry.Input(entry, said.Dropped, said.On)),
        _ => null,
    };

    private static PartnerCallRefused Refused(Refusal why) => new(why.Code, why.Message);
}
