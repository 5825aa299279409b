using CarePlatform.Platform;

namespace CarePlatform.Referrals.Contracts;

/// <summary>One notice of an admission, visit, transfer or discharge, as its sender told it.</summary>
public readonly record struct TransitionNoticeId(Guid Value) : IId<TransitionNoticeId>
{
    public static string Prefix => "tno";

    public static TransitionNoticeId From(Guid value) => new(value);

    public override string ToString() => Id.Format(this);
}

/// <summary>One stay or visit of a person with somebody who sends notices, as all notices of it together tell it.</summary>
public readonly record struct StayId(Guid Value) : IId<StayId>
{
    public static string Prefix => "sty";

    public static StayId From(Guid value) => new(value);

    public override string ToString() => Id.Format(this);
}

/// <summary>The notices that one partner sends.</summary>
public readonly record struct TransitionFeedId(Guid Value) : IId<TransitionFeedId>
{
    public static string Prefix => "tfd";

    public static TransitionFeedId From(Guid value) => new(value);

    public override string ToString() => Id.Format(this);
}

/// <summary>What a tenant wants otherwise than usual with notices.</summary>
public readonly record struct TransitionSettingsId(Guid Value) : IId<TransitionSettingsId>
{
    public static string Prefix => "tset";

    public static TransitionSettingsId From(Guid value) => new(value);

    public override string ToString() => Id.Format(this);
}
