using System.Collections.Concurrent;
using CarePlatform.GraphQL;

namespace CarePlatform.Platform;

/// <summary>
/// The schemas that tenants see, one for each set of features that occurs: built when it is first asked for and kept, with the
/// documents that were sent to it. Tenants with the same features share one.
/// </summary>
internal sealed class SchemaViews(SchemaBuilder builder, ExecutorOptions options)
{
    private readonly ConcurrentDictionary<string, Lazy<GraphQLExecutor>> _views = new(StringComparer.Ordinal);
    private readonly Lazy<GraphQL.Schema> _full = new(() => builder.Build(features: null));

    /// <summary>The schema with everything on: what <c>schema/schema.graphql</c> holds.</summary>
    public GraphQL.Schema Full => _full.Value;

    /// <summary>Answers requests from the schema that these features show.</summary>
    public GraphQLExecutor Of(FeatureSet features) => _views.GetOrAdd(
        features.Key, _ => new Lazy<GraphQLExecutor>(() => new GraphQLExecutor(builder.Build(features), options))).Value;

    /// <summary>Why a field that a view lacks cannot be had, when the full schema has it; null when nobody has it.</summary>
    public (string Message, string Code)? WhyHidden(string type, string field)
    {
        var known = Full.FindType(type) is FieldedType holder && holder.FindField(field) is not null;
        return known
            ? ($"\"{type}.{field}\" belongs to a feature that is switched off for this organisation. An administrator can switch it on.", "FEATURE_DISABLED")
            : null;
    }
}
