using CarePlatform.Platform;

namespace CarePlatform.Referrals.Contracts;

/// <summary>A referral that somebody else sent to this organisation.</summary>
public readonly record struct InboundReferralId(Guid Value) : IId<InboundReferralId>
{
    public static string Prefix => "inr";

    public static InboundReferralId From(Guid value) => new(value);

    public override string ToString() => Id.Format(this);
}
