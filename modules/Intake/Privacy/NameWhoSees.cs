using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>
/// Says that an address, or another way to find somebody, is for named people only (class H), as of somebody who is in danger from a partner. To
/// anybody else it does not exist. Doing it again replaces the names; only who is named can.
/// </summary>
[Mutation, Feature("intake.consent"), Requires("intake.sequester")]
internal static class NameWhoSees
{
    /// <summary>What is for whom.</summary>
    /// <param name="Client">Who can be found by it.</param>
    /// <param name="Address">The address.</param>
    /// <param name="ContactPoint">The telephone number or mail address, when it is none.</param>
    /// <param name="Users">Who may see it, besides the caller; nothing opens it again to all who see the client's others.</param>
    public sealed record Input(ClientId Client, AddressId? Address = null, ContactPointId? ContactPoint = null, IReadOnlyList<UserId>? Users = null);

    public static async Task<Outcome<Client>> Handle(Input input, IntakeDb db, People people, Actor actor, CancellationToken ct)
    {
        if (actor.User is not { } me || await db.FindClient(input.Client, "intake.sequester", ct) is not { } client)
        {
            return new NotFound("input.client");
        }

        foreach (var user in input.Users ?? [])
        {
            if (await people.User(user, ct) is null)
            {
                return new NotFound("input.users");
            }
        }

        var names = input.Users?.Append(me).Select(u => u.Value).Distinct().ToArray();
        if (input.Address is { } address)
        {
            if (await db.Addresses.FirstOrDefaultAsync(a => a.Id == address && a.Client == client.Id, ct) is not { } home || !Sees(home.NamedUsers, me))
            {
                return new NotFound("input.address");
            }

            home.NamedUsers = names;
        }
        else if (await db.ContactPoints.FirstOrDefaultAsync(p => p.Id == input.ContactPoint && p.Client == client.Id, ct) is { } point && Sees(point.NamedUsers, me))
        {
            point.NamedUsers = names;
        }
        else
        {
            return new NotFound("input.contactPoint");
        }

        return client;
    }

    private static bool Sees(Guid[]? named, UserId me) => named is null || named.Contains(me.Value);

    internal sealed class Validator : AbstractValidator<Input>
    {
        private const int MostUsers = 200;

        public Validator()
        {
            RuleFor(i => i).Must(i => i.Address is null != i.ContactPoint is null).WithMessage("Name an address or a contact point, and not both.");
            RuleFor(i => i.Users).Must(u => u is null || u.Count <= MostUsers).WithMessage($"Name up to {MostUsers} people.");
        }
    }
}
