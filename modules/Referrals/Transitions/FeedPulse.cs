using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>A partner may have been silent for too long.</summary>
[Timer("referrals.silence-due@1")]
internal sealed record SilenceDue([property: Stream] TransitionFeedId Feed);

/// <summary>Hears that a partner sends notices, and when it should be looked at whether it still does.</summary>
internal sealed class FeedPulse(ReferralsDb db, Timers timers, TenantClock clock)
{
    /// <summary>Over how many days the usual gap is measured.</summary>
    public const int GapDays = 90;

    /// <summary>The partner has sent something just now; gives what is news in that.</summary>
    public async Task<IReadOnlyList<object>> Heard(OrganisationId partner, TransitionRules rules, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        // Written at most once a minute, so that those who send for one partner do not wait for each other.
        var heard = await db.Database.SqlQuery<Beat>($"""
            with before as (
                select id, silent_since from referrals.transition_feeds where partner = {partner.Value}
            ), beat as (
                insert into referrals.transition_feeds as f (id, partner, last_heard_at)
                values ({Id.New<TransitionFeedId>(clock).Value}, {partner.Value}, {now})
                on conflict (tenant_id, partner) do update set last_heard_at = {now}, silent_since = null
                where f.last_heard_at is null or f.silent_since is not null or f.last_heard_at < {now} - interval '1 minute'
                returning f.id, f.quiet_hours
            )
            select beat.id as "Feed", beat.quiet_hours as "QuietHours", before.silent_since as "SilentSince" from beat left join before on before.id = beat.id
            """).ToListAsync(ct);
        if (heard is not [var beat])
        {
            return [];
        }

        var feed = TransitionFeedId.From(beat.Feed);
        await timers.Set(new SilenceDue(feed), feed.ToString(), now.AddHours(Math.Max(1, beat.QuietHours ?? rules.SilenceHours)), ct);
        return beat.SilentSince is null ? [] : [new FeedHeard(feed, partner, now)];
    }

    /// <summary>After how many hours without a notice the partner counts as silent.</summary>
    public async Task<double> LimitOf(TransitionFeed feed, TransitionRules rules, CancellationToken ct)
    {
        if (feed.QuietHours is { } agreed)
        {
            return agreed;
        }

        var (partner, since) = (feed.Partner.Value, clock.GetUtcNow().AddDays(-GapDays));
        var usual = await db.Database.SqlQuery<double?>($"""
            select percentile_cont(0.9) within group (order by extract(epoch from gap) / 3600)::double precision as "Value" from (
                select received_at - lag(received_at) over (order by received_at) as gap
                from referrals.transition_notices where partner = {partner} and received_at >= {since} and by_partner) gaps
            where gap is not null
            """).SingleAsync(ct);
        return Math.Max(rules.SilenceHours, (usual ?? 0) * rules.SilenceFactor);
    }

    private sealed record Beat(Guid Feed, int? QuietHours, DateTimeOffset? SilentSince);
}

/// <summary>Looks whether a partner still sends notices: if not, whoever watches over it hears; if so, looks again when it may be silent next.</summary>
[Feature("referrals")]
internal static class WhenSilenceIsDue
{
    public static async Task<IReadOnlyList<object>> Handle(
        SilenceDue due, ReferralsDb db, FeedPulse pulse, Timers timers, TimeProvider clock, CancellationToken ct)
    {
        if (await db.TransitionFeeds.FirstOrDefaultAsync(f => f.Id == due.Feed, ct) is not { SilentSince: null, LastHeardAt: { } heard } feed)
        {
            return [];
        }

        var (now, limit) = (clock.GetUtcNow(), heard.AddHours(await pulse.LimitOf(feed, await db.TransitionRules(ct), ct)));
        if (limit > now)
        {
            await timers.Set(due, due.Feed.ToString(), limit, ct);
            return [];
        }

        feed.FallSilent(now);
        return [new FeedSilent(feed.Id, feed.Partner, feed.Owner, feed.Team, heard, now)];
    }
}
