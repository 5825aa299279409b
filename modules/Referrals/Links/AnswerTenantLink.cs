using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>Answers another tenant of the platform that asks to exchange referrals.</summary>
[Mutation, Feature("referrals"), Requires(LinkReach.Permission)]
internal static class AnswerTenantLink
{
    /// <param name="Link">What was asked.</param>
    /// <param name="Accept">Whether this organisation agrees.</param>
    /// <param name="Partner">Which organisation of the directory here the other one is; needed to agree.</param>
    /// <param name="ExpectedVersion">The version that the caller has read.</param>
    public sealed record Input(TenantLinkId Link, bool Accept, OrganisationId? Partner = null, int? ExpectedVersion = null);

    public static async Task<Outcome<TenantLink>> Handle(
        Input input, ReferralsDb db, OrganisationById organisations, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        if (await db.Links.FirstOrDefaultAsync(l => l.Id == input.Link, ct) is not { } link)
        {
            return new NotFound("input.link");
        }

        if (input.ExpectedVersion is { } expected && expected != link.Version)
        {
            return new VersionConflict(expected, link.Version);
        }

        if (link is not { State: LinkState.Asked, AskedByUs: false })
        {
            return new LinkWrongState(link.State);
        }

        if (input.Accept && (input.Partner is not { } partner || (await organisations.ReadAsync([partner], ct)).Count == 0))
        {
            return new InvalidInput("input.partner", "Say which organisation of your directory the other one is.");
        }

        if (input.Accept && await db.Links.AsNoTracking().AnyAsync(LinkReach.Living(input.Partner!.Value), ct))
        {
            return new AlreadyLinked();
        }

        link.Answer(input.Accept, input.Accept ? input.Partner : null, actor.User, clock.GetUtcNow());
        return Outcome.Of(link).Publishing(new TenantLinkAnswered(link.Id, input.Accept, ByUs: true, clock.GetUtcNow()));
    }
}

/// <summary>This cannot be done to the link where it stands.</summary>
/// <param name="State">Where it stands.</param>
internal sealed record LinkWrongState(LinkState State) : Refusal(
    "referrals.link_wrong_state",
    $"The link is {State.ToText()}, and this cannot be done to it. Whoever asked waits for the other's answer; what has ended is asked for anew.", "input.link");
