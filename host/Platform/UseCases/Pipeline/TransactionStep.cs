using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Platform;

/// <summary>
/// All or nothing: commits when the use case succeeded, undoes everything when it refused or failed. The commit also wakes
/// the log's readers, which is the dispatch.
/// </summary>
internal sealed class TransactionStep : IStep
{
    public async Task<IOutcome> Invoke(Call call, Next next)
    {
        await call.Session.OpenAsync(call.Cancellation);
        try
        {
            var outcome = await next(call);
            if (outcome.Refusals.Count == 0)
            {
                await call.Session.CommitAsync(call.Cancellation);
            }

            return outcome;
        }
        catch (DbUpdateConcurrencyException lost)
        {
            var version = lost.Entries is [var entry, ..] ? entry.OriginalValues.GetValue<int>("Version") : 0;
            return (Outcome<object>)new VersionConflict(version, version + 1);
        }
        finally
        {
            await call.Session.CloseAsync();
        }
    }
}
