using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using FluentValidation;

namespace CarePlatform.Referrals;

/// <summary>
/// Writes a referral of a client to a service of a partner. Nothing leaves the organisation: look at what would be shared (<c>sharing</c>) and
/// how reliable the partner is, then send it.
/// </summary>
[Mutation, Feature("referrals"), Requires("referrals.send")]
internal static class DraftReferral
{
    /// <summary>Who is referred where, and for what.</summary>
    /// <param name="Client">Who.</param>
    /// <param name="Service">The service of the partner.</param>
    /// <param name="Need">Code of the need; the settings have the list.</param>
    /// <param name="Priority">How soon it must be answered.</param>
    /// <param name="Note">What the partner should know, and nothing beyond.</param>
    /// <param name="Owner">Who is responsible for it here; the caller when nobody is named.</param>
    /// <param name="Team">The team of the owner; the caller's first when none is named.</param>
    public sealed record Input(
        ClientId Client, ServiceId Service, string Need, ReferralPriority Priority = ReferralPriority.Routine, string? Note = null,
        UserId? Owner = null, TeamId? Team = null);

    public static async Task<Outcome<Referral>> Handle(
        Input input, ReferralsDb db, ReferralStart start, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        var (draft, refusals) = await start.Check(
            new Wanted(input.Client, input.Service, input.Need, input.Priority, input.Note, input.Owner, input.Team), null, ct);
        if (draft is null)
        {
            return Outcome<Referral>.Refused(refusals);
        }

        var referral = Referral.Draft(draft, actor.User, clock);
        db.Add(referral);
        return referral;
    }

    internal sealed class Validator : AbstractValidator<Input>
    {
        private const int NoteLength = 4000;

        public Validator() => RuleFor(i => i.Note).MaximumLength(NoteLength);
    }
}
