using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;

namespace CarePlatform.GraphQL;

/// <summary>
/// What the server tells OpenTelemetry, under one name for spans and measurements. Without a listener nothing is measured. Nothing
/// that a client wrote is told but the name of the operation, and that only on spans: documents and variables may hold personal data.
/// </summary>
public static class GraphQLTelemetry
{
    /// <summary>The name of the activity source and of the meter.</summary>
    public const string Name = "CarePlatform.GraphQL";

    private static readonly Meter Meter = new(Name);
    private static readonly ConditionalWeakTable<DocumentCache, object> Caches = [];

    internal static ActivitySource Source { get; } = new(Name);

    internal static Histogram<double> OperationDuration { get; } = Meter.CreateHistogram<double>(
        "graphql.server.operation.duration", "s", "From the arrival of a request to the end of writing its response.");

    internal static Histogram<double> OperationCost { get; } = Meter.CreateHistogram<double>(
        "graphql.server.operation.cost", "{cost}", "What operations cost before they are executed.");

    internal static Counter<long> Errors { get; } = Meter.CreateCounter<long>(
        "graphql.server.errors", "{error}", "Errors in responses by their code.");

    internal static Counter<long> DocumentLookups { get; } = Meter.CreateCounter<long>(
        "graphql.server.document_cache.lookups", "{lookup}", "Documents that were known (hit) or had to be read (miss).");

    internal static Histogram<double> FieldDuration { get; } = Meter.CreateHistogram<double>(
        "graphql.server.field.duration", "s", "How long asynchronous and batched fields took for all their parents of a level; of some requests only.");

    internal static ObservableUpDownCounter<long> CachedDocuments { get; } = Meter.CreateObservableUpDownCounter(
        "graphql.server.document_cache.documents", static () => Caches.Sum(static cache => (long)cache.Key.Count), "{document}", "Documents that are remembered now.");

    /// <summary>Counts the documents of a cache for as long as it lives.</summary>
    internal static void Watch(DocumentCache cache) => Caches.AddOrUpdate(cache, cache);

    /// <summary>Starts the span of a part of the work; null when nobody listens.</summary>
    internal static Activity? Start(string name) => Source.HasListeners() ? Source.StartActivity(name) : null;
}
