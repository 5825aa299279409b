using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Platform;

/// <summary>Sends an open invitation once more, with another secret and a new time. The one that was sent before opens nothing any more.</summary>
[Mutation, Requires("platform.people")]
internal static class ResendInvitation
{
    /// <param name="Invitation">The invitation.</param>
    /// <param name="Days">How many days it holds from now on.</param>
    public sealed record Input(InvitationId Invitation, int Days = 7);

    public static async Task<Outcome<Invitation>> Handle(
        Input input, AccessDb db, Session session, People people, InvitationLetters letters, Actor actor, CancellationToken ct)
    {
        if (actor.User is not { } me)
        {
            return new NeedsPerson();
        }

        if (await db.Invitations.FirstOrDefaultAsync(i => i.Id == input.Invitation, ct) is not { } invitation)
        {
            return new NotFound("input.invitation");
        }

        if (!invitation.IsOpen)
        {
            return new InvitationIsClosed();
        }

        var (now, secret) = (session.Clock.GetUtcNow(), SecretText.New());
        invitation.SendAgain(secret, me, now, now.AddDays(input.Days));
        await letters.Send(session.Tenant, invitation, (await people.User(invitation.Person, ct))!.Name, secret, ct);
        return invitation;
    }

    internal sealed class Validator : AbstractValidator<Input>
    {
        private const int LongestDays = 30;

        public Validator() => RuleFor(i => i.Days).InclusiveBetween(1, LongestDays);
    }
}

/// <summary>The invitation was accepted or withdrawn.</summary>
internal sealed record InvitationIsClosed() : Refusal(
    "platform.invitation_is_closed", "This invitation was accepted or withdrawn. Invite the person anew if they still cannot sign in.", "input.invitation");
