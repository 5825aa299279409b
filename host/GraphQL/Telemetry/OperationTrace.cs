using System.Diagnostics;

namespace CarePlatform.GraphQL;

/// <summary>The span and the measurements of one request; costs nothing when nobody listens.</summary>
internal readonly struct OperationTrace(Activity? span) : IDisposable
{
    /// <summary>Whether somebody wants to know how long the request takes.</summary>
    public bool IsWanted => span is not null || GraphQLTelemetry.OperationDuration.Enabled;

    public static OperationTrace Start() => new(GraphQLTelemetry.Start("graphql"));

    /// <summary>Names the document on the span, by its hash.</summary>
    public static void Name(CachedDocument document, GraphQLRequest request, string? text)
    {
        if (Activity.Current is { IsAllDataRequested: true } current && ReferenceEquals(current.Source, GraphQLTelemetry.Source))
        {
            current.SetTag("graphql.document.hash", document.HashOf(text ?? request.Query!));
        }
    }

    /// <summary>Tells how a request ended.</summary>
    /// <param name="kind">Null when the request was cancelled.</param>
    /// <param name="errors">All errors of the response.</param>
    public void Finish(OperationDefinitionNode? operation, ResponseKind? kind, IReadOnlyList<GraphQLError> errors, TimeProvider time, long started)
    {
        var type = operation?.Operation switch
        {
            OperationKind.Query => "query",
            OperationKind.Mutation => "mutation",
            OperationKind.Subscription => "subscription",
            _ => "unknown",
        };
        if (GraphQLTelemetry.OperationDuration.Enabled)
        {
            GraphQLTelemetry.OperationDuration.Record(
                time.GetElapsedTime(started).TotalSeconds, new("graphql.operation.type", type), new("graphql.outcome", OutcomeOf(kind, errors)));
        }

        if (GraphQLTelemetry.Errors.Enabled)
        {
            CountErrors(errors);
        }

        if (span is not null)
        {
            Complete(span, type, operation?.Name?.Value, kind, errors);
        }
    }

    public void Dispose() => span?.Dispose();

    private static void CountErrors(IReadOnlyList<GraphQLError> errors)
    {
        foreach (var error in errors)
        {
            var code = error.Extensions?.GetValueOrDefault("code") as string ?? "none";
            GraphQLTelemetry.Errors.Add(1, new KeyValuePair<string, object?>("graphql.error.code", code));
        }
    }

    private static void Complete(Activity span, string type, string? name, ResponseKind? kind, IReadOnlyList<GraphQLError> errors)
    {
        span.DisplayName = type == "unknown" ? "graphql" : type;
        span.SetTag("graphql.operation.type", type);
        if (name is not null)
        {
            span.SetTag("graphql.operation.name", name);
        }

        span.SetTag("graphql.outcome", OutcomeOf(kind, errors));
        span.SetTag("graphql.errors", errors.Count);
        if (kind is null or ResponseKind.Failed)
        {
            span.SetStatus(ActivityStatusCode.Error);
        }
    }

    private static string OutcomeOf(ResponseKind? kind, IReadOnlyList<GraphQLError> errors) => kind switch
    {
        null => "cancelled",
        ResponseKind.Executed => errors.Count == 0 ? "success" : "partial",
        ResponseKind.Throttled => "throttled",
        ResponseKind.Failed => "failed",
        _ => "refused",
    };
}
