using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using CarePlatform.GraphQL;
using Xunit;

namespace CarePlatform.Platform.Tests;

/// <summary>Listens to everything in this process, so each test looks only for operations of its own.</summary>
public sealed class GraphQLTelemetryTests
{
    private readonly Library _library = new();

    [Fact]
    public async Task A_request_is_a_span_with_its_parts_below()
    {
        using var spans = new Spans();
        const string Query = "query TracedBooks { books { author { name } } }";
        var executor = new GraphQLExecutor(_library.Schema);
        await spans.Around(() => executor.Ask(Query));
        await spans.Around(() => executor.Ask(Query));

        var operations = spans.Of("graphql");
        Assert.Equal(2, operations.Count);
        Assert.All(operations, operation =>
        {
            Assert.Equal("query", operation.DisplayName);
            Assert.Equal("query", operation.GetTagItem("graphql.operation.type"));
            Assert.Equal("TracedBooks", operation.GetTagItem("graphql.operation.name"));
            Assert.Equal(DocumentHash.Of(Query), operation.GetTagItem("graphql.document.hash"));
            Assert.Equal("success", operation.GetTagItem("graphql.outcome"));
        });
        Assert.Equal(["graphql.parse", "graphql.validate", "graphql.execute"], spans.Below(operations[0]));
        Assert.Equal(["graphql.execute"], spans.Below(operations[1]));
    }

    [Fact]
    public async Task A_failure_marks_the_span_and_tells_no_text()
    {
        using var spans = new Spans();
        var executor = new GraphQLExecutor(_library.Schema, new ExecutorOptions { Interceptors = [new Failing()] });
        await spans.Around(() => executor.Ask("query Private { author(id: 4711) { name } }"));
        var operation = Assert.Single(spans.Of("graphql"));
        Assert.Equal((ActivityStatusCode.Error, "failed"), (operation.Status, operation.GetTagItem("graphql.outcome")));
        Assert.DoesNotContain(operation.TagObjects, tag => $"{tag.Value}".Contains("4711") || $"{tag.Value}".Contains("swordfish"));
    }

    [Fact]
    public async Task Operations_errors_costs_and_lookups_are_measured()
    {
        using var meter = new Measurements();
        var executor = new GraphQLExecutor(_library.Schema, new ExecutorOptions { Cost = new CostOptions { ObjectWeight = 0.125 } });
        await executor.Ask("mutation { put(title: \"x\") }");
        await executor.Ask("{ refused }");
        Assert.Contains(meter.Of("graphql.server.operation.duration"), found => found.Tags.Contains("mutation") && found.Tags.Contains("success"));
        Assert.Contains(meter.Of("graphql.server.operation.duration"), found => found.Tags.Contains("query") && found.Tags.Contains("partial"));
        Assert.Contains(meter.Of("graphql.server.errors"), found => found.Tags.Contains("NOT_ALLOWED"));
        Assert.Contains(meter.Of("graphql.server.operation.cost"), found => found.Value == 10);
        Assert.Contains(meter.Of("graphql.server.document_cache.lookups"), found => found.Tags.Contains("miss"));
    }

    [Fact]
    public async Task The_size_of_the_document_caches_is_a_measurement()
    {
        using var meter = new Measurements();
        var executor = new GraphQLExecutor(_library.Schema);
        await executor.Ask("{ __typename }");
        meter.Observe();
        Assert.True(meter.Of("graphql.server.document_cache.documents")[^1].Value >= executor.CachedDocumentCount);
        Assert.Equal(1, executor.CachedDocumentCount);
    }

    [Theory]
    [InlineData(Concurrency.Together)]
    [InlineData(Concurrency.OneAtATime)]
    public async Task Fields_that_wait_are_timed_in_the_sampled_requests(Concurrency concurrency)
    {
        using var meter = new Measurements();
        await new GraphQLExecutor(_library.Schema, new ExecutorOptions { FieldTimeSampling = 1, Concurrency = concurrency })
            .Ask("{ books { certainAuthor { where } } }");
        Assert.Superset(
            new HashSet<string> { "Query.books", "Author.where" },
            meter.Of("graphql.server.field.duration").SelectMany(found => found.Tags).ToHashSet());
    }

    private sealed class Failing : IOperationInterceptor
    {
        public ValueTask Starting(OperationContext operation) => throw new InvalidOperationException("The password is swordfish.");

        public void Finished(OperationContext operation, OperationOutcome outcome)
        {
        }
    }

    private sealed class Spans : IDisposable
    {
        private readonly ActivityListener _listener;
        private readonly Activity _root = new Activity("test").Start();
        private readonly ConcurrentQueue<Activity> _stopped = new();

        public Spans()
        {
            _listener = new ActivityListener
            {
                ShouldListenTo = source => source.Name == GraphQLTelemetry.Name,
                Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
                ActivityStopped = _stopped.Enqueue,
            };
            ActivitySource.AddActivityListener(_listener);
        }

        public async Task Around(Func<Task> work)
        {
            Activity.Current = _root;
            await work();
        }

        public IReadOnlyList<Activity> Of(string name) =>
            [.. _stopped.Where(activity => activity.TraceId == _root.TraceId && activity.OperationName == name)];

        public IReadOnlyList<string> Below(Activity parent) =>
            [.. _stopped.Where(activity => activity.ParentSpanId == parent.SpanId).Select(activity => activity.OperationName)];

        public void Dispose()
        {
            _listener.Dispose();
            _root.Dispose();
        }
    }

    private sealed class Measurements : IDisposable
    {
        private readonly MeterListener _listener = new();
        private readonly ConcurrentQueue<(string Name, double Value, string[] Tags)> _found = new();

        public Measurements()
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == GraphQLTelemetry.Name)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            };
            _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Keep(instrument, value, tags));
            _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Keep(instrument, value, tags));
            _listener.Start();
        }

        public void Observe() => _listener.RecordObservableInstruments();

        public IReadOnlyList<(string Name, double Value, string[] Tags)> Of(string name) => [.. _found.Where(found => found.Name == name)];

        public void Dispose() => _listener.Dispose();

        private void Keep(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            var texts = new string[tags.Length];
            for (var i = 0; i < tags.Length; i++)
            {
                texts[i] = $"{tags[i].Value}";
            }

            _found.Enqueue((instrument.Name, value, texts));
        }
    }
}
