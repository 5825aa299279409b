using CarePlatform.Platform;

namespace CarePlatform.Referrals.Contracts;

/// <summary>One request to a service of a partner for a client.</summary>
public readonly record struct ReferralId(Guid Value) : IId<ReferralId>
{
    public static string Prefix => "ref";

    public static ReferralId From(Guid value) => new(value);

    public override string ToString() => Id.Format(this);
}

/// <summary>A service of a partner organisation, as the directory has it.</summary>
public readonly record struct ServiceId(Guid Value) : IId<ServiceId>
{
    public static string Prefix => "svc";

    public static ServiceId From(Guid value) => new(value);

    public override string ToString() => Id.Format(this);
}

/// <summary>What was agreed with a partner organisation: how care is coordinated, or which services it gives for the tenant.</summary>
public readonly record struct AgreementId(Guid Value) : IId<AgreementId>
{
    public static string Prefix => "agr";

    public static AgreementId From(Guid value) => new(value);

    public override string ToString() => Id.Format(this);
}

/// <summary>A message on a referral.</summary>
public readonly record struct ReferralMessageId(Guid Value) : IId<ReferralMessageId>
{
    public static string Prefix => "rms";

    public static ReferralMessageId From(Guid value) => new(value);

    public override string ToString() => Id.Format(this);
}

/// <summary>What a tenant wants otherwise than usual in its referrals.</summary>
public readonly record struct ReferralSettingsId(Guid Value) : IId<ReferralSettingsId>
{
    public static string Prefix => "rfs";

    public static ReferralSettingsId From(Guid value) => new(value);

    public override string ToString() => Id.Format(this);
}

/// <summary>A try to come to an agreement with a partner organisation.</summary>
public readonly record struct AgreementAttemptId(Guid Value) : IId<AgreementAttemptId>
{
    public static string Prefix => "agt";

    public static AgreementAttemptId From(Guid value) => new(value);

    public override string ToString() => Id.Format(this);
}

/// <summary>A live connection that was made between a client and a partner.</summary>
public readonly record struct WarmHandoffId(Guid Value) : IId<WarmHandoffId>
{
    public static string Prefix => "whf";

    public static WarmHandoffId From(Guid value) => new(value);

    public override string ToString() => Id.Format(this);
}
