using System.Reflection;

namespace CarePlatform.GraphQL;

/// <summary>Looks through tasks, lists and nullable types of C#.</summary>
public static class ClrTypes
{
    private static readonly HashSet<Type> Lists =
    [
        typeof(IReadOnlyList<>), typeof(IReadOnlyCollection<>), typeof(IEnumerable<>), typeof(List<>), typeof(IList<>),
        typeof(ICollection<>), typeof(IReadOnlySet<>), typeof(ISet<>), typeof(HashSet<>), typeof(IQueryable<>),
        typeof(System.Collections.Immutable.ImmutableArray<>),
        typeof(System.Collections.Immutable.ImmutableList<>),
    ];

    /// <summary>What awaiting the type gives; the type itself when it is no task.</summary>
    public static Type Awaited(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() is var g && (g == typeof(Task<>) || g == typeof(ValueTask<>))
            ? type.GetGenericArguments()[0]
            : type;

    /// <summary>Whether the type is awaited.</summary>
    public static bool IsTask(Type type) => Awaited(type) != type || type == typeof(Task) || type == typeof(ValueTask);

    /// <summary>The type of the items when the type is a list, else null.</summary>
    public static Type? Item(Type type) =>
        type.IsArray ? type.GetElementType()
        : type.IsGenericType && Lists.Contains(type.GetGenericTypeDefinition()) ? type.GetGenericArguments()[0]
        : null;

    /// <summary>The type without <see cref="Nullable{T}"/>.</summary>
    public static Type Plain(Type type) => Nullable.GetUnderlyingType(type) ?? type;

    /// <summary>The type without lists and <see cref="Nullable{T}"/> around it.</summary>
    public static Type Innermost(Type type)
    {
        type = Plain(type);
        while (Item(type) is { } item)
        {
            type = Plain(item);
        }

        return type;
    }

    /// <summary>The last argument of a generic type, such as the T of a task, or null when it is another type.</summary>
    public static Type? Argument(Type type, Type generic) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == generic ? type.GetGenericArguments()[^1] : null;

    /// <summary>Nullability of what a method gives: of the awaited value, not of the task.</summary>
    public static NullabilityInfo Nullability(MethodInfo method)
    {
        var info = new NullabilityInfoContext().Create(method.ReturnParameter);
        return Awaited(method.ReturnType) != method.ReturnType ? info.GenericTypeArguments[0] : info;
    }

    /// <summary>Whether a value can be null: a nullable value type, or a reference type that says so.</summary>
    public static bool IsNullable(Type type, NullabilityInfo info) => type.IsValueType
        ? Nullable.GetUnderlyingType(type) is not null
        : info.ReadState is not NullabilityState.NotNull;

    /// <summary>Nullability of the items of a list.</summary>
    public static NullabilityInfo ItemNullability(NullabilityInfo list) => list.ElementType ?? list.GenericTypeArguments[0];
}
