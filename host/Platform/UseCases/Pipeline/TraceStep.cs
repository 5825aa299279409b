using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace CarePlatform.Platform;

/// <summary>A span and a measurement for each call, with the use case's name and how it ended; never its input.</summary>
internal sealed class TraceStep : IStep
{
    private static readonly ActivitySource Source = new("CarePlatform.UseCases");
    private static readonly Meter Meter = new("CarePlatform.UseCases");
    private static readonly Histogram<double> Duration =
        Meter.CreateHistogram<double>("careplatform.use_case.duration", "s", "How long use cases take, by name and result.");

    public async Task<IOutcome> Invoke(Call call, Next next)
    {
        using var activity = Source.StartActivity(call.UseCase.Name);
        activity?.SetTag("careplatform.tenant", call.Session.Tenant.Slug);
        var started = Stopwatch.GetTimestamp();
        var result = "fault";
        try
        {
            var outcome = await next(call);
            result = outcome.Refusals is [var first, ..] ? first.Code : "ok";
            return outcome;
        }
        catch (DeniedException denied)
        {
            result = denied.Code;
            throw;
        }
        finally
        {
            activity?.SetTag("careplatform.result", result);
            if (result == "fault")
            {
                activity?.SetStatus(ActivityStatusCode.Error);
            }

            Duration.Record(
                Stopwatch.GetElapsedTime(started).TotalSeconds,
                new KeyValuePair<string, object?>("use_case", call.UseCase.Name), new KeyValuePair<string, object?>("result", result));
        }
    }
}
