using CarePlatform.Platform;

namespace CarePlatform.Coordination;

/// <summary>Every event may start a workflow, complete, retime or cancel its steps, or stop it: doing the work closes the step.</summary>
[Feature("coordination")]
internal static class WhenAnythingHappens
{
    public static Task<IReadOnlyList<object>> Handle(LogEntry happened, Engine engine, CancellationToken ct) => engine.Hear(happened, ct);
}
