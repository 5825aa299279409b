using CarePlatform.Platform;

namespace CarePlatform.Referrals.Contracts;

/// <summary>A plan that several organisations share for one person.</summary>
public readonly record struct SharedPlanId(Guid Value) : IId<SharedPlanId>
{
    public static string Prefix => "spl";

    public static SharedPlanId From(Guid value) => new(value);

    public override string ToString() => Id.Format(this);
}

/// <summary>That a partner takes part in a shared plan.</summary>
public readonly record struct PlanMemberId(Guid Value) : IId<PlanMemberId>
{
    public static string Prefix => "plm";

    public static PlanMemberId From(Guid value) => new(value);

    public override string ToString() => Id.Format(this);
}

/// <summary>A plan that a linked tenant convenes, in which this organisation takes part.</summary>
public readonly record struct PlanElsewhereId(Guid Value) : IId<PlanElsewhereId>
{
    public static string Prefix => "plx";

    public static PlanElsewhereId From(Guid value) => new(value);

    public override string ToString() => Id.Format(this);
}

/// <summary>Something that this organisation did or wrote in a plan that a linked tenant convenes.</summary>
public readonly record struct PlanContributionId(Guid Value) : IId<PlanContributionId>
{
    public static string Prefix => "plc";

    public static PlanContributionId From(Guid value) => new(value);

    public override string ToString() => Id.Format(this);
}

/// <summary>A goal or an action of a shared plan.</summary>
public readonly record struct PlanEntryId(Guid Value) : IId<PlanEntryId>
{
    public static string Prefix => "ple";

    public static PlanEntryId From(Guid value) => new(value);

    public override string ToString() => Id.Format(this);
}

/// <summary>What an organisation wrote on a shared plan, for itself or for all.</summary>
public readonly record struct PlanNoteId(Guid Value) : IId<PlanNoteId>
{
    public static string Prefix => "pln";

    public static PlanNoteId From(Guid value) => new(value);

    public override string ToString() => Id.Format(this);
}
