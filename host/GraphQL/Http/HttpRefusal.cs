using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;

namespace CarePlatform.GraphQL;

/// <summary>A request that is no GraphQL request: what is wrong with it, said to whoever wrote the client.</summary>
[SuppressMessage("Design", "CA1064:Exceptions should be public", Justification = "It never leaves the endpoint.")]
internal sealed class HttpRefusal(int status, string message) : Exception(message)
{
    public int Status { get; } = status;

    /// <summary>The methods that are allowed; null when the method is not what is wrong.</summary>
    public string? Allow { get; init; }

    public static HttpRefusal BadRequest(string message) => new(StatusCodes.Status400BadRequest, message);
}
