using System.Runtime.CompilerServices;

namespace CarePlatform.GraphQL;

/// <summary>The fields selected of a type, the same when the same nodes of the document select them, deferred in the same way.</summary>
internal sealed class Selected : IEquatable<Selected>
{
    private readonly int _hash;

    public Selected(ObjectType type, IReadOnlyList<FieldGroup> groups)
    {
        Type = type;
        Groups = groups;
        var hash = new HashCode();
        hash.Add(RuntimeHelpers.GetHashCode(type));
        foreach (var group in groups)
        {
            for (var i = 0; i < group.Count; i++)
            {
                hash.Add(RuntimeHelpers.GetHashCode(group[i]));
            }
        }

        _hash = hash.ToHashCode();
    }

    public IReadOnlyList<FieldGroup> Groups { get; }

    private ObjectType Type { get; }

    public bool Equals(Selected? other) =>
        other is not null
        && ReferenceEquals(Type, other.Type)
        && Groups.Count == other.Groups.Count
        && Groups.Zip(other.Groups).All(pair => pair.First.IsSameAs(pair.Second));

    public override bool Equals(object? obj) => Equals(obj as Selected);

    public override int GetHashCode() => _hash;
}
