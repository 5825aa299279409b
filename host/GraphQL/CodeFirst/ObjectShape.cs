using System.Reflection;

namespace CarePlatform.GraphQL;

/// <summary>A class that is an object type, with the classes that describe it.</summary>
internal sealed class ObjectShape(Type type)
{
    private readonly List<Type> _descriptions = [];
    private bool _hidesProperties;
    private bool _isMarked;

    public Type Type { get; } = type;

    public string? Name { get; private set; }

    /// <summary>The members of a static class that are fields, in the order in which they are written.</summary>
    public static IEnumerable<MemberInfo> StaticMembers(Type type) => Members(type, BindingFlags.Static | BindingFlags.DeclaredOnly);

    /// <summary>The properties and methods of an object that are fields; what an ancestor declares comes first.</summary>
    public static IEnumerable<MemberInfo> InstanceMembers(Type type) => type.IsInterface
        ? type.GetInterfaces().Prepend(type).SelectMany(each => Members(each, BindingFlags.Instance | BindingFlags.DeclaredOnly))
        : Members(type, BindingFlags.Instance);

    /// <summary>Whose comments describe the type, the first that has one: its own when it is marked itself.</summary>
    public IEnumerable<Type> DescribedBy => _isMarked ? _descriptions.Prepend(Type) : _descriptions.Append(Type);

    public void Add(ObjectTypeAttribute itself)
    {
        _isMarked = true;
        Name = itself.Name ?? Name;
    }

    public void Add(Type description, IObjectTypeDescription says)
    {
        if (says.Name is not null && Name is not null && says.Name != Name)
        {
            throw new SchemaDeclarationException(
                description, $"names {Type.Name} {says.Name}, which is called {Name} already: name it in one place");
        }

        _descriptions.Add(description);
        Name ??= says.Name;
        _hidesProperties |= says.HidesProperties;
    }

    /// <summary>The members of the class itself.</summary>
    public IEnumerable<MemberInfo> OwnMembers() => _hidesProperties ? [] : InstanceMembers(Type);

    /// <summary>The methods of the classes that describe it.</summary>
    public IEnumerable<MemberInfo> DescribedMembers() => _descriptions.SelectMany(StaticMembers);

    private static IEnumerable<MemberInfo> Members(Type type, BindingFlags flags) => type.GetMembers(BindingFlags.Public | flags)
        .Where(member => IsField(member, type) && !member.IsDefined(typeof(GraphQLIgnoreAttribute), true))
        .OrderBy(member => Depth(member.DeclaringType!)).ThenBy(member => member is MethodInfo).ThenBy(member => member.MetadataToken);

    // What every object has, and what the compiler adds to records, is nobody's field.
    private static bool IsField(MemberInfo member, Type type) => member switch
    {
        PropertyInfo property => property.GetMethod is { IsPublic: true } && property.GetIndexParameters().Length == 0
            && property.Name != "EqualityContract",
        MethodInfo method => !method.IsSpecialName && !method.IsGenericMethodDefinition
            && method.GetBaseDefinition().DeclaringType is var first
            && first != typeof(object) && first != typeof(ValueType)
            && !method.IsDefined(typeof(System.Runtime.CompilerServices.CompilerGeneratedAttribute), false)
            && !(method.Name is "Deconstruct" or "PrintMembers" or "Equals" or "GetHashCode" or "ToString" or "Dispose" or "DisposeAsync" or "CompareTo")
            && method.ReturnType != type.MakeByRefType(),
        _ => false,
    };

    private static int Depth(Type type)
    {
        var depth = 0;
        for (var parent = type.BaseType; parent is not null; parent = parent.BaseType)
        {
            depth++;
        }

        return depth;
    }
}
