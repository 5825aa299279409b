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
    private readonly ExecutorOptions _forPartners;
    private readonly ConcurrentDictionary<string, Lazy<GraphQLExecutor>> _views = new(StringComparer.Ordinal);
    private readonly Lazy<GraphQL.Schema> _full;

    public SchemaViews(SchemaBuilder builder, Func<ValidationOptions, ExecutorOptions> options)
    {
        _builder = builder;
        _full = new Lazy<GraphQL.Schema>(() => builder.Build(features: null));
        _options = options(new ValidationOptions { HiddenFields = WhyHidden });
        _forPartners = options(new ValidationOptions());
    }

    /// <summary>Answers requests of this actor from the schema that the tenant's features show; partners have one of their own.</summary>
    public GraphQLExecutor Of(FeatureSet features, Actor actor) => actor.Organisation is null
        ? View(features.Key, () => new GraphQLExecutor(_builder.Build(features), _options))
        : View($"partner {features.Key}", () => new GraphQLExecutor(_builder.Build(features, forPartners: true), _forPartners));

    private GraphQLExecutor View(string key, Func<GraphQLExecutor> make) => _views.GetOrAdd(key, _ => new Lazy<GraphQLExecutor>(make)).Value;

    // A field that a view lacks but the full schema has is told apart from one that nobody has.
    private HiddenField? WhyHidden(string type, string field) => _full.Value.FindType(type) is FieldedType holder && holder.FindField(field) is not null
        ? new HiddenField($"\"{type}.{field}\" belongs to a feature that is switched off for this organisation. An administrator can switch it on.", "FEATURE_DISABLED")
        : null;
}
