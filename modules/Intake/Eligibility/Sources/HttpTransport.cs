using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Net.Http.Headers;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace CarePlatform.Intake;

/// <summary>
/// Real time over HTTP as CORE's connectivity rule has it: a POST of <c>multipart/form-data</c> with the envelope's fields and the
/// interchange, answered in the same form. An answer that is no multipart is taken for the interchange itself.
/// </summary>
internal sealed class HttpTransport(IHttpClientFactory clients) : IX12Transport
{
    private const string Client = "intake.x12";
    private const int LargestAnswer = 4 * 1024 * 1024;
    private static readonly HttpRequestOptionsKey<X12Connection> Connection = new("intake.x12-connection");

    /// <summary>Registers the client with its retries, its time limit and one circuit breaker for each partner.</summary>
    public static void Register(IServiceCollection services) => services.AddHttpClient(Client)
        .ConfigureHttpClient(client => (client.Timeout, client.MaxResponseContentBufferSize) = (Timeout.InfiniteTimeSpan, LargestAnswer))
        .AddResilienceHandler("x12", builder => builder
            .AddRetry(new HttpRetryStrategyOptions
            {
                MaxRetryAttempts = 5,
                Delay = TimeSpan.FromMilliseconds(250),
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                ShouldHandle = args => ValueTask.FromResult(
                    HttpClientResiliencePredicates.IsTransient(args.Outcome)
                    && args.AttemptNumber < Of(args.Context)?.Retries),
            })
            .AddCircuitBreaker(new HttpCircuitBreakerStrategyOptions())
            .AddTimeout(new HttpTimeoutStrategyOptions
            {
                TimeoutGenerator = args => ValueTask.FromResult(TimeSpan.FromSeconds(Of(args.Context)?.TimeoutSeconds ?? 20)),
            }))
        .SelectPipelineByAuthority();

    public async Task<string> Exchange(X12Connection connection, X12Payload payload, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, connection.Url) { Content = Form(connection, payload) };
        request.Options.Set(Connection, connection);
        try
        {
            using var response = await clients.CreateClient(Client).SendAsync(request, HttpCompletionOption.ResponseContentRead, ct);
            if (!response.IsSuccessStatusCode)
            {
                throw new X12TransportException($"The payer's server answered with HTTP {(int)response.StatusCode}.");
            }

            return await Interchange(response.Content, ct);
        }
        catch (Exception failed) when (failed is HttpRequestException or TimeoutRejectedException or BrokenCircuitException or IOException)
        {
            throw new X12TransportException(
                failed switch
                {
                    TimeoutRejectedException => $"The payer did not answer within {connection.TimeoutSeconds} seconds.",
                    BrokenCircuitException => "The payer failed so often that it is left alone for a moment.",
                    _ => "The payer's server could not be reached.",
                },
                failed);
        }
    }

    private static X12Connection? Of(ResilienceContext context) =>
        context.GetRequestMessage() is { } request && request.Options.TryGetValue(Connection, out var connection) ? connection : null;

    private static MultipartFormDataContent Form(X12Connection connection, X12Payload payload)
    {
        var form = new MultipartFormDataContent();
        Field("PayloadType", payload.Type);
        Field("ProcessingMode", "RealTime");
        Field("PayloadID", payload.Id.ToString());
        Field("TimeStamp", payload.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        Field("UserName", connection.UserName);
        Field("Password", connection.Password);
        Field("SenderID", connection.Sender);
        Field("ReceiverID", connection.Receiver);
        Field("CORERuleVersion", connection.CoreVersion);
        Field("Payload", payload.Interchange);
        return form;

        void Field(string name, string? value)
        {
            if (value is not null)
            {
                form.Add(new ByteArrayContent(Encoding.Latin1.GetBytes(value)), name);
            }
        }
    }

    private static async Task<string> Interchange(HttpContent content, CancellationToken ct)
    {
        if (content.Headers.ContentType is not { MediaType: "multipart/form-data" } type || Boundary(type) is not { } boundary)
        {
            return Encoding.Latin1.GetString(await content.ReadAsByteArrayAsync(ct));
        }

        string? payload = null, code = null;
        var reader = new MultipartReader(boundary, await content.ReadAsStreamAsync(ct));
        while (await reader.ReadNextSectionAsync(ct) is { } section)
        {
            using var text = new StreamReader(section.Body, Encoding.Latin1);
            var value = await text.ReadToEndAsync(ct);
            switch (section.GetContentDispositionHeader() is { } header ? HeaderUtilities.RemoveQuotes(header.Name).Value : null)
            {
                case "Payload": payload = value; break;
                case "ErrorCode": code = value.Trim(); break;
            }
        }

        return payload ?? throw new X12TransportException(
            $"The payer answered without a payload{(code is null ? "" : $"; its code is {(code.Length > 60 ? code[..60] : code)}")}.");
    }

    private static string? Boundary(System.Net.Http.Headers.MediaTypeHeaderValue type) =>
        type.Parameters.FirstOrDefault(p => p.Name == "boundary")?.Value?.Trim('"');
}
