namespace CarePlatform.Platform;

/// <summary>The organisation's sandboxes.</summary>
[Query, Requires("platform.sandboxes")]
internal static class SandboxQueries
{
    /// <summary>The sandboxes of the organisation, the latest first; for an API client, those that it founded.</summary>
    public static Task<IReadOnlyList<Sandbox>> Sandboxes(SandboxRegister register, Tenant tenant, Actor actor, CancellationToken ct) =>
        register.Of(tenant, actor, ct);
}

/// <summary>What can be made to happen in a sandbox.</summary>
[Query, Requires("platform.move-clock")]
internal static class SimulatorQueries
{
    /// <summary>What can be made to happen here; nothing in an organisation that is no sandbox.</summary>
    public static IReadOnlyList<Simulator> Simulators(Session session, IEnumerable<ISandboxSimulator> simulators) =>
    [
        .. session.Tenant.Sandbox
            ? simulators.Working(session.Tenant).Select(s => new Simulator(s.Key, s.Title, s.Description))
            : [],
    ];
}

/// <summary>Which simulators there are for a tenant.</summary>
internal static class WorkingSimulators
{
    /// <summary>Those whose feature is on, by key.</summary>
    public static IReadOnlyList<ISandboxSimulator> Working(this IEnumerable<ISandboxSimulator> simulators, Tenant tenant) =>
        [.. simulators.Where(s => s.Feature is not { } feature || tenant.Features.IsOn(feature)).OrderBy(s => s.Key, StringComparer.Ordinal)];
}

/// <summary>Something that can be made to happen in a sandbox.</summary>
internal sealed record Simulator(string Key, string Title, string Description);

/// <summary>Something that can be made to happen in a sandbox.</summary>
[View<Simulator>]
internal static class SimulatorView
{
    /// <summary>By which it is asked for.</summary>
    public static string Key(Simulator simulator) => simulator.Key;

    /// <summary>What happens.</summary>
    public static string Title(Simulator simulator) => simulator.Title;

    /// <summary>What it does, what it takes, what it chooses where nothing is said, and what there is to see then.</summary>
    public static string Description(Simulator simulator) => simulator.Description;
}
