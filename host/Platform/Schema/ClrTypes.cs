using System.Reflection;

namespace CarePlatform.Platform;

/// <summary>Looks through tasks, lists and nullable types of C#.</summary>
internal static class ClrTypes
{
    /// <summary>What awaiting the type gives; the type itself when it is no task.</summary>
    public static Type Awaited(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() is var g && (g == typeof(Task<>) || g == typeof(ValueTask<>))
            ? type.GetGenericArguments()[0]
            : type;

    /// <summary>Whether the type is awaited.</summary>
    public static bool IsTask(Type type) => Awaited(type) != type || type == typeof(Task) || type == typeof(ValueTask);

    /// <summary>The type of the items when the type is a list, else null.</summary>
    public static Type? Item(Type type)
    {
        if (type.IsArray)
        {
            return type.GetElementType();
        }

        return type.IsGenericType && type != typeof(string) && type.GetGenericTypeDefinition() is var g
            && (g == typeof(IReadOnlyList<>) || g == typeof(IReadOnlyCollection<>) || g == typeof(IEnumerable<>) || g == typeof(List<>) || g == typeof(IReadOnlySet<>) || g == typeof(IList<>))
            ? type.GetGenericArguments()[0]
            : null;
    }

    /// <summary>Whether the type is a typed id.</summary>
    public static bool IsId(Type type) => type.IsValueType
        && Array.Exists(type.GetInterfaces(), i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IId<>));

    /// <summary>The argument of a generic type, such as the T of Loaded, or null when it is another type.</summary>
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
        ? System.Nullable.GetUnderlyingType(type) is not null
        : info.ReadState is not NullabilityState.NotNull;

    /// <summary>Nullability of the items of a list.</summary>
    public static NullabilityInfo ItemNullability(NullabilityInfo list) => list.ElementType ?? list.GenericTypeArguments[0];
}
