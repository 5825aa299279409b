using CarePlatform.GraphQL;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CarePlatform.Platform;

/// <summary>
/// All or nothing: commits when the use case succeeded, undoes everything when it refused or failed. The commit also wakes
/// the log's readers, which is the dispatch. Of two who change the same at once, the second is told so.
/// </summary>
internal sealed class TransactionStep : IStep
{
    public async Task<IOutcome> Invoke(Call call, Next next)
    {
        try
        {
            await call.Session.OpenAsync(call.Cancellation);
        }
        catch (SandboxBusyException busy)
        {
            throw new GraphQLException(busy.Message, SandboxGate.NotReady);
        }

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
        catch (Exception second) when (second.GetBaseException() is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            // Two have made the first of something at once; for whoever comes second it is there now, and the next try sees it.
            return (Outcome<object>)new VersionConflict(0, 1);
        }
        finally
        {
            await call.Session.CloseAsync();
        }
    }
}
