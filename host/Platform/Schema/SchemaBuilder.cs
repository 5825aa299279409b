using System.Reflection;
using CarePlatform.GraphQL;

namespace CarePlatform.Platform;

/// <summary>
/// The one adapter between what modules declare and the GraphQL server: makes the schema that a set of features shows.
/// Replacing the server means rewriting this folder.
/// </summary>
internal sealed class SchemaBuilder(Catalog catalog, LoadersById loaders, Descriptions descriptions, RowScreen screen)
{
    /// <summary>The schema with these features on; with everything when null.</summary>
    /// <param name="forPartners">Whether it holds what partner organisations may use and nothing else, not even things by their ids.</param>
    public GraphQL.Schema Build(FeatureSet? features, bool forPartners = false)
    {
        bool IsOpen(MemberInfo member) =>
            !forPartners || member.IsDefined(typeof(ForPartnersAttribute)) || member.DeclaringType?.IsDefined(typeof(ForPartnersAttribute)) == true;
        var types = new SchemaTypes(catalog, loaders, descriptions, screen, features);
        var refusals = typeof(Refusal).Assembly.GetTypes().Concat(catalog.Modules.SelectMany(m => m.GetType().Assembly.GetTypes()))
            .Where(t => t.IsSubclassOf(typeof(Refusal)) && !t.IsAbstract && IsOpen(t)).Distinct().OrderBy(t => t.Name, StringComparer.Ordinal);
        var payloads = new SchemaPayloads(types, descriptions, refusals);
        var queries = catalog.Queries
            .Where(q => types.IsOn(q.Type))
            .SelectMany(q => Catalog.FieldsOf(q.Type)).Where(types.IsOn).Where(IsOpen)
            .Select(m => types.Field(new FieldShape(m, parent: null), typeof(object), parentOf: null, Catalog.PermissionOf(m)))
            .ToList();
        var mutations = catalog.UseCases
            .Where(u => types.IsOn(u.Type) && IsOpen(u.Type))
            .OrderBy(u => u.Name, StringComparer.Ordinal)
            .Select(payloads.Field)
            .ToList();
        var subscriptions = catalog.Subscriptions
            .Where(s => types.IsOn(s.Type))
            .SelectMany(s => Catalog.FieldsOf(s.Type)).Where(types.IsOn).Where(IsOpen)
            .Select(m => SubscriptionFields.Of(m, types, loaders))
            .ToList();
        return new GraphQL.Schema(new SchemaBlueprint
        {
            Description = "CarePlatform: coordination of care that is required and enforced.",
            Query = new ObjectType("Query", () => [.. queries.OrderBy(f => f.Name, StringComparer.Ordinal), .. forPartners ? [] : NodesById.Fields(types, loaders)])
            {
                Description = "Everything that can be read.",
            },
            Mutation = mutations.Count == 0 ? null : new ObjectType("Mutation", () => mutations)
            {
                Description = "Everything that can be done. A repeat with the same Idempotency-Key header does nothing again and gets the same answer.",
            },
            Subscription = subscriptions.Count == 0 ? null : new ObjectType("Subscription", () => [.. subscriptions.OrderBy(f => f.Name, StringComparer.Ordinal)])
            {
                Description = "What can be heard of as it happens, over WebSocket or event stream.",
            },
            Types = [.. types.Views.Where(v => !forPartners && v.Interfaces.Count > 0), .. payloads.Refusals],
        });
    }
}
