using CarePlatform.Platform;

namespace CarePlatform.Coordination.Contracts;

/// <summary>What a tenant wants otherwise in its daily management; there is one.</summary>
public readonly record struct ManagementSettingsId(Guid Value) : IId<ManagementSettingsId>
{
    public static string Prefix => "mgs";

    public static ManagementSettingsId From(Guid value) => new(value);

    public override string ToString() => Id.Format(this);
}

/// <summary>A problem of the daily work, or a stopped line.</summary>
public readonly record struct ProblemId(Guid Value) : IId<ProblemId>
{
    public static string Prefix => "prb";

    public static ProblemId From(Guid value) => new(value);

    public override string ToString() => Id.Format(this);
}

/// <summary>A number that a team wants to reach, shown on its board.</summary>
public readonly record struct BoardTargetId(Guid Value) : IId<BoardTargetId>
{
    public static string Prefix => "bt";

    public static BoardTargetId From(Guid value) => new(value);

    public override string ToString() => Id.Format(this);
}

/// <summary>A change of the work, noted on the run charts of a board.</summary>
public readonly record struct ChangeNoteId(Guid Value) : IId<ChangeNoteId>
{
    public static string Prefix => "cn";

    public static ChangeNoteId From(Guid value) => new(value);

    public override string ToString() => Id.Format(this);
}

/// <summary>One meeting of a team at its board.</summary>
public readonly record struct HuddleId(Guid Value) : IId<HuddleId>
{
    public static string Prefix => "hud";

    public static HuddleId From(Guid value) => new(value);

    public override string ToString() => Id.Format(this);
}

/// <summary>Something that stands in the way, with an owner and a day.</summary>
public readonly record struct BarrierId(Guid Value) : IId<BarrierId>
{
    public static string Prefix => "brr";

    public static BarrierId From(Guid value) => new(value);

    public override string ToString() => Id.Format(this);
}
