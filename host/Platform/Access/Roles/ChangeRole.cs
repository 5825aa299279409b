using FluentValidation;

namespace CarePlatform.Platform;

/// <summary>
/// Says anew what a role is called and what it allows: from now on exactly what is named here, for everybody who holds it, within
/// seconds. A retired role can be given again then. Ask <c>previewRole</c> first.
/// </summary>
[Mutation, Requires("platform.roles")]
internal static class ChangeRole
{
    /// <param name="Role">Key of the role.</param>
    /// <param name="Title">What staff call it.</param>
    /// <param name="Permissions">Everything that its holders may do, and how far.</param>
    /// <param name="ExpectedVersion">The version that was seen.</param>
    public sealed record Input(string Role, string Title, IReadOnlyList<Grant> Permissions, int? ExpectedVersion = null);

    public static async Task<Outcome<RoleChange>> Handle(Input input, RoleBook book, ScopeCatalog permissions, Actor actor, CancellationToken ct)
    {
        if (actor.User is not { } me)
        {
            return new NeedsPerson();
        }

        if (permissions.Unknown(input.Permissions.Select(p => p.Permission)) is { Count: > 0 } unknown)
        {
            return new UnknownPermissions(unknown);
        }

        var now = await book.Lock(ct);
        if (now.Find(input.Role) is not { } before)
        {
            return new NotFound("input.role");
        }

        if (input.ExpectedVersion is { } expected && expected != before.Version)
        {
            return new VersionConflict(expected, before.Version);
        }

        var role = before with { Title = input.Title, Permissions = Grants.ByPermission(input.Permissions), RetiredAt = null };
        var after = now.With(role);
        if (GrantRules.Refuse(now, me, before.RetiredAt is null ? before : null, role.Permissions) is { } refusal)
        {
            return refusal;
        }

        if (now.AdministrationLostIn(after) is { Count: > 0 } lost)
        {
            return new AdministrationWouldEnd(lost);
        }

        await book.Write(role, ct);
        return RoleChange.Between(role.Key, now, after);
    }

    internal sealed class Validator : AbstractValidator<Input>
    {
        public Validator()
        {
            RuleFor(i => i.Title).NotEmpty().MaximumLength(Grants.LongestTitle);
            RuleFor(i => i.Permissions).Must(Grants.AreWhole).WithMessage(Grants.NotWhole);
        }
    }
}
