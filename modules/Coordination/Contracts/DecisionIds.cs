using CarePlatform.Platform;

namespace CarePlatform.Coordination.Contracts;

/// <summary>One kind of decision in the registry of decision rights.</summary>
public readonly record struct DecisionTypeId(Guid Value) : IId<DecisionTypeId>
{
    public static string Prefix => "dct";

    public static DecisionTypeId From(Guid value) => new(value);

    public override string ToString() => Id.Format(this);
}

/// <summary>One decision that was asked for.</summary>
public readonly record struct DecisionRequestId(Guid Value) : IId<DecisionRequestId>
{
    public static string Prefix => "dcr";

    public static DecisionRequestId From(Guid value) => new(value);

    public override string ToString() => Id.Format(this);
}
