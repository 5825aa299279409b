using System.Collections.Concurrent;
using CarePlatform.GraphQL;

namespace CarePlatform.Platform;

/// <summary>
/// The schemas that tenants see, one for each set of features that occurs: built when it is first asked for and kept, with the
/// documents that were sent to it. Tenants with the same features share one.
/// </summary>
internal sealed class SchemaViews
{
    private readonly SchemaBuilder _builder;
    private readonly ExecutorOptions _options;
    private readonly ConcurrentDictionary<string, Lazy<GraphQLExecutor>> _views = new(StringComparer.Ordinal);
    private readonly Lazy<GraphQL.Schema> _full;

    public SchemaViews(SchemaBuilder builder, Func<ValidationOptions, ExecutorOptions> options)
    {
        _builder = builder;
        _full = new Lazy<GraphQL.Schema>(() => builder.Build(features: null));
        _options = options(new ValidationOptions { HiddenFields = WhyHidden });
    }

    /// <summary>Answers requests from the schema that these features show.</summary>
    public GraphQLExecutor Of(FeatureSet features) => _views.GetOrAdd(
        features.Key, _ => new Lazy<GraphQLExecutor>(() => new GraphQLExecutor(_builder.Build(features), _options))).Value;

    // A field that a view lacks but the full schema has is told apart from one that nobody has.
    private HiddenField? WhyHidden(string type, string field) => _full.Value.FindType(type) is FieldedType holder && holder.FindField(field) is not null
        ? new HiddenField($"\"{type}.{field}\" belongs to a feature that is switched off for this organisation. An administrator can switch it on.", "FEATURE_DISABLED")
        : null;
}
