using CarePlatform.Platform;

namespace CarePlatform.Referrals;

/// <summary>The service takes referrals in its own tenant, and there is no link by which they would travel.</summary>
internal sealed record PartnerNotLinked() : Refusal(
    "referrals.partner_not_linked",
    "This partner takes referrals in its own tenant of the platform, and there is no link with it: not agreed yet, or ended by one side. See tenantLinks; "
    + "ask for one with askTenantLink, or let the entry of the service name another way.",
    "input.referral");
