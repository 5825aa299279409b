using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace CarePlatform.Platform;

/// <summary>
/// Runs use cases for a request: each in a scope, session and transaction of its own. The request's reading session is given
/// back meanwhile, so that a request never holds two connections.
/// </summary>
internal sealed class UseCaseCalls(
    Session reading, IServiceScopeFactory scopes, UseCasePipeline pipeline, IHttpContextAccessor http)
{
    /// <summary>The request header that makes a repeat safe.</summary>
    public const string IdempotencyHeader = "Idempotency-Key";

    private const int LongestKey = 200;

    /// <param name="place">Tells several mutations of one request apart.</param>
    public async Task<IOutcome> Run(UseCase useCase, object? input, string place, CancellationToken ct)
    {
        await reading.CloseAsync();
        await using var scope = scopes.CreateAsyncScope();
        var session = scope.ServiceProvider.GetRequiredService<Session>();
        session.Begin(reading.Tenant, reading.Actor, reading.Correlation);
        session.Purpose = reading.Purpose;
        var key = http.HttpContext?.Request.Headers[IdempotencyHeader].ToString();
        if (key?.Length > LongestKey)
        {
            return (Outcome<object>)new InvalidInput("", $"The header {IdempotencyHeader} holds up to {LongestKey} characters; send a shorter key, such as a UUID.");
        }

        return await pipeline.Run(new Call(
            useCase, input, scope.ServiceProvider, string.IsNullOrEmpty(key) ? null : $"{key}/{place}", ct));
    }
}
