namespace CarePlatform.Platform;

/// <summary>
/// Takes a role from somebody; what only it allowed they may do no more, within seconds. The last who can administer the organisation
/// keep what they need for that.
/// </summary>
[Mutation, Requires("platform.people")]
internal static class TakeRole
{
    /// <param name="User">The person.</param>
    /// <param name="Role">Key of the role.</param>
    public sealed record Input(UserId User, string Role);

    public static async Task<Outcome<RoleChange>> Handle(Input input, RoleBook book, CancellationToken ct)
    {
        var now = await book.Lock(ct);
        if (now.Find(input.User) is not { } holder)
        {
            return new NotFound("input.user");
        }

        if (!holder.Roles.Contains(input.Role))
        {
            return new NotFound("input.role");
        }

        var after = now.With(holder with { Roles = holder.Roles.Where(r => r != input.Role).ToHashSet(StringComparer.Ordinal) });
        if (now.AdministrationLostIn(after) is { Count: > 0 } lost)
        {
            return new AdministrationWouldEnd(lost);
        }

        await book.Take(input.Role, input.User, ct);
        return RoleChange.Between(input.Role, now, after);
    }
}
