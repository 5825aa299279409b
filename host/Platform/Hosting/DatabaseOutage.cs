using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace CarePlatform.Platform;

/// <summary>
/// While the database cannot be reached, is restarting or takes no more sessions, a request is told so and when to come again (503), instead
/// of failing as if it were wrong itself.
/// </summary>
internal static class DatabaseOutage
{
    /// <summary>The code of such an answer.</summary>
    public const string Code = "DATABASE_UNAVAILABLE";

    /// <summary>Answers for all that follow it.</summary>
    public static IApplicationBuilder UseDatabaseOutage(this IApplicationBuilder app)
    {
        var log = app.ApplicationServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(DatabaseOutage));
        return app.Use(async (context, next) =>
        {
            try
            {
                await next(context);
            }
            catch (Exception failure) when (!context.Response.HasStarted && ReasonOf(failure) is not null)
            {
                log.LogWarning("A request could not be served because of the database: {Reason}", ReasonOf(failure));
                context.Response.Headers.RetryAfter = "2";
                await SignIn.Refuse(
                    context, StatusCodes.Status503ServiceUnavailable, Code, "The database cannot be reached at present. Send the request again in a moment; with an Idempotency-Key a change is never made twice.");
            }
        });
    }

    // What the server says of itself, never of a statement.
    private static string? ReasonOf(Exception failure)
    {
        for (var cause = failure; cause is not null; cause = cause.InnerException!)
        {
            switch (cause)
            {
                case PostgresException { SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.LockNotAvailable }:
                    return null;
                case PostgresException { SqlState: PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown } ended:
                    return ended.MessageText;
                case PostgresException { IsTransient: true } said:
                    return said.MessageText;
                case NpgsqlException { IsTransient: true } lost and not PostgresException:
                    return lost.Message;
            }
        }

        return null;
    }
}
