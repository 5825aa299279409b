using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Coordination;

/// <summary>Ends the runs about a client whose care has ended, in the order of the log: what was done before has completed its step by then.</summary>
internal sealed partial class Engine
{
    private async Task<List<object>> Discharge(LogEntry heard, CancellationToken ct)
    {
        var events = new List<object>();
        if (heard.Type != EventCatalogue.Discharged)
        {
            return events;
        }

        foreach (var (turn, _) in await runs.Take(heard.As<ClientDischarged>().Client, heard.OccurredAt, heard.Actor, ct))
        {
            turn.Discharge();
            events.AddRange(await Apply(turn, ct));
        }

        return events;
    }
}
