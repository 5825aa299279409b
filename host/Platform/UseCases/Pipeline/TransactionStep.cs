using CarePlatform.GraphQL;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace CarePlatform.Platform;

/// <summary>
/// All or nothing: commits when the use case succeeded, undoes everything when it refused or failed. The commit also wakes
/// the log's readers, which is the dispatch. Of two who change the same at once, make the first of something at once, or give work to
/// somebody who is just being let out, the second is told so; what a unique constraint forbids for good is told apart from that.
/// </summary>
internal sealed class TransactionStep(IServiceScopeFactory scopes, ILogger<TransactionStep> log) : IStep
{
    public async Task<IOutcome> Invoke(Call call, Next next)
    {
        try
        {
            return await Attempt(call, next, lasts: true);
        }
        catch (Exception second) when (Violated(second) is { } rule)
        {
            log.LogInformation(
                "{UseCase} met {Constraint} of {Table}, as when two do the same at once.",
                call.UseCase.Name, rule.ConstraintName, rule.TableName);
        }
        catch (Exception crossed) when (crossed.GetBaseException() is PostgresException { SqlState: PostgresErrorCodes.SerializationFailure })
        {
            log.LogInformation("{UseCase} was crossed by another transaction.", call.UseCase.Name);
        }

        // Asked once more, without lasting effect: whoever was second sees now what the first has made, and may refuse by itself.
        await using var scope = scopes.CreateAsyncScope();
        try
        {
            var now = await Attempt(call.Again(scope.ServiceProvider), next, lasts: false);
            return now.Refusals.Count > 0 ? now : (Outcome<object>)new VersionConflict(0, 1);
        }
        catch (Exception lasting) when (Violated(lasting) is { } rule)
        {
            // It was no race: the use case does not ask for what the constraint forbids. The values stay out of the log.
            log.LogError(
                "{UseCase} is refused by {Constraint} of {Table} however often it is tried: it must ask for this and refuse in its own words.",
                call.UseCase.Name, rule.ConstraintName, rule.TableName);
            return (Outcome<object>)new AlreadyThere();
        }
    }

    private static async Task<IOutcome> Attempt(Call call, Next next, bool lasts)
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
            if (lasts && outcome.Refusals.Count == 0)
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

    private static PostgresException? Violated(Exception failure) =>
        failure.GetBaseException() is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } violated ? violated : null;
}
