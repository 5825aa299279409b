using System.Reflection;

namespace CarePlatform.GraphQL;

/// <summary>
/// Finds what a member says, or what it implements or overrides says: an interface field and its implementations are one.
/// </summary>
internal static class ImplementedMembers
{
    /// <summary>The attribute of a member or of the first one that it implements or overrides; null when none has it.</summary>
    public static T? Find<T>(MemberInfo member)
        where T : Attribute => member.GetCustomAttribute<T>()
            ?? (member as MethodInfo)?.ReturnParameter.GetCustomAttribute<T>()
            ?? SameMembers(member).Select(Find<T>).FirstOrDefault(found => found is not null);

    private static IEnumerable<MemberInfo> SameMembers(MemberInfo member)
    {
        var isStatic = member is MethodInfo { IsStatic: true } or PropertyInfo { GetMethod.IsStatic: true };
        return isStatic ? [] : Ancestors(member.DeclaringType!).SelectMany(
            ancestor => ancestor.GetMember(member.Name, member.MemberType, BindingFlags.Public | BindingFlags.Instance));
    }

    private static IEnumerable<Type> Ancestors(Type type) =>
        type.BaseType is { } parent && parent != typeof(object) ? type.GetInterfaces().Prepend(parent) : type.GetInterfaces();
}
