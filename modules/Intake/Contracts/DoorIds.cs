using CarePlatform.Platform;

namespace CarePlatform.Intake.Contracts;

/// <summary>A request that somebody without an account made on the public page.</summary>
public readonly record struct PublicRequestId(Guid Value) : IId<PublicRequestId>
{
    public static string Prefix => "preq";

    public static PublicRequestId From(Guid value) => new(value);

    public override string ToString() => Id.Format(this);
}

/// <summary>One try to reach a person who asked for help.</summary>
public readonly record struct ContactAttemptId(Guid Value) : IId<ContactAttemptId>
{
    public static string Prefix => "catt";

    public static ContactAttemptId From(Guid value) => new(value);

    public override string ToString() => Id.Format(this);
}

/// <summary>One handing of an inquiry to outreach.</summary>
public readonly record struct OutreachHandoffId(Guid Value) : IId<OutreachHandoffId>
{
    public static string Prefix => "ohnd";

    public static OutreachHandoffId From(Guid value) => new(value);

    public override string ToString() => Id.Format(this);
}

/// <summary>What was done at once about an emergency.</summary>
public readonly record struct ImmediateActionId(Guid Value) : IId<ImmediateActionId>
{
    public static string Prefix => "iact";

    public static ImmediateActionId From(Guid value) => new(value);

    public override string ToString() => Id.Format(this);
}

/// <summary>A first evaluation of a person who asked for help.</summary>
public readonly record struct InitialEvaluationId(Guid Value) : IId<InitialEvaluationId>
{
    public static string Prefix => "ieva";

    public static InitialEvaluationId From(Guid value) => new(value);

    public override string ToString() => Id.Format(this);
}

/// <summary>What a tenant has set for its public page, its no-contact protocol and its forms.</summary>
public readonly record struct DoorSettingsId(Guid Value) : IId<DoorSettingsId>
{
    public static string Prefix => "dset";

    public static DoorSettingsId From(Guid value) => new(value);

    public override string ToString() => Id.Format(this);
}

/// <summary>A form that was filled in about a person.</summary>
public readonly record struct FilledFormId(Guid Value) : IId<FilledFormId>
{
    public static string Prefix => "ffrm";

    public static FilledFormId From(Guid value) => new(value);

    public override string ToString() => Id.Format(this);
}

/// <summary>Something known of a person that no other record holds.</summary>
public readonly record struct KnownFactId(Guid Value) : IId<KnownFactId>
{
    public static string Prefix => "kfct";

    public static KnownFactId From(Guid value) => new(value);

    public override string ToString() => Id.Format(this);
}
