using CarePlatform.Platform;

namespace CarePlatform.Intake.Contracts;

/// <summary>
/// One asked and answered (or unanswered) question whether a payer covers a client: the proof that whoever relies on it keeps,
/// such as a claim.
/// </summary>
public readonly record struct EligibilityCheckId(Guid Value) : IId<EligibilityCheckId>
{
    public static string Prefix => "elg";

    public static EligibilityCheckId From(Guid value) => new(value);

    public override string ToString() => Id.Format(this);
}

/// <summary>A payer whom the tenant can ask.</summary>
public readonly record struct EligibilityPayerId(Guid Value) : IId<EligibilityPayerId>
{
    public static string Prefix => "epay";

    public static EligibilityPayerId From(Guid value) => new(value);

    public override string ToString() => Id.Format(this);
}

/// <summary>One re-check of many people.</summary>
public readonly record struct EligibilityRunId(Guid Value) : IId<EligibilityRunId>
{
    public static string Prefix => "erun";

    public static EligibilityRunId From(Guid value) => new(value);

    public override string ToString() => Id.Format(this);
}

/// <summary>What a tenant has set for checks of eligibility.</summary>
public readonly record struct EligibilitySettingsId(Guid Value) : IId<EligibilitySettingsId>
{
    public static string Prefix => "eset";

    public static EligibilitySettingsId From(Guid value) => new(value);

    public override string ToString() => Id.Format(this);
}

/// <summary>What the simulated payer says of one member.</summary>
public readonly record struct EligibilitySimulationId(Guid Value) : IId<EligibilitySimulationId>
{
    public static string Prefix => "esim";

    public static EligibilitySimulationId From(Guid value) => new(value);

    public override string ToString() => Id.Format(this);
}

/// <summary>What a payer has allowed in advance.</summary>
public readonly record struct AuthorisationId(Guid Value) : IId<AuthorisationId>
{
    public static string Prefix => "auth";

    public static AuthorisationId From(Guid value) => new(value);

    public override string ToString() => Id.Format(this);
}

/// <summary>One use of what a payer has allowed.</summary>
public readonly record struct AuthorisationUseId(Guid Value) : IId<AuthorisationUseId>
{
    public static string Prefix => "autu";

    public static AuthorisationUseId From(Guid value) => new(value);

    public override string ToString() => Id.Format(this);
}
