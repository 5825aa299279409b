using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>
/// Says who watches over the notices of a partner, after how long a silence that person hears, and whether the partner is a program under 42 CFR Part 2: what
/// comes from it then carries the label, what came before too.
/// </summary>
[Mutation, Feature("referrals"), Requires("referrals.configure")]
internal static class WatchTransitionFeed
{
    /// <param name="Partner">The partner.</param>
    /// <param name="Owner">Who is responsible for its notices here.</param>
    /// <param name="Team">The team of that person, or the team that is responsible.</param>
    /// <param name="QuietHours">After how many hours without a notice it counts as silent; left out where its usual gaps decide.</param>
    /// <param name="Program">The key of the program in the privacy policy that the partner is; left out where it is none.</param>
    /// <param name="ExpectedVersion">The version that the caller has read; 0 while there is none.</param>
    public sealed record Input(
        OrganisationId Partner, UserId? Owner = null, TeamId? Team = null, int? QuietHours = null, string? Program = null, int? ExpectedVersion = null);

    /// <summary>The privacy policy has no such program.</summary>
    /// <param name="Program">The key that was given.</param>
    public sealed record UnknownPart2Program(string Program) : Refusal(
        "referrals.unknown_program", $"The privacy policy has no program \"{Program}\". Add it there first.", "input.program");

    public static async Task<Outcome<TransitionFeed>> Handle(
        Input input, ReferralsDb db, OrganisationById organisations, People people, TenantPrivacy privacy, Timers timers, TimeProvider clock,
        CancellationToken ct)
    {
        if (!(await organisations.ReadAsync([input.Partner], ct)).ContainsKey(input.Partner))
        {
            return new NotFound("input.partner");
        }

        if (input.Owner is { } owner && await people.User(owner, ct) is not { Active: true })
        {
            return new NotFound("input.owner");
        }

        if (input.Team is { } team && await people.Team(team, ct) is null)
        {
            return new NotFound("input.team");
        }

        if (input.Program is { } key && (await privacy.Policy(ct)).Programs.All(p => p.Key != key))
        {
            return new UnknownPart2Program(key);
        }

        var feed = await db.TransitionFeeds.FirstOrDefaultAsync(f => f.Partner == input.Partner, ct);
        if (input.ExpectedVersion is { } expected && expected != (feed?.Version ?? 0))
        {
            return new VersionConflict(expected, feed?.Version ?? 0);
        }

        if (feed is null)
        {
            feed = new TransitionFeed { Id = Id.New<TransitionFeedId>(clock), Partner = input.Partner };
            db.Add(feed);
        }

        if (feed.SourceProgram != input.Program)
        {
            await db.Stays.Where(s => s.Partner == input.Partner).ExecuteUpdateAsync(
                set => set.SetProperty(s => s.SourceProgram, input.Program).SetProperty(s => s.Part2, input.Program != null).SetProperty(s => s.Version, s => s.Version + 1), ct);
            await db.TransitionNotices.Where(n => n.Partner == input.Partner)
                .ExecuteUpdateAsync(set => set.SetProperty(n => n.SourceProgram, input.Program).SetProperty(n => n.Part2, input.Program != null), ct);
        }

        feed.Watch(input.Owner, input.Team, input.QuietHours, input.Program);
        if (feed is { LastHeardAt: { } heard, SilentSince: null })
        {
            await timers.Set(new SilenceDue(feed.Id), feed.Id.ToString(), heard.AddHours(input.QuietHours ?? 1), ct);
        }

        return feed;
    }

    internal sealed class Validator : AbstractValidator<Input>
    {
        private const int MostHours = 24 * 365;

        public Validator() => RuleFor(i => i.QuietHours).InclusiveBetween(1, MostHours);
    }
}
