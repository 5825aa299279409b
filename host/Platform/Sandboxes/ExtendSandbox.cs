namespace CarePlatform.Platform;

/// <summary>Lets a sandbox be there for so many days from now. It can also be fewer than before.</summary>
[Mutation, Requires("platform.sandboxes")]
internal static class ExtendSandbox
{
    /// <param name="Sandbox">The sandbox.</param>
    /// <param name="Days">After how many days from now it is removed; the usual time when nothing is said.</param>
    public sealed record Input(SandboxId Sandbox, int? Days = null);

    public static async Task<Outcome<Sandbox>> Handle(
        Input input, Session session, Actor actor, SandboxRegister register, TenantCatalog tenants, SandboxOptions options, CancellationToken ct)
    {
        if (Term.Problem(input.Days, options) is { } problem)
        {
            return problem;
        }

        if (await register.Find(input.Sandbox, session.Tenant, actor, ct) is not { } sandbox
            || await tenants.Find(sandbox.Id.Tenant, ct) is not { } tenant)
        {
            return new NotFound("input.sandbox");
        }

        var end = Term.End(session.Clock, input.Days ?? options.Days);
        await register.Write(tenant, "expires_at", end, ct);
        tenants.Forget(tenant.Id);
        return sandbox with { ExpiresAt = end };
    }
}
