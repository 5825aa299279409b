using CarePlatform.Platform;

namespace CarePlatform.Referrals;

/// <summary>The service takes referrals in its own tenant, and there is no link by which they would travel.</summary>
internal sealed record PartnerNotLinked() : Refusal(
    "referrals.partner_not_linked",
    "This partner takes referrals in its own tenant of the platform, and there is no link with it: not agreed yet, or ended by one side. See tenantLinks; "
    + "ask for one with askTenantLink, or let the entry of the service name another way.",
    "input.referral");

/// <summary>The referral came otherwise than by a link, so that nothing travels back on it.</summary>
internal sealed record SenderNotLinked() : Refusal(
    "referrals.sender_not_linked",
    "This referral did not come from a linked tenant of the platform, so that messages and documents do not reach its sender. Its contact stands in the referral: call or write there, "
    + "and record what you tell as a disclosure.",
    "input.referral");
