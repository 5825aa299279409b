using CarePlatform.Platform;

namespace CarePlatform.Intake.Contracts;

/// <summary>What a client agreed to about their information.</summary>
public readonly record struct ConsentId(Guid Value) : IId<ConsentId>
{
    public static string Prefix => "con";

    public static ConsentId From(Guid value) => new(value);

    public override string ToString() => Id.Format(this);
}

/// <summary>A consent that a client did not give when asked.</summary>
public readonly record struct ConsentRefusalId(Guid Value) : IId<ConsentRefusalId>
{
    public static string Prefix => "cref";

    public static ConsentRefusalId From(Guid value) => new(value);

    public override string ToString() => Id.Format(this);
}

/// <summary>An access to a client's record that somebody declared an emergency for.</summary>
public readonly record struct EmergencyAccessId(Guid Value) : IId<EmergencyAccessId>
{
    public static string Prefix => "brk";

    public static EmergencyAccessId From(Guid value) => new(value);

    public override string ToString() => Id.Format(this);
}

/// <summary>The restriction of a client's record to named people.</summary>
public readonly record struct SequestrationId(Guid Value) : IId<SequestrationId>
{
    public static string Prefix => "seq";

    public static SequestrationId From(Guid value) => new(value);

    public override string ToString() => Id.Format(this);
}
