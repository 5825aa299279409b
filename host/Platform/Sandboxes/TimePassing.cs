namespace CarePlatform.Platform;

/// <summary>Time passes: the sandbox's clock is moved forward, and everything that falls due thereby is done.</summary>
internal sealed class TimePassing(Session session, TenantCatalog tenants) : ISandboxSimulator
{
    private static readonly TimeSpan Usual = TimeSpan.FromDays(1);

    public string Key => "time-passing";

    public string Title => "Time passes";

    public string Description =>
        "Moves the clock forward by the duration given as \"by\" (a day when nothing is said), as moveClock does. Reminders, checks, escalations and "
        + "whatever else falls due on the way is done in its order.";

    public string? Feature => null;

    public async Task<Outcome<Simulated>> Run(SimulationWish wish, CancellationToken ct)
    {
        if (wish.Subject is not null || wish.Value is not null)
        {
            return new InvalidInput(wish.Subject is not null ? "input.subject" : "input.value", "Time passes for everybody; leave this out.");
        }

        var moved = await MoveClock.Handle(new MoveClock.Input(By: wish.By ?? Usual), session, tenants, ct);
        return moved.Refusals.Count > 0
            ? Outcome<Simulated>.Refused(moved.Refusals)
            : new Simulated($"It is {session.Clock.World.GetUtcNow() + moved.Value!.ClockOffset:O} now.", [moved.Value.Id.ToString()]);
    }
}
