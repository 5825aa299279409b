using FluentValidation;

namespace CarePlatform.Platform;

/// <summary>
/// Invites somebody to work here, or for a partner organisation: they are written to, and the first sign-in with the invitation makes
/// the account theirs. Until then they can own nothing.
/// </summary>
[Mutation, Requires("platform.people")]
internal static class InviteUser
{
    /// <param name="Name">The person's name.</param>
    /// <param name="Mail">Where the invitation goes.</param>
    /// <param name="Title">What they do here, such as Care Coordinator.</param>
    /// <param name="Roles">Keys of the roles that they shall have; for a partner's person the role partner when none are named.</param>
    /// <param name="Teams">The teams that they shall belong to.</param>
    /// <param name="Supervisor">Who supervises them.</param>
    /// <param name="Organisation">The partner organisation for which they sign in; null for somebody who works here.</param>
    /// <param name="Days">How many days the invitation holds.</param>
    /// <param name="Language">In which the invitation is written, as a BCP 47 tag such as es; English where nobody has written it in that.</param>
    public sealed record Input(
        string Name,
        string Mail,
        string? Title = null,
        IReadOnlyList<string>? Roles = null,
        IReadOnlyList<TeamId>? Teams = null,
        UserId? Supervisor = null,
        OrganisationId? Organisation = null,
        int Days = 7,
        string Language = "en");

    private const string PartnerRole = "partner";

    public static async Task<Outcome<Invitation>> Handle(
        Input input, AccessDb db, Session session, StaffBook staff, RoleBook roles, InvitationLetters letters, Actor actor, CancellationToken ct)
    {
        if (actor.User is not { } me)
        {
            return new NeedsPerson();
        }

        var person = new UserId(Guid.CreateVersion7(session.Clock.GetUtcNow()));
        IReadOnlyList<string> wanted = input.Roles ?? (input.Organisation is null ? [] : [PartnerRole]);
        if (await staff.Unknown(input, ct) is { } unknown)
        {
            return unknown;
        }

        if (GrantRules.Refuse(await roles.Lock(ct), me, person, wanted) is { } refusal)
        {
            return refusal;
        }

        await staff.Add(person, input, wanted, ct);
        var (now, secret) = (session.Clock.GetUtcNow(), SecretText.New());
        var invitation = Invitation.For(person, input.Mail, input.Language, secret, me, now, now.AddDays(input.Days));
        db.Add(invitation);
        await letters.Send(session.Tenant, invitation, input.Name, secret, ct);
        return invitation;
    }

    internal sealed class Validator : AbstractValidator<Input>
    {
        private const int LongestName = 200;
        private const int LongestDays = 30;

        public Validator()
        {
            RuleFor(i => i.Name).NotEmpty().MaximumLength(LongestName);
            RuleFor(i => i.Title).MaximumLength(LongestName);
            RuleFor(i => i.Mail).NotEmpty().MaximumLength(LongestName).EmailAddress();
            RuleFor(i => i.Days).InclusiveBetween(1, LongestDays);
            RuleFor(i => i.Language).Matches("^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$").WithMessage("Give a BCP 47 tag, such as es or pt-BR.");
            RuleFor(i => i.Organisation).Must((i, partner) => partner is null || (i.Teams is not { Count: > 0 } && i.Supervisor is null))
                .WithMessage("People of a partner organisation have no team and no supervisor here.");
        }
    }
}
