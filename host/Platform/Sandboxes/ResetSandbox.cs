namespace CarePlatform.Platform;

/// <summary>
/// Brings a sandbox back to the day on which it was founded: people, work, events, timers, clock and audit trail begin anew. Its program and the
/// program's secret stay. Asked for in the organisation that founded it, it is done with the answer; asked for within the sandbox, right after it.
/// </summary>
[Mutation, Requires("platform.sandboxes")]
internal static class ResetSandbox
{
    /// <param name="Sandbox">A sandbox of the organisation; the caller's own organisation when nothing is said.</param>
    public sealed record Input(SandboxId? Sandbox = null);

    public static async Task<Outcome<ResetResult>> Handle(
        Input input, Session session, Actor actor, SandboxRegister register, TenantCatalog tenants, SandboxLife life, SandboxKeeper keeper,
        CancellationToken ct)
    {
        var own = session.Tenant;
        if (input.Sandbox is null || input.Sandbox.Value.Tenant == own.Id)
        {
            if (!own.Sandbox || await register.PlanOf(own, ct) is null)
            {
                return new NotASandbox(input.Sandbox is null ? "" : "input.sandbox");
            }

            // This very transaction works in the sandbox, so it is emptied when it has ended.
            session.AfterCommit(() => keeper.Reset(own.Id, actor.Id));
            await life.Close(own, ct);
            return new ResetResult(new SandboxId(own.Id.Value), SandboxStatus.Closed);
        }

        if (await register.Find(input.Sandbox.Value, own, actor, ct) is not { } sandbox || await tenants.Find(sandbox.Id.Tenant, ct) is not { } tenant)
        {
            return new NotFound("input.sandbox");
        }

        try
        {
            return await life.Reset(tenant, actor.Id, ct) is null ? new SandboxBusy() : new ResetResult(sandbox.Id, SandboxStatus.Open);
        }
        catch (SandboxBusyException)
        {
            return new SandboxBusy();
        }
    }
}

/// <summary>What became of a wish to reset.</summary>
internal sealed record ResetResult(SandboxId Sandbox, SandboxStatus Status);

/// <summary>What became of a wish to reset a sandbox.</summary>
[View<ResetResult>]
internal static class ResetResultView
{
    /// <summary>The id of the sandbox.</summary>
    public static string Sandbox(ResetResult reset) => reset.Sandbox.ToString();

    /// <summary>Open when it is as on its first day; closed when that is about to be done, and nobody is let in until it is.</summary>
    public static SandboxStatus Status(ResetResult reset) => reset.Status;
}
