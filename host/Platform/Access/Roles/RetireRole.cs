namespace CarePlatform.Platform;

/// <summary>
/// Takes a role from everybody who holds it and lets nobody be given it any more. What was done in it stays as it was; changing the
/// role brings it back.
/// </summary>
[Mutation, Requires("platform.roles")]
internal static class RetireRole
{
    /// <param name="Role">Key of the role.</param>
    /// <param name="ExpectedVersion">The version that was seen.</param>
    public sealed record Input(string Role, int? ExpectedVersion = null);

    public static async Task<Outcome<RoleChange>> Handle(Input input, RoleBook book, TimeProvider clock, CancellationToken ct)
    {
        var now = await book.Lock(ct);
        if (now.Find(input.Role) is not { } role)
        {
            return new NotFound("input.role");
        }

        if (input.ExpectedVersion is { } expected && expected != role.Version)
        {
            return new VersionConflict(expected, role.Version);
        }

        var after = now.WithoutHoldersOf(role.Key);
        if (now.AdministrationLostIn(after) is { Count: > 0 } lost)
        {
            return new AdministrationWouldEnd(lost);
        }

        await book.Take(role.Key, user: null, ct);
        await book.Write(role with { RetiredAt = role.RetiredAt ?? clock.GetUtcNow() }, ct);
        return RoleChange.Between(role.Key, now, after);
    }
}
