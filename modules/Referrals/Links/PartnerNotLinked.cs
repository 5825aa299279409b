using CarePlatform.Platform;

namespace CarePlatform.Referrals;

/// <summary>The service takes referrals in its own tenant, and there is no link by which they would travel.</summary>
internal sealed record PartnerNotLinked() : Refusal(
    "referrals.partner_not_linked",
    "This partner takes referrals in its own tenant of the platform, and there is no link with it: not agreed yet, or ended by one side. See tenantLinks; "
    + "ask for one with askTenantLink, or let the entry of the service name another way.",
    "input.referral");

/// <summary>Neither does the referral travel by a link, nor does anybody of its sender sign in here, so that nobody would read what is written on it.</summary>
internal sealed record SenderNotReached() : Refusal(
    "referrals.sender_not_reached",
    "This referral did not come from a linked tenant of the platform, and neither people nor programs of its sender sign in here, so that messages and documents do not reach it. Its "
    + "contact stands in the referral: call or write there, and record what you tell as a disclosure. Or invite somebody of the sender's with inviteUser.",
    "input.referral");
