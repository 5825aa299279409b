using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace CarePlatform.Platform;

/// <summary>A value's place in a query: Entity Framework names the parameter after the field in which the value stands.</summary>
internal static class QueryPlace
{
    /// <summary>How many values a query may compare with to be kept.</summary>
    public const int Most = 16;

    private static readonly ConcurrentDictionary<Type, FieldInfo[]> Fields = new();

    /// <summary>The value, standing in a field with the name of its place.</summary>
    public static Expression Named(Type type, object? value, int place)
    {
        var fields = Fields.GetOrAdd(type, static type => typeof(Place<>).MakeGenericType(type).GetFields());
        var holder = RuntimeHelpers.GetUninitializedObject(fields[place].DeclaringType!);
        fields[place].SetValue(holder, value);
        return Expression.Field(Expression.Constant(holder), fields[place]);
    }

    /// <summary>The place that a parameter's name means; null when it has another name.</summary>
    public static int? Of(string parameter) =>
        parameter.TrimStart('@') is ['P', 'l', 'a', 'c', 'e', .. var number] && int.TryParse(number, out var place) ? place : null;

#pragma warning disable CS0649, CA1051, SA1401 // Written by reflection, read by Entity Framework.
    private sealed class Place<T>
    {
        public T? Place0, Place1, Place2, Place3, Place4, Place5, Place6, Place7, Place8, Place9, Place10, Place11, Place12, Place13, Place14, Place15;
    }
#pragma warning restore CS0649, CA1051, SA1401
}
