using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Platform;

/// <summary>Takes an open invitation back: it opens nothing from now on. Somebody who never signed in stays inactive.</summary>
[Mutation, Requires("platform.people")]
internal static class WithdrawInvitation
{
    /// <param name="Invitation">The invitation.</param>
    public sealed record Input(InvitationId Invitation);

    public static async Task<Outcome<Invitation>> Handle(Input input, AccessDb db, TimeProvider clock, CancellationToken ct)
    {
        if (await db.Invitations.FirstOrDefaultAsync(i => i.Id == input.Invitation, ct) is not { } invitation)
        {
            return new NotFound("input.invitation");
        }

        if (invitation.AcceptedAt is not null)
        {
            return new InvitationIsClosed();
        }

        invitation.Withdraw(clock.GetUtcNow());
        return invitation;
    }
}
