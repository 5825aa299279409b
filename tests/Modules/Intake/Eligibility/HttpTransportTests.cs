using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace CarePlatform.Intake.Tests;

/// <summary>The transport against a real server on this machine.</summary>
public sealed class HttpTransportTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_question_travels_in_the_envelope_of_CORE_and_the_answer_comes_back_in_the_same_form()
    {
        IFormCollection? got = null;
        await using var payer = await Payer.Start(async context =>
        {
            got = await context.Request.ReadFormAsync(Ct);
            using var answer = new MultipartFormDataContent { { new StringContent("Success"), "ErrorCode" }, { new StringContent("ISA*the answer~"), "Payload" } };
            context.Response.ContentType = answer.Headers.ContentType!.ToString();
            await answer.CopyToAsync(context.Response.Body, Ct);
        });
        Assert.Equal("ISA*the answer~", await payer.Exchange());
        Assert.Equal("X12_270_Request_005010X279A1", got!["PayloadType"]);
        Assert.Equal("RealTime", got["ProcessingMode"]);
        Assert.Equal("ISA*the question~", got["Payload"]);
        Assert.Equal("secret", got["Password"]);
    }

    [Fact]
    public async Task An_answer_without_an_envelope_is_taken_as_it_is()
    {
        await using var payer = await Payer.Start(context => context.Response.WriteAsync("ISA*bare~", Ct));
        Assert.Equal("ISA*bare~", await payer.Exchange());
    }

    [Fact]
    public async Task A_server_that_fails_is_asked_again_as_often_as_the_connection_says()
    {
        var times = 0;
        await using var payer = await Payer.Start(context =>
        {
            context.Response.StatusCode = ++times < 3 ? 503 : 200;
            return context.Response.WriteAsync("ISA*at last~", Ct);
        });
        Assert.Equal("ISA*at last~", await payer.Exchange(retries: 2));
        times = 0;
        var failed = await Assert.ThrowsAsync<X12TransportException>(() => payer.Exchange(retries: 1));
        Assert.Equal(2, times);
        Assert.Contains("503", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_payer_that_is_not_there_or_says_nothing_is_an_answer_in_words()
    {
        await using var payer = await Payer.Start(context => Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted));
        var late = await Assert.ThrowsAsync<X12TransportException>(() => payer.Exchange(retries: 0, seconds: 1));
        Assert.Contains("within 1 seconds", late.Message, StringComparison.Ordinal);
        await using var error = await Payer.Start(async context =>
        {
            using var answer = new MultipartFormDataContent { { new StringContent("PayloadIDIllegal"), "ErrorCode" } };
            context.Response.ContentType = answer.Headers.ContentType!.ToString();
            await answer.CopyToAsync(context.Response.Body, Ct);
        });
        Assert.Contains("PayloadIDIllegal", (await Assert.ThrowsAsync<X12TransportException>(() => error.Exchange())).Message, StringComparison.Ordinal);
    }

    private sealed class Payer(WebApplication server, ServiceProvider services) : IAsyncDisposable
    {
        public static async Task<Payer> Start(RequestDelegate answer)
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Logging.ClearProviders();
            var server = builder.Build();
            server.Run(answer);
            await server.StartAsync(Ct);
            var services = new ServiceCollection();
            HttpTransport.Register(services);
            return new Payer(server, services.AddSingleton<HttpTransport>().BuildServiceProvider());
        }

        public Task<string> Exchange(int retries = 2, int seconds = 20) => services.GetRequiredService<HttpTransport>().Exchange(
            new X12Connection
            {
                Url = new Uri(server.Urls.First()),
                Sender = "CLINIC",
                Receiver = "PAYER",
                UserName = "clinic",
                Password = "secret",
                Retries = retries,
                TimeoutSeconds = seconds,
            },
            new X12Payload("X12_270_Request_005010X279A1", Guid.Empty, DateTimeOffset.UnixEpoch, "ISA*the question~"), Ct);

        public async ValueTask DisposeAsync()
        {
            await services.DisposeAsync();
            await server.DisposeAsync();
        }
    }
}
