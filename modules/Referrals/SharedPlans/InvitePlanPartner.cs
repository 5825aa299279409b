using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>
/// Invites a partner to take part in a shared plan. A consent of the person must reach it: without one it is refused with what is missing. What the
/// partner would be shown is asked before by sharedPlanSharing.
/// </summary>
[Mutation, Feature("referrals.shared-plans"), Requires(PlanReach.Plan)]
internal static class InvitePlanPartner
{
    /// <param name="Plan">The plan.</param>
    /// <param name="Partner">Whom.</param>
    /// <param name="Need">Code of the need for which it serves the person; the settings have the list. That it does is as sensitive as the need.</param>
    /// <param name="Role">What its part is, in words.</param>
    /// <param name="Program">The program under 42 CFR Part 2 that its part belongs to, by its key in the privacy policy.</param>
    public sealed record Input(SharedPlanId Plan, OrganisationId Partner, string Need, string Role, string? Program = null);

    public static async Task<Outcome<PlanMember>> Handle(
        Input input, ReferralsDb db, PlanGate gate, OrganisationById organisations, TenantPrivacy privacy, TimeProvider clock, CancellationToken ct)
    {
        if (await db.FindPlan(input.Plan, ct) is not { } plan)
        {
            return new NotFound("input.plan");
        }

        if (plan.Prevents() is { } refusal)
        {
            return refusal;
        }

        if (!(await organisations.ReadAsync([input.Partner], ct)).ContainsKey(input.Partner))
        {
            return new NotFound("input.partner");
        }

        if ((await db.Rules(ct)).NeedOf(input.Need) is not { } need)
        {
            return new InvalidInput("input.need", "The settings of referrals have no such need. See referralSettings for the list.");
        }

        if (input.Program is { } program && (await privacy.Policy(ct)).Programs.All(p => p.Key != program))
        {
            return new InvalidInput("input.program", "The privacy policy knows no such program of this organisation.");
        }

        // The table keeps that as well.
        if (await db.PlanMembers.AnyAsync(m => m.Plan == plan.Id && m.Organisation == input.Partner && m.EndedAt == null, ct))
        {
            return new AlreadyThere();
        }

        var sharing = await gate.Of(plan, input.Partner, ct);
        if (sharing.Missing.Count > 0)
        {
            return new PlanConsentMissing(sharing.Missing, "input.partner");
        }

        var member = new PlanMember
        {
            Id = Id.New<PlanMemberId>(clock),
            Plan = plan.Id,
            Organisation = input.Partner,
            Need = need.Code,
            Class = need.Class,
            Program = input.Program,
            Role = input.Role.Trim(),
            InvitedAt = clock.GetUtcNow(),
        };
        db.Add(member);
        db.Note(plan, PlanStepKind.Invited, clock, member.Id);
        return Outcome.Of(member).Publishing(new PlanPartnerInvited(
            plan.Client, plan.Id, member.Id, member.Organisation, plan.Owner, plan.Team, member.InvitedAt));
    }

    internal sealed class Validator : AbstractValidator<Input>
    {
        private const int RoleLength = 200;

        public Validator() => RuleFor(i => i.Role).Must(t => !string.IsNullOrWhiteSpace(t)).WithMessage("Say what its part is.").MaximumLength(RoleLength);
    }
}
