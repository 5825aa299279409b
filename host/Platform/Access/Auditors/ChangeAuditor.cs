using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Platform;

/// <summary>Says anew what an auditor may look at and until when; it holds within seconds. Use <c>deactivateUser</c> to end the account now.</summary>
[Mutation, Requires("platform.people")]
internal static class ChangeAuditor
{
    /// <param name="User">The auditor.</param>
    /// <param name="Terms">What they may look at, and until when.</param>
    /// <param name="ExpectedVersion">The version that was seen.</param>
    public sealed record Input(UserId User, AuditorTerms Terms, int? ExpectedVersion = null);

    public static async Task<Outcome<Auditor>> Handle(
        Input input, AccessDb db, RoleBook roles, ScopeCatalog scopes, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        if (actor.User is not { } me)
        {
            return new NeedsPerson();
        }

        var now = await roles.Lock(ct);
        if (await db.Auditors.FirstOrDefaultAsync(a => a.Id == input.User, ct) is not { } auditor)
        {
            return new NotFound("input.user");
        }

        if (input.ExpectedVersion is { } expected && expected != auditor.Version)
        {
            return new VersionConflict(expected, auditor.Version);
        }

        if (input.Terms.Problem(scopes, now, me, clock.GetUtcNow()) is { } problem)
        {
            return problem;
        }

        auditor.Change(input.Terms);
        return auditor;
    }
}
