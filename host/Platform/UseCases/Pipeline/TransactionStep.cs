using CarePlatform.GraphQL;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace CarePlatform.Platform;

/// <summary>
/// All or nothing: commits when the use case succeeded, undoes everything when it refused or failed. The commit also wakes
/// the log's readers, which is the dispatch. A call whose rows somebody else changed in the meantime begins again with what there is now,
/// as if it had come later. Of two who make the first of something at once the second is told so; what a unique constraint forbids for
/// good is told apart from that.
/// </summary>
internal sealed class TransactionStep(IServiceScopeFactory scopes, ILogger<TransactionStep> log) : IStep
{
    /// <summary>How often a call begins before its caller is told that others were always faster.</summary>
    private const int Attempts = 4;

    public async Task<IOutcome> Invoke(Call call, Next next)
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var scope = attempt == 1 ? (AsyncServiceScope?)null : scopes.CreateAsyncScope();
            try
            {
                return await Attempt(scope is { } again ? call.Again(again.ServiceProvider) : call, next, lasts: true);
            }
            catch (DbUpdateConcurrencyException lost) when (attempt == Attempts)
            {
                var version = lost.Entries is [var entry, ..] ? entry.OriginalValues.GetValue<int>("Version") : 0;
                return (Outcome<object>)new VersionConflict(version, version + 1);
            }
            catch (Exception crossed) when (attempt < Attempts && Crossed(crossed))
            {
                log.LogInformation("{UseCase} was crossed by another change and begins again.", call.UseCase.Name);
            }
            catch (Exception second) when (Violated(second) is { } rule)
            {
                log.LogInformation(
                    "{UseCase} met {Constraint} of {Table}, as when two do the same at once.",
                    call.UseCase.Name, rule.ConstraintName, rule.TableName);
                return await AsSecond(call, next);
            }
        }
    }

    /// <summary>
    /// Asked once more, without lasting effect: whoever was second sees now what the first has made, and may refuse by itself. Where it is crossed
    /// again it was third.
    /// </summary>
    private async Task<IOutcome> AsSecond(Call call, Next next)
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var scope = scopes.CreateAsyncScope();
            try
            {
                var now = await Attempt(call.Again(scope.ServiceProvider), next, lasts: false);
                return now.Refusals.Count > 0 ? now : (Outcome<object>)new VersionConflict(0, 1);
            }
            catch (Exception crossed) when (Crossed(crossed))
            {
                return (Outcome<object>)new VersionConflict(0, 1);
            }
            catch (Exception lasting) when (Violated(lasting) is { } rule)
            {
                if (attempt < Attempts)
                {
                    continue;
                }

                // It was no race: the use case does not ask for what the constraint forbids. The values stay out of the log.
                log.LogError(
                    "{UseCase} is refused by {Constraint} of {Table} however often it is tried: it must ask for this and refuse in its own words.",
                    call.UseCase.Name, rule.ConstraintName, rule.TableName);
                return (Outcome<object>)new AlreadyThere();
            }
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
        finally
        {
            await call.Session.CloseAsync();
        }
    }

    /// <summary>Whether somebody else changed what this was about to change, so that it may succeed from the beginning.</summary>
    private static bool Crossed(Exception failure) => failure is DbUpdateConcurrencyException
        || failure.GetBaseException() is PostgresException { SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected };

    private static PostgresException? Violated(Exception failure) =>
        failure.GetBaseException() is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } violated ? violated : null;
}
