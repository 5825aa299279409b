using CarePlatform.Platform;

namespace CarePlatform.Coordination.Contracts;

/// <summary>Somebody's work that goes to somebody else for some days.</summary>
public readonly record struct DelegationId(Guid Value) : IId<DelegationId>
{
    public static string Prefix => "dlg";

    public static DelegationId From(Guid value) => new(value);

    public override string ToString() => Id.Format(this);
}

/// <summary>One person's time on duty for a team.</summary>
public readonly record struct DutyShiftId(Guid Value) : IId<DutyShiftId>
{
    public static string Prefix => "shift";

    public static DutyShiftId From(Guid value) => new(value);

    public override string ToString() => Id.Format(this);
}

/// <summary>How much open work somebody, or everybody of a role, has at most.</summary>
public readonly record struct CapacityId(Guid Value) : IId<CapacityId>
{
    public static string Prefix => "cap";

    public static CapacityId From(Guid value) => new(value);

    public override string ToString() => Id.Format(this);
}
