namespace CarePlatform.Platform;

/// <summary>
/// Makes something happen in a sandbox that in the world others do or time does. Ask <c>simulators</c> what there is and what each takes. What
/// follows from it follows by the usual rules, a moment later.
/// </summary>
[Mutation, Requires("platform.move-clock")]
internal static class Simulate
{
    /// <param name="Simulator">The key of the simulator, such as <c>time-passing</c>.</param>
    /// <param name="Subject">The id of the thing to which it shall happen, where the simulator takes one; chosen at random when nothing is said.</param>
    /// <param name="By">How far or for how long, such as <c>P30D</c>, where the simulator takes it.</param>
    /// <param name="Value">The value that is reported, where the simulator takes one.</param>
    public sealed record Input([property: AuditSubject] string Simulator, [property: AuditSubject] string? Subject = null, TimeSpan? By = null, decimal? Value = null);

    /// <summary>No simulator that works here has this key.</summary>
    /// <param name="Known">Those that do.</param>
    public sealed record UnknownSimulator(IEnumerable<string> Known) : Refusal(
        "platform.unknown_simulator", $"There is no such simulator, or its feature is off. Choose one of: {string.Join(", ", Known)}.", "input.simulator");

    public static async Task<Outcome<Simulated>> Handle(
        Input input, Session session, IEnumerable<ISandboxSimulator> simulators, CancellationToken ct)
    {
        if (!session.Tenant.Sandbox)
        {
            return new NotASandbox();
        }

        var working = simulators.Working(session.Tenant);
        return working.FirstOrDefault(s => s.Key == input.Simulator) is { } simulator
            ? await simulator.Run(new SimulationWish(input.Subject, input.By, input.Value), ct)
            : new UnknownSimulator(working.Select(s => s.Key));
    }
}

/// <summary>What was made to happen in a sandbox.</summary>
[View<Simulated>]
internal static class SimulatedView
{
    /// <summary>What has happened, in one sentence.</summary>
    public static string What(Simulated simulated) => simulated.What;

    /// <summary>The ids of the things to which it happened.</summary>
    public static IReadOnlyList<string> Subjects(Simulated simulated) => simulated.Subjects;
}
