using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using FluentValidation;

namespace CarePlatform.Referrals;

/// <summary>
/// Puts a draft to another service in the place of a referral that was declined, or that the partner does not answer. The referral ends with
/// the reason, the draft keeps owner, need and note: look at what it shares, then send it.
/// </summary>
[Mutation, Feature("referrals"), Requires("referrals.send")]
internal static class RerouteReferral
{
    /// <param name="Referral">The referral that leads nowhere.</param>
    /// <param name="Service">The service to try next; suitable ones are found with <c>findServices</c>.</param>
    /// <param name="Note">What the next partner should know; as before when nothing is said.</param>
    /// <param name="ExpectedVersion">The version that the caller has read.</param>
    public sealed record Input(ReferralId Referral, ServiceId Service, string? Note = null, int? ExpectedVersion = null);

    public static async Task<Outcome<Referral>> Handle(
        Input input, ReferralsDb db, ReferralStart start, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        if (await db.FindReferral(input.Referral, "referrals.send", ct) is not { } referral)
        {
            return new NotFound("input.referral");
        }

        if (referral.Prevents(ReferralMove.Reroute, input.ExpectedVersion) is { } refusal)
        {
            return refusal;
        }

        if (input.Service == referral.Service)
        {
            return new InvalidInput("input.service", "Choose another service than the one that it is with.");
        }

        var (draft, refusals) = await start.Check(
            new Wanted(referral.Client, input.Service, referral.Need, referral.Priority, input.Note ?? referral.Note, referral.Owner, referral.Team),
            referral, ct);
        if (draft is null)
        {
            return Outcome<Referral>.Refused(refusals);
        }

        var next = Referral.Draft(draft, actor.User, clock);
        db.Add(next);
        var reason = referral.Status is ReferralStatus.Declined ? EndReason.PartnerDeclined
            : referral.AnsweredAt is null ? EndReason.PartnerSilent : EndReason.Other;
        var ended = db.Moved(referral, new LoopChange(ReferralMove.Reroute, reason.ToText(), Next: next.Id), clock);
        return Outcome.Of(next).Publishing(ended.Events);
    }

    internal sealed class Validator : AbstractValidator<Input>
    {
        private const int NoteLength = 4000;

        public Validator() => RuleFor(i => i.Note).MaximumLength(NoteLength);
    }
}
