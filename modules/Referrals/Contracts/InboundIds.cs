using CarePlatform.Platform;

namespace CarePlatform.Referrals.Contracts;

/// <summary>A referral that somebody else sent to this organisation.</summary>
public readonly record struct InboundReferralId(Guid Value) : IId<InboundReferralId>
{
    public static string Prefix => "inr";

    public static InboundReferralId From(Guid value) => new(value);

    public override string ToString() => Id.Format(this);
}

/// <summary>What two tenants of the platform have agreed, so that referrals between them travel by themselves; each has its own side of it.</summary>
public readonly record struct TenantLinkId(Guid Value) : IId<TenantLinkId>
{
    public static string Prefix => "tln";

    public static TenantLinkId From(Guid value) => new(value);

    public override string ToString() => Id.Format(this);
}

/// <summary>Something that arrived from a linked tenant.</summary>
public readonly record struct LinkArrivalId(Guid Value) : IId<LinkArrivalId>
{
    public static string Prefix => "lar";

    public static LinkArrivalId From(Guid value) => new(value);

    public override string ToString() => Id.Format(this);
}

/// <summary>A warm handoff of a referral that somebody else sent, by whichever side told.</summary>
public readonly record struct InboundHandoffId(Guid Value) : IId<InboundHandoffId>
{
    public static string Prefix => "inh";

    public static InboundHandoffId From(Guid value) => new(value);

    public override string ToString() => Id.Format(this);
}
