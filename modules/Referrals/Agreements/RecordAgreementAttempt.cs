using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using FluentValidation;

namespace CarePlatform.Referrals;

/// <summary>Writes down that somebody tried to come to an agreement with a partner, so that the attempt can be proved.</summary>
[Mutation, Feature("referrals"), Requires("referrals.agree")]
internal static class RecordAgreementAttempt
{
    /// <param name="Partner">With whom.</param>
    /// <param name="TriedOn">On which day.</param>
    /// <param name="Note">What was tried, and what came of it.</param>
    public sealed record Input(OrganisationId Partner, DateOnly TriedOn, string Note);

    public static async Task<Outcome<AgreementAttempt>> Handle(
        Input input, ReferralsDb db, OrganisationById organisations, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        if (!(await organisations.ReadAsync([input.Partner], ct)).ContainsKey(input.Partner))
        {
            return new NotFound("input.partner");
        }

        if (input.TriedOn > clock.Today())
        {
            return new InvalidInput("input.triedOn", "It cannot have been tried in the future.");
        }

        var attempt = new AgreementAttempt
        {
            Id = Id.New<AgreementAttemptId>(clock),
            Partner = input.Partner,
            TriedOn = input.TriedOn,
            Note = input.Note.Trim(),
            RecordedAt = clock.GetUtcNow(),
            RecordedBy = actor.User,
        };
        db.Add(attempt);
        return attempt;
    }

    internal sealed class Validator : AbstractValidator<Input>
    {
        private const int NoteLength = 4000;

        public Validator() => RuleFor(i => i.Note).NotEmpty().MaximumLength(NoteLength);
    }
}
