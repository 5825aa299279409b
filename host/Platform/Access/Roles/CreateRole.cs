using FluentValidation;

namespace CarePlatform.Platform;

/// <summary>Adds a role that people can be given. It may allow only what whoever adds it may do themselves.</summary>
[Mutation, Requires("platform.roles")]
internal static class CreateRole
{
    /// <param name="Key">The short name, such as <c>night-supervisor</c>; it stays.</param>
    /// <param name="Title">What staff call it.</param>
    /// <param name="Permissions">What its holders may do, and how far.</param>
    public sealed record Input(string Key, string Title, IReadOnlyList<Grant> Permissions);

    /// <summary>A role has this key already.</summary>
    /// <param name="Role">The key.</param>
    public sealed record RoleExists(string Role) : Refusal(
        "platform.role_exists", $"There is a role \"{Role}\", perhaps a retired one. Change that role, or choose another key.", "input.key");

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
        if (now.Find(input.Key) is not null)
        {
            return new RoleExists(input.Key);
        }

        var role = new Role(input.Key, input.Title, Grants.ByPermission(input.Permissions), new HashSet<string>(), RetiredAt: null, Version: 1);
        if (GrantRules.Refuse(now, me, before: null, role.Permissions) is { } refusal)
        {
            return refusal;
        }

        await book.Write(role, ct);
        return RoleChange.Between(role.Key, now, now.With(role));
    }

    internal sealed class Validator : AbstractValidator<Input>
    {
        public Validator()
        {
            RuleFor(i => i.Key).Matches("^[a-z][a-z0-9-]{1,49}$").WithMessage("Use 2 to 50 small letters, digits and hyphens, beginning with a letter.");
            RuleFor(i => i.Title).NotEmpty().MaximumLength(Grants.LongestTitle);
            RuleFor(i => i.Permissions).Must(Grants.AreWhole).WithMessage(Grants.NotWhole);
        }
    }
}

/// <summary>What input says of what a role allows.</summary>
internal static class Grants
{
    public const int LongestTitle = 100;
    public const string NotWhole = "Name each permission once, with a reach other than NONE.";

    public static bool AreWhole(IReadOnlyList<Grant> grants) =>
        grants.All(g => g.Reach is not Reach.None) && grants.DistinctBy(g => g.Permission).Count() == grants.Count;

    public static IReadOnlyDictionary<string, Reach> ByPermission(IReadOnlyList<Grant> grants) =>
        grants.ToDictionary(g => g.Permission, g => g.Reach, StringComparer.Ordinal);
}

/// <summary>Some of these are no permissions that there are.</summary>
/// <param name="Permissions">Those that nobody knows.</param>
internal sealed record UnknownPermissions(IReadOnlyList<string> Permissions) : Refusal(
    "platform.unknown_permissions",
    $"There are no permissions {string.Join(", ", Permissions)}. Ask the query permissions for those there are.",
    "input.permissions");
