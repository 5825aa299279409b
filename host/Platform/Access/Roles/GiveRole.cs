using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Platform;

/// <summary>
/// Gives somebody a role; what it allows they may do within seconds. Nobody gives what they do not hold, unless their own role is
/// entrusted with giving that one.
/// </summary>
[Mutation, Requires("platform.people")]
internal static class GiveRole
{
    /// <param name="User">The person.</param>
    /// <param name="Role">Key of the role.</param>
    public sealed record Input(UserId User, string Role);

    /// <summary>An auditor's account only looks, and says itself at what.</summary>
    public sealed record AuditorHoldsNoRole() : Refusal(
        "platform.auditor_holds_no_role", "This is an auditor's account, which holds no roles. Invite the person as staff if they work here.", "input.user");

    public static async Task<Outcome<RoleChange>> Handle(Input input, AccessDb db, RoleBook book, Actor actor, CancellationToken ct)
    {
        if (actor.User is not { } me)
        {
            return new NeedsPerson();
        }

        var now = await book.Lock(ct);
        if (now.Find(input.User) is not { } holder)
        {
            return new NotFound("input.user");
        }

        if (await db.Auditors.AnyAsync(a => a.Id == input.User, ct))
        {
            return new AuditorHoldsNoRole();
        }

        if (GrantRules.Refuse(now, me, input.User, [input.Role]) is { } refusal)
        {
            return refusal;
        }

        await book.Give(input.Role, input.User, ct);
        return RoleChange.Between(
            input.Role, now, now.With(holder with { Roles = holder.Roles.Append(input.Role).ToHashSet(StringComparer.Ordinal) }));
    }
}
