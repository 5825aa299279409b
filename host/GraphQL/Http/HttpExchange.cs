using Microsoft.AspNetCore.Http;

namespace CarePlatform.GraphQL;

/// <summary>One request and its answer over HTTP.</summary>
internal sealed class HttpExchange(HttpContext http, GraphQLHttpOptions options)
{
    /// <summary>The services of the request. The host makes a scope for them when they are asked for, and not before.</summary>
    public IServiceProvider Services => http.RequestServices;

    /// <summary>What resolvers are told of the caller.</summary>
    public object? User => options.User(http);

    /// <summary>Answers the request. When the client goes away, work on it ends and nobody is told.</summary>
    public async Task Answer()
    {
        try
        {
            await AnswerOrRefuse().ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            http.Abort();
        }
    }

    private async Task AnswerOrRefuse()
    {
        var format = ResponseFormat.For(http.Request);
        var multipart = MultipartFormat.For(http.Request);
        try
        {
            if (format is null && multipart is null)
            {
                throw NotAcceptable();
            }

            await Execute(format, multipart).ConfigureAwait(false);
        }
        catch (HttpRefusal refusal)
        {
            await Refuse(refusal, format ?? ResponseFormat.Json).ConfigureAwait(false);
        }
    }

    private async Task Execute(ResponseFormat? format, string? multipart)
    {
        using var parameters = await ReadParameters().ConfigureAwait(false);
        var executor = await options.Executor(http).ConfigureAwait(false);
        if (multipart is null || !executor.DeliversLater)
        {
            multipart = null;
            format = format ?? throw NotAcceptable();
        }

        var request = new GraphQLRequest
        {
            Query = parameters.Query!,
            QueryJson = parameters.QueryJson,
            OperationName = parameters.OperationName,
            Variables = parameters.Variables,
            Origin = this,
            Allowed = HttpMethods.IsPost(http.Request.Method) ? OperationKinds.Query | OperationKinds.Mutation : OperationKinds.Query,
        };
        if (multipart is not null)
        {
            await using var parts = await executor.ExecuteIncrementally(request, http.RequestAborted).ConfigureAwait(false);
            if (!parts.IsComplete || format is null)
            {
                await Prepare(parts.First).ConfigureAwait(false);
                var status = (format ?? ResponseFormat.GraphQL).StatusFor(parts.First.Kind);
                await new MultipartExchange(http, options, multipart).Send(parts, status).ConfigureAwait(false);
                return;
            }

            await Send(parts.First, format).ConfigureAwait(false);
            return;
        }

        using var response = await executor.Execute(request, http.RequestAborted).ConfigureAwait(false);
        await Send(response, format!).ConfigureAwait(false);
    }

    private async Task Send(GraphQLResponse response, ResponseFormat format)
    {
        await Prepare(response).ConfigureAwait(false);
        await Write(format.StatusFor(response.Kind), format, response.Utf8).ConfigureAwait(false);
    }

    private async ValueTask Prepare(GraphQLResponse response)
    {
        if (options.BeforeSending is { } keep)
        {
            await keep(http, response).ConfigureAwait(false);
        }

        if (response.Kind is ResponseKind.MutationNotAllowed)
        {
            http.Response.Headers.Allow = "POST";
        }

        if (response.Kind is ResponseKind.Overloaded)
        {
            http.Response.Headers.RetryAfter = "1";
        }
    }

    private static HttpRefusal NotAcceptable() => new(
        StatusCodes.Status406NotAcceptable,
        "Answers come as application/graphql-response+json or application/json in UTF-8. Accept one of them.");

    private ValueTask<RequestParameters> ReadParameters()
    {
        if (HttpMethods.IsGet(http.Request.Method))
        {
            return new ValueTask<RequestParameters>(RequestParameters.FromQuery(http.Request.Query));
        }

        return HttpMethods.IsPost(http.Request.Method)
            ? RequestBody.Read(http, options.MaxBodyBytes)
            : throw new HttpRefusal(
                StatusCodes.Status405MethodNotAllowed, $"GraphQL is asked with GET or POST, not with {http.Request.Method}.")
            {
                Allow = "GET, POST",
            };
    }

    private async Task Refuse(HttpRefusal refusal, ResponseFormat format)
    {
        if (refusal.Allow is { } allow)
        {
            http.Response.Headers.Allow = allow;
        }

        using var output = new JsonOutput();
        ErrorWriter.WriteResponse([new GraphQLError(refusal.Message)], null, output);
        await Write(refusal.Status, format, output.Written).ConfigureAwait(false);
    }

    private async Task Write(int status, ResponseFormat format, ReadOnlyMemory<byte> body)
    {
        var response = http.Response;
        response.StatusCode = status;
        response.ContentType = format.ContentType;
        response.ContentLength = body.Length;
        response.Headers.CacheControl = "no-store";
        response.Headers.Vary = "Accept";
        await PacedBody.Send(response.BodyWriter, body, http.RequestAborted).ConfigureAwait(false);
    }
}
