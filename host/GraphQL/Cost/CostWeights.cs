namespace CarePlatform.GraphQL;

/// <summary>The weights of fields and types and the sizes of lists, as annotations and conventions say them.</summary>
internal sealed class CostWeights(Schema schema, CostOptions options)
{
    private static readonly string[] PageArguments = ["first", "last"];

    /// <summary>What an object costs by its type. Roots, introspection and the plumbing of connections are free.</summary>
    public double Of(ObjectType type) =>
        type.Annotation<Cost>() is { } cost ? cost.Weight
        : IsRoot(type) || IsPlumbing(type.Name) ? 0
        : options.ObjectWeight;

    /// <summary>What a field costs for each parent, beside what it returns.</summary>
    public double Of(ObjectType parent, Field field) =>
        field.Annotation<Cost>() is { } cost ? cost.Weight
        : IsIntrospection(field) ? options.IntrospectionWeight
        : ReferenceEquals(parent, schema.Mutation) ? options.MutationWeight
        : 0;

    /// <summary>The weights of what stands in one object: its type and its own fields.</summary>
    public double Of(ObjectPlan objects) => Of(objects.Type) + OfFields(objects);

    /// <summary>The weights of an object's own fields.</summary>
    public double OfFields(ObjectPlan objects)
    {
        var sum = 0.0;
        foreach (var field in objects.Fields)
        {
            sum += Of(objects.Type, field.Definition);
        }

        return sum;
    }

    /// <summary>The size that a field says for its list, or for the lists of the object that it returns; null when it says none.</summary>
    public (SizeSource Size, ListSize Rule)? SizeOf(FieldPlan field)
    {
        var rule = field.Definition.Annotation<ListSize>() ?? ByConvention(field.Definition);
        return rule is null ? null : (SizeSource.Of(field, rule, rule.Assumed ?? Assumed(rule)), rule);
    }

    public static bool IsIntrospection(Field field) => ReferenceEquals(field, MetaFields.Schema) || ReferenceEquals(field, MetaFields.Type);

    // A page is as long as the connection makes it when nobody asks for another length.
    private int Assumed(ListSize rule) => ReferenceEquals(rule, Page) ? PageRequest.DefaultSize : options.AssumedListSize;

    private static ListSize Page { get; } = new() { SlicingArguments = PageArguments };

    private static ListSize? ByConvention(Field field) =>
        PageArguments.Any(name => field.FindArgument(name)?.Type.Nullable is ScalarType { Name: "Int" }) ? Page : null;

    private bool IsRoot(ObjectType type) =>
        ReferenceEquals(type, schema.Query) || ReferenceEquals(type, schema.Mutation) || ReferenceEquals(type, schema.Subscription);

    // Names that the Relay specification reserves for connections.
    private static bool IsPlumbing(string name) =>
        name.StartsWith("__", StringComparison.Ordinal)
        || name.EndsWith("Connection", StringComparison.Ordinal) || name.EndsWith("Edge", StringComparison.Ordinal) || name == "PageInfo";
}
