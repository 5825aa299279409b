using System.Reflection;
using CarePlatform.GraphQL;

namespace CarePlatform.Platform;

/// <summary>What of the API and of the permissions a set of features has that another has not. Read off what the modules declare.</summary>
internal sealed class FeatureReach(Catalog catalog, SchemaBuilder schemas)
{
    /// <summary>Types and fields that are there with the second set of features and not with the first.</summary>
    public IReadOnlyList<string> Api(FeatureSet before, FeatureSet after)
    {
        if (before.Equals(after))
        {
            return [];
        }

        var known = schemas.Build(before).Types.ToDictionary(t => t.Name, StringComparer.Ordinal);
        return [.. schemas.Build(after).Types.OrderBy(t => t.Name, StringComparer.Ordinal).SelectMany(t =>
            !known.TryGetValue(t.Name, out var old) ? [t.Name] : FieldsOf(t).Except(FieldsOf(old)).Order(StringComparer.Ordinal).Select(f => $"{t.Name}.{f}"))];
    }

    /// <summary>Permissions that something asks for with the second set of features and nothing with the first.</summary>
    public IReadOnlyList<PermissionDeclaration> Permissions(FeatureSet before, FeatureSet after)
    {
        var (old, now) = (Asked(before), Asked(after));
        return [.. catalog.Modules.SelectMany(m => m.Permissions).Where(p => now.Contains(p.Id) && !old.Contains(p.Id)).OrderBy(p => p.Id, StringComparer.Ordinal)];
    }

    private HashSet<string> Asked(FeatureSet on)
    {
        bool IsOn(MemberInfo member) => Catalog.FeaturesOf(member).All(on.IsOn);
        var fields = catalog.Queries.Concat(catalog.Subscriptions).SelectMany(q => Catalog.FieldsOf(q.Type)).Where(f => IsOn(f) && IsOn(f.DeclaringType!));
        return [.. catalog.UseCases.Where(u => IsOn(u.Type)).Select(u => u.Permission), .. fields.Select(Catalog.PermissionOf).OfType<string>()];
    }

    private static IEnumerable<string> FieldsOf(NamedType type) => type switch
    {
        FieldedType fielded => fielded.Fields.Select(f => f.Name),
        InputObjectType input => input.Fields.Select(f => f.Name),
        _ => [],
    };
}
