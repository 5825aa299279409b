using System.Collections.Concurrent;

namespace CarePlatform.GraphQL;

/// <summary>Finds the object type of a value of an interface or a union. What a type of C# means is found out once.</summary>
internal sealed class AbstractResolution(Schema schema, IAbstractType type)
{
    private readonly ConcurrentDictionary<Type, ObjectType?> _byClrType = new();
    private readonly IReadOnlyList<ObjectType> _possible = schema.PossibleTypes(type);

    public ObjectType TypeOf(object value, FieldPlan field)
    {
        if (type.ResolveType is { } resolve)
        {
            return Checked(resolve(value), value, field);
        }

        if (_byClrType.GetOrAdd(value.GetType(), FindByClrType) is { } known)
        {
            return known;
        }

        foreach (var possible in _possible)
        {
            if (possible.IsTypeOf is { } isTypeOf && isTypeOf(value))
            {
                return possible;
            }
        }

        return Checked(null, value, field);
    }

    /// <summary>The possible type whose C# type is nearest; null when none is one, or when types have to be asked.</summary>
    private ObjectType? FindByClrType(Type clrType)
    {
        ObjectType? nearest = null;
        foreach (var possible in _possible)
        {
            if (possible.ClrType is { } candidate
                && candidate.IsAssignableFrom(clrType)
                && (nearest is null || nearest.ClrType!.IsAssignableFrom(candidate)))
            {
                nearest = possible;
            }
        }

        return nearest;
    }

    private ObjectType Checked(string? name, object value, FieldPlan field)
    {
        if (name is null)
        {
            throw new GraphQLException(
                $"Abstract type \"{type.Name}\" must resolve to an Object type at runtime for field \"{field.Coordinate}\" with value "
                + $"{Inspection.Show(value)}, received \"undefined\". Either the \"{type.Name}\" type should provide a \"resolveType\" "
                + "function or each possible type should provide an \"isTypeOf\" function.");
        }

        return schema.FindType(name) switch
        {
            null => throw new GraphQLException(
                $"Abstract type \"{type.Name}\" was resolved to a type \"{name}\" that does not exist inside the schema."),
            ObjectType found when schema.IsSubtype(type, found) => found,
            ObjectType found => throw new GraphQLException(
                $"Runtime Object type \"{found.Name}\" is not a possible type for \"{type.Name}\"."),
            _ => throw new GraphQLException($"Abstract type \"{type.Name}\" was resolved to a non-object type \"{name}\"."),
        };
    }
}
