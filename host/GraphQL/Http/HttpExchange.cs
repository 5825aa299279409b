using Microsoft.AspNetCore.Http;

namespace CarePlatform.GraphQL;

/// <summary>One request and its answer over HTTP.</summary>
internal sealed class HttpExchange(HttpContext http, GraphQLHttpOptions options)
{
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
        try
        {
            if (format is null)
            {
                throw new HttpRefusal(
                    StatusCodes.Status406NotAcceptable,
                    "Answers come as application/graphql-response+json or application/json in UTF-8. Accept one of them.");
            }

            await Execute(format).ConfigureAwait(false);
        }
        catch (HttpRefusal refusal)
        {
            await Refuse(refusal, format ?? ResponseFormat.Json).ConfigureAwait(false);
        }
    }

    private async Task Execute(ResponseFormat format)
    {
        using var parameters = await ReadParameters().ConfigureAwait(false);
        var executor = await options.Executor(http).ConfigureAwait(false);
        var request = new GraphQLRequest
        {
            Query = parameters.Query,
            OperationName = parameters.OperationName,
            Variables = parameters.Variables,
            Services = http.RequestServices,
            User = options.User(http),
            Allowed = HttpMethods.IsPost(http.Request.Method) ? OperationKinds.Query | OperationKinds.Mutation : OperationKinds.Query,
        };
        using var response = await executor.Execute(request, http.RequestAborted).ConfigureAwait(false);
        if (options.BeforeSending is { } keep)
        {
            await keep(http, response).ConfigureAwait(false);
        }

        if (response.Kind is ResponseKind.MutationNotAllowed)
        {
            http.Response.Headers.Allow = "POST";
        }

        await Write(format.StatusFor(response.Kind), format, response.Utf8).ConfigureAwait(false);
    }

    /// <summary>What is asked, from the query string or the body.</summary>
    public ValueTask<RequestParameters> ReadParameters()
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

    /// <summary>Says why the request is none.</summary>
    public async Task Refuse(HttpRefusal refusal, ResponseFormat format)
    {
        if (refusal.Allow is { } allow)
        {
            http.Response.Headers.Allow = allow;
        }

        using var output = new JsonOutput();
        ErrorWriter.WriteResponse([new GraphQLError(refusal.Message)], null, output);
        await Write(refusal.Status, format, output.Written).ConfigureAwait(false);
    }

    /// <summary>Writes a whole response.</summary>
    public async Task Write(int status, ResponseFormat format, ReadOnlyMemory<byte> body)
    {
        var response = http.Response;
        response.StatusCode = status;
        response.ContentType = format.ContentType;
        response.ContentLength = body.Length;
        response.Headers.CacheControl = "no-store";
        response.Headers.Vary = "Accept";
        await response.BodyWriter.WriteAsync(body, http.RequestAborted).ConfigureAwait(false);
    }
}
