using System.Text.Json.Serialization;
using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;

namespace CarePlatform.Referrals;

/// <summary>
/// Makes a link by which a partner without an account does one thing about a referral, once: answers it, says when the person comes, whether they came, that the
/// service was given, what came of it, writes a message, or reports its openings. Whoever has answered is given links for what comes next. What it shows
/// of the referral is the organisation's choice (settings <c>linkShows</c>).
/// </summary>
[Mutation, Feature("referrals"), Requires("referrals.send")]
internal static class IssueReferralLink
{
    /// <param name="Referral">The referral that was sent.</param>
    /// <param name="For">What it is for.</param>
    public sealed record Input(ReferralId Referral, ReferralLinkPurpose For = ReferralLinkPurpose.Answer);

    public static async Task<Outcome<ReferralLink>> Handle(Input input, ReferralsDb db, OneTimeLinks links, CancellationToken ct)
    {
        if (await db.FindReferral(input.Referral, "referrals.send", ct) is not { } referral)
        {
            return new NotFound("input.referral");
        }

        if (referral.SentAt is null)
        {
            return new WriteReferralMessage.NotSentYet();
        }

        if (ReferralLinkGuide.MoveOf(input.For) is { } move && referral.Prevents(move, expectedVersion: null) is { } refusal)
        {
            return refusal;
        }

        var next = ReferralLinkGuide.To(input.For, referral, await db.Rules(ct));
        var link = await links.Issue(next.UseCase, next.Subject, referral.Partner, next.Lifetime, ct);
        return new ReferralLink(link.Id, referral.Id, link.Address, link.ExpiresAt);
    }
}

/// <summary>A link for a partner.</summary>
/// <param name="Address">Where it is opened; shown once, and kept nowhere.</param>
internal sealed record ReferralLink(OneTimeLinkId Link, ReferralId Referral, [property: JsonIgnore] string? Address, DateTimeOffset ExpiresAt);

/// <summary>A link by which a partner without an account answers a referral, once.</summary>
[View<ReferralLink>]
internal static class ReferralLinkView
{
    /// <summary>By which it can be revoked.</summary>
    public static string Id(ReferralLink link) => link.Link.ToString();

    /// <summary>The referral that it is about.</summary>
    public static ReferralId Referral(ReferralLink link) => link.Referral;

    /// <summary>Where it is opened; null when the same request is repeated, because nobody keeps it.</summary>
    public static string? Address(ReferralLink link) => link.Address;

    /// <summary>Until when it can be opened.</summary>
    public static DateTimeOffset ExpiresAt(ReferralLink link) => link.ExpiresAt;
}
