using Microsoft.Extensions.DependencyInjection;

namespace CarePlatform.Platform;

/// <summary>
/// Founds sandboxes, resets them to the day on which they were founded, and removes them. Each can be broken off at any point and
/// done again: the sandbox stays closed meanwhile, and <see cref="SandboxKeeper"/> finishes what a host left behind that died.
/// </summary>
internal sealed class SandboxLife(
    TenantFoundation foundation, TenantCatalog tenants, SandboxRegister register, SandboxClearing clearing, PrivacyPolicies policies,
    IServiceScopeFactory scopes, TimeProvider world)
{
    /// <summary>Founds a sandbox on these terms, with a program of its own where one is wanted.</summary>
    /// <param name="scopesOfClient">What its program may do; null when it shall have none.</param>
    /// <exception cref="SlugTakenException">Another tenant has its slug.</exception>
    public async Task<(Tenant Sandbox, IssuedSecret? Secret)> Found(
        TenantPlan plan, SandboxTerms terms, IEnumerable<string>? scopesOfClient, CancellationToken ct)
    {
        if (await tenants.Find(plan.Slug, ct) is not null)
        {
            throw new SlugTakenException();
        }

        var tenant = await foundation.Found(plan, terms, ct);
        // Nobody else knows of it yet, so the turn is free.
        await using var turn = await clearing.Turn(tenant.Id, ct);
        var secret = scopesOfClient is null ? null : await Program(tenant, scopesOfClient, ct);
        await Furnish(tenant, plan, ct);
        return (await Open(tenant, ct), secret);
    }

    /// <summary>Closes the sandbox, so that nobody begins anything there from now on.</summary>
    public async Task Close(Tenant sandbox, CancellationToken ct)
    {
        await register.Write(sandbox, "closed_at", world.GetUtcNow(), ct);
        tenants.Forget(sandbox.Id);
    }

    /// <summary>Empties the sandbox and founds it again from its plan; nothing but its own program stays.</summary>
    /// <param name="by">Wire id of whoever wants it; null when the platform finishes what was begun.</param>
    /// <returns>The sandbox as it is then; null when it is gone, or somebody else is about to reset or remove it.</returns>
    public async Task<Tenant?> Reset(Tenant sandbox, string? by, CancellationToken ct)
    {
        if (await register.PlanOf(sandbox, ct) is not { } plan)
        {
            return null;
        }

        await using var turn = await clearing.Turn(sandbox.Id, ct);
        if (turn is null)
        {
            return null;
        }

        await Close(sandbox, ct);
        await clearing.Empty(sandbox, forGood: false, ct);
        tenants.Forget(sandbox.Id);
        policies.Forget(sandbox.Id);
        var anew = await foundation.Found(plan with { Slug = sandbox.Slug }, ct);
        await Note(anew, by, ct);
        await Furnish(anew, plan, ct);
        return await Open(anew, ct);
    }

    /// <summary>Removes the sandbox with all that is in it.</summary>
    /// <returns>False when somebody else is about to reset or remove it.</returns>
    public async Task<bool> Remove(Tenant sandbox, CancellationToken ct)
    {
        await using var turn = await clearing.Turn(sandbox.Id, ct);
        if (turn is null)
        {
            return false;
        }

        await Close(sandbox, ct);
        await clearing.Empty(sandbox, forGood: true, ct);
        tenants.Forget(sandbox.Id);
        return true;
    }

    private async Task<Tenant> Open(Tenant sandbox, CancellationToken ct)
    {
        await register.Write(sandbox, "closed_at", null, ct);
        tenants.Forget(sandbox.Id);
        return (await tenants.Find(sandbox.Id, ct))!;
    }

    // Its time may be moved on by years: the secret holds as long as the sandbox can be.
    private async Task<IssuedSecret> Program(Tenant sandbox, IEnumerable<string> allowed, CancellationToken ct)
    {
        await using var scope = Begin(sandbox);
        var (session, db) = (scope.ServiceProvider.GetRequiredService<Session>(), scope.ServiceProvider.GetRequiredService<AccessDb>());
        await session.OpenAsync(ct);
        var now = world.GetUtcNow();
        var client = ApiClient.ForSandbox($"Program of {sandbox.Slug}", allowed, now);
        var text = SecretText.New();
        var secret = ApiClientSecret.Of(client.Id, text, now, now + MoveClock.Farthest + TimeSpan.FromDays(366));
        db.AddRange(client, secret);
        await session.SaveAsync(ct);
        await session.CommitAsync(ct);
        return new IssuedSecret(client.Id, OAuthClientId.Of(sandbox, client.Id), text, secret.ExpiresAt);
    }

    private async Task Furnish(Tenant sandbox, TenantPlan plan, CancellationToken ct)
    {
        if (!plan.People)
        {
            return;
        }

        await using var scope = Begin(sandbox);
        foreach (var content in scope.ServiceProvider.GetServices<ISandboxContent>())
        {
            await content.Put(scope.ServiceProvider.GetRequiredService<Session>(), ct);
        }
    }

    // The trail begins anew with the line that tells why it begins.
    private async Task Note(Tenant sandbox, string? by, CancellationToken ct)
    {
        await using var scope = Begin(sandbox);
        var trail = scope.ServiceProvider.GetRequiredService<AuditTrail>();
        trail.Write("resetSandbox", [.. new[] { sandbox.Id.ToString(), by }.OfType<string>()], "done");
        await trail.FlushAsync(ct);
        await scope.ServiceProvider.GetRequiredService<Session>().CommitAsync(ct);
    }

    private AsyncServiceScope Begin(Tenant sandbox)
    {
        var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Session>().Begin(sandbox, Actor.System, Guid.CreateVersion7(world.GetUtcNow()));
        return scope;
    }
}
