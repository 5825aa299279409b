namespace CarePlatform.Platform;

/// <summary>
/// Nobody grants what they do not hold. A role is widened only by somebody who may do what is added, as far; it is given by somebody who
/// holds all of it, or whose own role is entrusted with giving it, and to oneself only what one holds already.
/// </summary>
internal static class GrantRules
{
    /// <summary>Why <paramref name="me"/> may not give these roles to <paramref name="to"/>; null when they may.</summary>
    public static Refusal? Refuse(Entitlements now, UserId me, UserId to, IReadOnlyCollection<string> roles)
    {
        foreach (var key in roles)
        {
            if (Unknown(now, [key]) is { } unknown)
            {
                return unknown;
            }

            var role = now.Find(key)!;
            if (Lacks(now, me, role.Permissions) is { Count: > 0 } lacks && (me == to || !IsEntrusted(now, me, key)))
            {
                return new GrantsBeyondOwn(lacks);
            }
        }

        return null;
    }

    /// <summary>The first of these roles that there is not, or not any more; null when there are all.</summary>
    public static NoSuchRole? Unknown(Entitlements now, IEnumerable<string> roles) => roles.FirstOrDefault(r => now.Find(r) is not { RetiredAt: null }) is { } unknown
        ? new NoSuchRole(unknown, [.. now.Roles.Where(r => r.RetiredAt is null).Select(r => r.Key).Order(StringComparer.Ordinal)])
        : null;

    /// <summary>Why <paramref name="me"/> may not let a role allow this from now on; null when they may.</summary>
    public static Refusal? Refuse(Entitlements now, UserId me, Role? before, IReadOnlyDictionary<string, Reach> after)
    {
        var wider = after.Where(p => p.Value > (before?.Permissions.GetValueOrDefault(p.Key) ?? Reach.None)).ToDictionary(StringComparer.Ordinal);
        return Lacks(now, me, wider) is { Count: > 0 } lacks ? new GrantsBeyondOwn(lacks) : null;
    }

    private static IReadOnlyList<string> Lacks(Entitlements now, UserId me, IReadOnlyDictionary<string, Reach> permissions)
    {
        var mine = now.Of(me);
        return [.. permissions.Where(p => mine.GetValueOrDefault(p.Key) < p.Value).Select(p => p.Key).Order(StringComparer.Ordinal)];
    }

    private static bool IsEntrusted(Entitlements now, UserId me, string role) =>
        now.Find(me) is { Active: true } giver && giver.Roles.Any(r => now.Find(r) is { RetiredAt: null } own && own.Gives.Contains(role));
}

/// <summary>Somebody would grant more than they hold themselves.</summary>
/// <param name="Permissions">What they do not hold, or not as far.</param>
internal sealed record GrantsBeyondOwn(IReadOnlyList<string> Permissions) : Refusal(
    "platform.grants_beyond_own",
    $"Nobody grants what they do not hold: you lack {string.Join(", ", Permissions)}, or do not hold it as far. Ask somebody who does.");

/// <summary>There is no such role, or it was retired.</summary>
/// <param name="Role">The key that was given.</param>
/// <param name="Known">The keys of the roles that can be given.</param>
internal sealed record NoSuchRole(string Role, IReadOnlyList<string> Known) : Refusal(
    "platform.no_such_role", $"There is no role \"{Role}\" that can be given. Choose one of: {string.Join(", ", Known)}.");

/// <summary>Afterwards nobody could administer the organisation.</summary>
/// <param name="Permissions">What nobody would hold any more.</param>
internal sealed record AdministrationWouldEnd(IReadOnlyList<string> Permissions) : Refusal(
    "platform.administration_would_end",
    $"Afterwards nobody would hold {string.Join(", ", Permissions)} for the whole organisation. Give it to somebody else first.");
