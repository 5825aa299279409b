namespace CarePlatform.GraphQL;

/// <summary>What is kept of a value.</summary>
internal enum LinkKind : byte
{
    /// <summary>Nothing: the value is null.</summary>
    Null,

    /// <summary>The value itself, complete as it is.</summary>
    Value,

    /// <summary>The exception that came instead of a value.</summary>
    Failed,

    /// <summary>An object of a known type without fields that are kept.</summary>
    BareObject,

    /// <summary>An object among the parents of its plan.</summary>
    Object,

    /// <summary>A run of links.</summary>
    List,
}

/// <summary>Leads from the field of a parent to what was resolved for it.</summary>
internal readonly record struct Link(LinkKind Kind, int Index, int Plan = 0, int Count = 0);
