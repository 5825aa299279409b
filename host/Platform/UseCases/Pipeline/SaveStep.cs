namespace CarePlatform.Platform;

/// <summary>Writes what the handler changed, then appends its events to the log: one transaction, no second copy.</summary>
internal sealed class SaveStep(EventWriter events) : IStep
{
    public async Task<IOutcome> Invoke(Call call, Next next)
    {
        var outcome = await next(call);
        if (outcome.Refusals.Count == 0)
        {
            await call.Session.SaveAsync(call.Cancellation);
            await events.Append(call.Session, outcome.Events, call.Cancellation);
        }

        return outcome;
    }
}
