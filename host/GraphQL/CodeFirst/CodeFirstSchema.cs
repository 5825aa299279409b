using System.Reflection;

namespace CarePlatform.GraphQL;

/// <summary>Makes schemas from attributed classes.</summary>
public static class CodeFirstSchema
{
    /// <summary>The schema of the attributed classes of these assemblies.</summary>
    /// <inheritdoc cref="Build(CodeFirstOptions)"/>
    public static Schema Build(params IEnumerable<Assembly> assemblies) =>
        Build(new CodeFirstOptions
        {
            Types = [.. assemblies.Distinct().SelectMany(assembly => assembly.GetTypes()).OrderBy(type => type.FullName, StringComparer.Ordinal)],
        });

    /// <summary>The schema of these classes.</summary>
    /// <exception cref="SchemaDeclarationException">A class or member cannot be part of a schema; the message names it.</exception>
    /// <exception cref="GraphQLSchemaException">The classes make a schema that breaks the rules of the specification.</exception>
    public static Schema Build(CodeFirstOptions options)
    {
        foreach (var root in options.Types.Where(type => IsRoot(type) && !(type.IsAbstract && type.IsSealed)))
        {
            throw new SchemaDeclarationException(root, "is a class of root fields, which are static: make it a static class");
        }

        var types = new OutputTypes(options);
        ObjectType? Root<T>(string name, string description)
            where T : Attribute
        {
            var classes = options.Types.Where(type => type.IsDefined(typeof(T), false) && options.IsVisible(type)).ToList();
            var nodes = typeof(T) == typeof(QueryTypeAttribute);
            return classes.Count == 0
                ? null
                : new ObjectType(name, () => [.. types.RootFields(classes), .. nodes ? types.NodeFields() : []]) { Description = description };
        }

        var query = Root<QueryTypeAttribute>("Query", "Everything that can be read.");
        var mutation = Root<MutationTypeAttribute>("Mutation", "Everything that can be done.");
        var implementations = new List<ObjectType>();
        while (true)
        {
            var schema = new Schema(new SchemaBlueprint
            {
                Description = options.Description,
                Query = query,
                Mutation = mutation,
                Types = [.. implementations],
                Directives = [.. StandardDirectives.All, .. options.Directives],
            });

            // A view of a schema has the implementations of those interfaces that its fields lead to, and no others.
            var missing = types.Implementations.Where(type => schema.FindType(type.Name) is null
                && type.Interfaces.Any(shared => schema.FindType(shared.Name) is not null)).ToList();
            if (missing.Count == 0)
            {
                SchemaValidation.RequireValid(schema);
                return schema;
            }

            implementations.AddRange(missing);
        }
    }

    private static bool IsRoot(Type type) => type.IsDefined(typeof(QueryTypeAttribute), false)
        || type.IsDefined(typeof(MutationTypeAttribute), false);
}
