using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Platform;

/// <summary>
/// Invites somebody who has an account already to sign in another way, such as through the organisation's new authority. The account
/// keeps its roles and its work; the former sign-in opens it until the invitation is accepted.
/// </summary>
[Mutation, Requires("platform.people")]
internal static class InviteAgain
{
    /// <param name="User">The person.</param>
    /// <param name="Mail">Where the invitation goes.</param>
    /// <param name="Days">How many days the invitation holds.</param>
    /// <param name="Language">In which the invitation is written, as a BCP 47 tag such as es; English where nobody has written it in that.</param>
    public sealed record Input(UserId User, string Mail, int Days = 7, string Language = "en");

    public static async Task<Outcome<Invitation>> Handle(
        Input input, AccessDb db, Session session, People people, RoleBook roles, InvitationLetters letters, Actor actor, CancellationToken ct)
    {
        if (actor.User is not { } me)
        {
            return new NeedsPerson();
        }

        if (await people.User(input.User, ct) is not { Active: true } person)
        {
            return new NotFound("input.user");
        }

        // Whoever sends it to another address gives the account away, with everything that it may do.
        if (GrantRules.Refuse(await roles.Lock(ct), me, person.Id, [.. person.Roles]) is { } refusal)
        {
            return refusal;
        }

        var now = session.Clock.GetUtcNow();
        foreach (var earlier in await db.Invitations
            .Where(i => i.Person == person.Id && i.AcceptedAt == null && i.WithdrawnAt == null).ToListAsync(ct))
        {
            earlier.Withdraw(now);
        }

        var secret = SecretText.New();
        var invitation = Invitation.For(person.Id, input.Mail, input.Language, secret, me, now, now.AddDays(input.Days));
        db.Add(invitation);
        await letters.Send(session.Tenant, invitation, person.Name, secret, ct);
        return invitation;
    }

    internal sealed class Validator : AbstractValidator<Input>
    {
        private const int LongestMail = 200;
        private const int LongestDays = 30;

        public Validator()
        {
            RuleFor(i => i.Mail).NotEmpty().MaximumLength(LongestMail).EmailAddress();
            RuleFor(i => i.Days).InclusiveBetween(1, LongestDays);
            RuleFor(i => i.Language).Matches("^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$").WithMessage("Give a BCP 47 tag, such as es or pt-BR.");
        }
    }
}
