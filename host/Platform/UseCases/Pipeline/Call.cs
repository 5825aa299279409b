using Microsoft.Extensions.DependencyInjection;

namespace CarePlatform.Platform;

/// <summary>One call of a use case on its way through the pipeline.</summary>
/// <param name="Services">The scope of this call; its <see cref="Session"/> has begun.</param>
/// <param name="IdempotencyKey">The caller's key; null when it sent none.</param>
internal sealed record Call(UseCase UseCase, object? Input, IServiceProvider Services, string? IdempotencyKey, CancellationToken Cancellation)
{
    public Session Session { get; } = Services.GetRequiredService<Session>();

    /// <summary>What others answered before the transaction, where the use case asks (<see cref="AskStep"/>).</summary>
    public object? Asked { get; init; }

    /// <summary>The same call from the beginning, in another scope with a session of its own.</summary>
    public Call Again(IServiceProvider services)
    {
        var session = services.GetRequiredService<Session>();
        session.Begin(Session.Tenant, Session.Actor, Session.Correlation, Session.Causation);
        session.Purpose = Session.Purpose;
        return new Call(UseCase, Input, services, IdempotencyKey, Cancellation) { Asked = Asked };
    }
}

/// <summary>The rest of the pipeline.</summary>
internal delegate Task<IOutcome> Next(Call call);

/// <summary>One step of the pipeline: does its part and calls the rest, or answers by itself.</summary>
internal interface IStep
{
    Task<IOutcome> Invoke(Call call, Next next);
}
