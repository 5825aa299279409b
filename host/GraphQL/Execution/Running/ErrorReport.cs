using Microsoft.Extensions.Logging;

namespace CarePlatform.GraphQL;

/// <summary>
/// The errors of a response. What a resolver means for the client is passed on; the text of any other exception goes to the log
/// only, under an id that the client is told.
/// </summary>
internal sealed class ErrorReport(ExecutorOptions options, RequestContext request)
{
    private List<GraphQLError>? _errors;
    private Dictionary<Exception, Guid>? _logged;

    public IReadOnlyList<GraphQLError> Errors => _errors ?? (IReadOnlyList<GraphQLError>)[];

    public void Add(FieldPlan field, Exception exception, IReadOnlyList<object> path)
    {
        _errors ??= [];
        if (_errors.Count == options.MaxErrors)
        {
            throw new ResponseTooLargeException(options.MaxErrors, "errors");
        }

        var error = exception is GraphQLException meant ? meant.Error : Internal(exception, field.Coordinate);
        _errors.Add(new GraphQLError(error.Message, error.Nodes.Count > 0 ? error.Nodes : [.. field.Nodes])
        {
            Path = path,
            Extensions = error.Extensions,
            Exception = exception,
        });
    }

    /// <summary>What a client is told of an exception that was not meant for it. The same exception is logged once.</summary>
    private GraphQLError Internal(Exception exception, string coordinate)
    {
        if (_logged is null || !_logged.TryGetValue(exception, out var id))
        {
            id = InternalError.Log(options, exception, request.Operation.Name?.Value, coordinate);
            (_logged ??= [])[exception] = id;
        }

        return InternalError.For(exception, id, options);
    }
}

/// <summary>The error that stands for an exception which no client should read.</summary>
internal static class InternalError
{
    public const string Code = "INTERNAL_ERROR";

    public static Guid Log(ExecutorOptions options, Exception exception, string? operation, string? field)
    {
        var id = Guid.CreateVersion7(options.Time.GetUtcNow());
        options.Logger.LogError(
            exception, "GraphQL error {ErrorId} in operation {Operation} at {Field}", id, operation ?? "(unnamed)", field ?? "(none)");
        return id;
    }

    /// <summary>Tells the log what is behind errors of inputs, of which clients are told only that the value is wrong.</summary>
    public static void LogCauses(ExecutorOptions options, IReadOnlyList<GraphQLError> errors, string? operation)
    {
        foreach (var error in errors)
        {
            if (error.Exception is { } cause)
            {
                Log(options, cause, operation, null);
            }
        }
    }

    public static GraphQLError For(Exception exception, Guid id, ExecutorOptions options)
    {
        var extensions = new Dictionary<string, object?> { ["code"] = Code, ["errorId"] = id };
        if (options.ShowExceptions)
        {
            extensions["exception"] = exception.ToString();
        }

        return new GraphQLError(
            options.ShowExceptions ? exception.Message : $"Something went wrong here. The log has the cause under {id}.")
        {
            Extensions = extensions,
        };
    }
}
