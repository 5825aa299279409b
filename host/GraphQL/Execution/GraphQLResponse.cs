using System.Text;

namespace CarePlatform.GraphQL;

/// <summary>How a request ended, as far as a transport has to know.</summary>
public enum ResponseKind
{
    /// <summary>The operation was executed; some of its fields may have failed.</summary>
    Executed,

    /// <summary>The operation was not executed: the document, the operation or the variables are wrong, or it was refused.</summary>
    Refused,

    /// <summary>A mutation was asked for where none is allowed.</summary>
    MutationNotAllowed,
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

    /// <summary>The response as JSON in UTF-8; valid until the response is disposed.</summary>
    public ReadOnlyMemory<byte> Utf8 => _output.Written;

    public void Dispose() => _output.Dispose();

    /// <summary>The response as JSON.</summary>
    public override string ToString() => Encoding.UTF8.GetString(Utf8.Span);
}
