using Microsoft.Extensions.DependencyInjection;

namespace CarePlatform.Platform;

/// <summary>
/// Lets a use case ask somebody outside (a payer, say) before its transaction begins, in a session of its own: whoever is slow to
/// answer keeps no connection and no lock. A repeat of a request that was done asks nobody again.
/// </summary>
internal sealed class AskStep(IServiceScopeFactory scopes, ValidationStep validation) : IStep
{
    public async Task<IOutcome> Invoke(Call call, Next next)
    {
        if (!call.UseCase.Asks)
        {
            return await next(call);
        }

        await using var scope = scopes.CreateAsyncScope();
        var session = scope.ServiceProvider.GetRequiredService<Session>();
        session.Begin(call.Session.Tenant, call.Session.Actor, call.Session.Correlation);
        session.Purpose = call.Session.Purpose;
        await session.OpenAsync(call.Cancellation);
        if (call.IdempotencyKey is { } key && await IdempotencyStep.IsDone(session, key, call.Cancellation))
        {
            return await next(call);
        }

        var asked = await validation.Invoke(call, c => c.UseCase.Ask(c.Input, scope.ServiceProvider, c.Cancellation));
        await session.CloseAsync();
        return asked.Refusals.Count > 0 ? asked : await next(call with { Asked = asked.Value });
    }
}
