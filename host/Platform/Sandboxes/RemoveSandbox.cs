namespace CarePlatform.Platform;

/// <summary>Removes a sandbox with all that is in it: people, work, events, timers, the audit trail and its program. Nothing can be brought back.</summary>
[Mutation, Requires("platform.sandboxes")]
internal static class RemoveSandbox
{
    /// <param name="Sandbox">The sandbox.</param>
    public sealed record Input(SandboxId Sandbox);

    public static async Task<Outcome<Sandbox>> Handle(
        Input input, Session session, Actor actor, SandboxRegister register, TenantCatalog tenants, SandboxLife life, CancellationToken ct)
    {
        if (session.Tenant is { Sandbox: false } own && input.Sandbox.Tenant == own.Id)
        {
            return new NotASandbox("input.sandbox");
        }

        if (await register.Find(input.Sandbox, session.Tenant, actor, ct) is not { } sandbox
            || await tenants.Find(sandbox.Id.Tenant, ct) is not { } tenant)
        {
            return new NotFound("input.sandbox");
        }

        try
        {
            return await life.Remove(tenant, ct) ? sandbox with { ClosedAt = session.Clock.World.GetUtcNow() } : new SandboxBusy();
        }
        catch (SandboxBusyException)
        {
            return new SandboxBusy();
        }
    }
}

/// <summary>The organisation is no sandbox: its data are real, and its time is everybody's.</summary>
internal sealed record NotASandbox(string Path = "") : Refusal(
    "platform.not_a_sandbox", "This is done in sandboxes only; this organisation is none. Found one with createSandbox.", Path);

/// <summary>The sandbox is being reset or removed already, or somebody works in it without a pause.</summary>
internal sealed record SandboxBusy() : Refusal(
    "platform.sandbox_busy", "The sandbox is being reset or removed already, or work in it does not pause. Try again in a few seconds.", "input.sandbox");
