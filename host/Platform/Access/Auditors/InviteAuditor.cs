using FluentValidation;

namespace CarePlatform.Platform;

/// <summary>
/// Invites somebody from outside to look for a while: they may read what the scopes allow, see the named part of the audit trail, and
/// change nothing. Everything that they look at is in the trail, and the account ends by itself.
/// </summary>
[Mutation, Requires("platform.people")]
internal static class InviteAuditor
{
    /// <param name="Name">The person's name, with whom they work for.</param>
    /// <param name="Mail">Where the invitation goes.</param>
    /// <param name="Purpose">What they look for, such as a licensing review.</param>
    /// <param name="Terms">What they may look at, and until when.</param>
    /// <param name="Days">How many days the invitation holds.</param>
    /// <param name="Language">In which the invitation is written, as a BCP 47 tag such as es; English where nobody has written it in that.</param>
    public sealed record Input(string Name, string Mail, string Purpose, AuditorTerms Terms, int Days = 7, string Language = "en");

    public static async Task<Outcome<Invitation>> Handle(
        Input input, AccessDb db, Session session, StaffBook staff, RoleBook roles, ScopeCatalog scopes, InvitationLetters letters, Actor actor,
        CancellationToken ct)
    {
        if (actor.User is not { } me)
        {
            return new NeedsPerson();
        }

        var now = session.Clock.GetUtcNow();
        if (input.Terms.Problem(scopes, await roles.Lock(ct), me, now) is { } problem)
        {
            return problem;
        }

        var person = new UserId(Guid.CreateVersion7(now));
        await staff.Add(person, new InviteUser.Input(input.Name, input.Mail), roles: [], ct);
        db.Add(Auditor.Of(person, input.Purpose, input.Terms, me, now));
        var secret = SecretText.New();
        var invitation = Invitation.For(person, input.Mail, input.Language, secret, me, now, now.AddDays(input.Days));
        db.Add(invitation);
        await letters.Send(session.Tenant, invitation, input.Name, secret, ct);
        return invitation;
    }

    internal sealed class Validator : AbstractValidator<Input>
    {
        private const int LongestText = 200;
        private const int LongestDays = 30;

        public Validator()
        {
            RuleFor(i => i.Name).NotEmpty().MaximumLength(LongestText);
            RuleFor(i => i.Mail).NotEmpty().MaximumLength(LongestText).EmailAddress();
            RuleFor(i => i.Purpose).NotEmpty().MaximumLength(LongestText);
            RuleFor(i => i.Days).InclusiveBetween(1, LongestDays);
            RuleFor(i => i.Language).Matches("^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$").WithMessage("Give a BCP 47 tag, such as es or pt-BR.");
        }
    }
}
