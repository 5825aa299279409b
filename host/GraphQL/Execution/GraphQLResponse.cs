using System.Text;

namespace CarePlatform.GraphQL;

/// <summary>How a request ended, as far as a transport has to know.</summary>
public enum ResponseKind
{
    /// <summary>The operation was executed; some of its fields may have failed.</summary>
    Executed,

    /// <summary>The operation was not executed: the document, the operation or the variables are wrong, or it was refused.</summary>
    Refused,

    /// <summary>The operation was not executed now; after <see cref="GraphQLResponse.RetryAfter"/> it may be.</summary>
    Throttled,

    /// <summary>A mutation was asked for where none is allowed.</summary>
    MutationNotAllowed,

    /// <summary>The server failed outside any field, for example in an interceptor. The log has the cause.</summary>
    Failed,

    /// <summary>There was no memory for the response, because clients have not yet taken others. A later try may succeed.</summary>
    Overloaded,
}

/// <summary>A finished response. It holds pooled memory until it is disposed.</summary>
public sealed class GraphQLResponse : IDisposable
{
    private readonly JsonOutput _output;

    internal GraphQLResponse(JsonOutput output, ResponseKind kind, IReadOnlyList<GraphQLError> errors)
    {
        _output = output;
        Kind = kind;
        Errors = errors;
    }

    public ResponseKind Kind { get; }

    /// <summary>The errors in the order of the document.</summary>
    public IReadOnlyList<GraphQLError> Errors { get; }

    /// <summary>How long a client should wait before it tries again; null when that is not what is wrong.</summary>
    public TimeSpan? RetryAfter { get; internal set; }

    /// <summary>The response as JSON in UTF-8; valid until the response is disposed.</summary>
    public ReadOnlyMemory<byte> Utf8 => _output.Written;

    /// <summary>A response to a request that was not executed.</summary>
    internal static GraphQLResponse WithoutData(
        IReadOnlyList<GraphQLError> errors, ResponseKind kind, IReadOnlyDictionary<string, object?>? extensions = null)
    {
        var output = new JsonOutput();
        ErrorWriter.WriteResponse(errors, extensions, output);
        return new GraphQLResponse(output, kind, errors);
    }

    /// <summary>A response to a request whose execution came to nothing.</summary>
    internal static GraphQLResponse WithNullData(GraphQLError error, ResponseKind kind = ResponseKind.Executed)
    {
        var output = new JsonOutput();
        output.Raw("{\"data\":null,"u8);
        ErrorWriter.Write([error], output);
        output.Raw("}"u8);
        return new GraphQLResponse(output, kind, [error]);
    }

    public void Dispose() => _output.Dispose();

    /// <summary>The response as JSON.</summary>
    public override string ToString() => Encoding.UTF8.GetString(Utf8.Span);
}
