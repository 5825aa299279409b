using CarePlatform.Platform;

namespace CarePlatform.Referrals.Contracts;

/// <summary>What a tenant wants otherwise than usual of how partners answer for what was agreed.</summary>
public readonly record struct AccountabilitySettingsId(Guid Value) : IId<AccountabilitySettingsId>
{
    public static string Prefix => "acs";

    public static AccountabilitySettingsId From(Guid value) => new(value);

    public override string ToString() => Id.Format(this);
}

/// <summary>The review of a partner over a month.</summary>
public readonly record struct PartnerReviewId(Guid Value) : IId<PartnerReviewId>
{
    public static string Prefix => "prv";

    public static PartnerReviewId From(Guid value) => new(value);

    public override string ToString() => Id.Format(this);
}

/// <summary>What a partner is to put right, by when.</summary>
public readonly record struct CorrectiveActionId(Guid Value) : IId<CorrectiveActionId>
{
    public static string Prefix => "cac";

    public static CorrectiveActionId From(Guid value) => new(value);

    public override string ToString() => Id.Format(this);
}

/// <summary>That the day of an agreement comes near: its review, or the end of a licence.</summary>
public readonly record struct AgreementNoticeId(Guid Value) : IId<AgreementNoticeId>
{
    public static string Prefix => "agn";

    public static AgreementNoticeId From(Guid value) => new(value);

    public override string ToString() => Id.Format(this);
}
