using System.Globalization;
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
        using var parameters = await ReadParameters(options.MaxBatch).ConfigureAwait(false);
        var executor = await options.Executor(http).ConfigureAwait(false);
        if (multipart is null || !executor.DeliversLater || parameters.Batch is not null)
        {
            multipart = null;
            format = format ?? throw NotAcceptable();
        }

        if (parameters.Batch is { } batch)
        {
            await ExecuteBatch(executor, batch, format!).ConfigureAwait(false);
            return;
        }

        var request = RequestOf(parameters);
        if (multipart is not null)
        {
            await using var parts = await executor.ExecuteIncrementally(request, http.RequestAborted).ConfigureAwait(false);
            if (!parts.IsComplete || format is null)
            {
                await Keep(parts.First).ConfigureAwait(false);
                TellInHeaders(parts.First);
                var status = (format ?? ResponseFormat.GraphQL).StatusFor(parts.First.Kind);
                await new MultipartExchange(http, options, multipart).Send(parts, status).ConfigureAwait(false);
                return;
            }

            await Send(request, parts.First, format).ConfigureAwait(false);
            return;
        }

        using var response = await executor.Execute(request, http.RequestAborted).ConfigureAwait(false);
        await Send(request, response, format!).ConfigureAwait(false);
    }

    private async ValueTask Send(GraphQLRequest request, GraphQLResponse response, ResponseFormat format)
    {
        await Keep(response).ConfigureAwait(false);
        TellInHeaders(response);
        var mayBeKept = request.MayBeKept && response is { Kind: ResponseKind.Executed, Errors.Count: 0 };
        await Write(format.StatusFor(response.Kind), format, response.Utf8, mayBeKept).ConfigureAwait(false);
    }

    private async Task ExecuteBatch(GraphQLExecutor executor, IReadOnlyList<RequestParameters> batch, ResponseFormat format)
    {
        using var output = new JsonOutput(4096) { Limit = executor.Options.MaxResponseBytes, Memory = executor.Options.ResponseMemory };
        try
        {
            foreach (var parameters in batch)
            {
                using var response = await executor.Execute(RequestOf(parameters), http.RequestAborted).ConfigureAwait(false);
                await Keep(response).ConfigureAwait(false);
                output.Raw(output.Position == 0 ? "["u8 : ","u8);
                output.Raw(response.Utf8.Span);
            }

            output.Raw("]"u8);
            output.RequireLimit();
        }
        catch (Exception reached) when (ResponseLimit.IsReached(reached))
        {
            throw HttpRefusal.BadRequest(reached.Message);
        }

        await Write(StatusCodes.Status200OK, format, output.Written).ConfigureAwait(false);
    }

    private ValueTask Keep(GraphQLResponse response) => options.BeforeSending is { } keep ? keep(http, response) : default;

    private void TellInHeaders(GraphQLResponse response)
    {
        if (response.Kind is ResponseKind.MutationNotAllowed)
        {
            http.Response.Headers.Allow = "POST";
        }

        if (response.Kind is ResponseKind.Overloaded)
        {
            http.Response.Headers.RetryAfter = "1";
        }
        else if (response.RetryAfter is { } wait)
        {
            http.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }
    }

    private GraphQLRequest RequestOf(RequestParameters parameters) => new()
    {
        Query = parameters.Query,
        DocumentId = parameters.DocumentId,
        Extensions = parameters.Extensions,
        OperationName = parameters.OperationName,
        Variables = parameters.Variables,
        QueryJson = parameters.QueryJson,
        MayBeKept = parameters.Query is null && HttpMethods.IsGet(http.Request.Method),
        Origin = this,
        Allowed = HttpMethods.IsPost(http.Request.Method) ? OperationKinds.Query | OperationKinds.Mutation : OperationKinds.Query,
    };

    private static HttpRefusal NotAcceptable() => new(
        StatusCodes.Status406NotAcceptable,
        "Answers come as application/graphql-response+json or application/json in UTF-8. Accept one of them.");

    /// <summary>What is asked, from the query string or the body, which may hold so many requests in a list; 0 for no list.</summary>
    public ValueTask<RequestParameters> ReadParameters(int maxBatch)
    {
        if (HttpMethods.IsGet(http.Request.Method))
        {
            return new ValueTask<RequestParameters>(RequestParameters.FromQuery(http.Request.Query));
        }

        return HttpMethods.IsPost(http.Request.Method)
            ? RequestBody.Read(http, options.MaxBodyBytes, maxBatch)
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
    public async Task Write(int status, ResponseFormat format, ReadOnlyMemory<byte> body, bool mayBeKept = false)
    {
        var response = http.Response;
        var coding = ContentCoding.For(http, options, body.Length);
        response.StatusCode = status;
        response.Headers.CacheControl = "no-store";
        response.Headers.Vary = options.Compression is CompressionPolicy.Never ? "Accept" : "Accept, Accept-Encoding";
        if (mayBeKept && EntityTag.IsHeld(http, body.Span, coding))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.ContentType = format.ContentType;
        if (coding is not null)
        {
            response.Headers.ContentEncoding = coding.Name;
            await coding.Write(response, body, http.RequestAborted).ConfigureAwait(false);
            return;
        }

        response.ContentLength = body.Length;
        await PacedBody.Send(response.BodyWriter, body, http.RequestAborted).ConfigureAwait(false);
    }
}
