using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>The notices of one partner: who watches over them, and whether they come.</summary>
[View<TransitionFeed>]
internal static class TransitionFeedView
{
    /// <summary>Its id.</summary>
    public static TransitionFeedId Id(TransitionFeed feed) => feed.Id;

    /// <summary>The partner.</summary>
    public static OrganisationId Partner(TransitionFeed feed) => feed.Partner;

    /// <summary>Who is responsible for its notices here.</summary>
    public static UserId? Owner(TransitionFeed feed) => feed.Owner;

    /// <summary>The team of that person, or the team that is responsible.</summary>
    public static TeamId? Team(TransitionFeed feed) => feed.Team;

    /// <summary>After how many hours without a notice it counts as silent; null where its usual gaps decide.</summary>
    public static int? QuietHours(TransitionFeed feed) => feed.QuietHours;

    /// <summary>The program under 42 CFR Part 2 that the partner is.</summary>
    public static string? Program(TransitionFeed feed) => feed.SourceProgram;

    /// <summary>When it last sent anything, to the minute; null while it never has.</summary>
    public static DateTimeOffset? LastHeardAt(TransitionFeed feed) => feed.LastHeardAt;

    /// <summary>Since when it counts as silent; null when it does not.</summary>
    public static DateTimeOffset? SilentSince(TransitionFeed feed) => feed.SilentSince;

    /// <summary>Counts changes; send it back as expectedVersion.</summary>
    public static int Version(TransitionFeed feed) => feed.Version;
}

/// <summary>What holds for notices here.</summary>
[View<TransitionSettings>]
internal static class TransitionSettingsView
{
    /// <summary>After how many days the content of notices about people who are no clients is taken out.</summary>
    public static int KeepDays(TransitionSettings settings) => settings.Rules.KeepDays;

    /// <summary>How many times the usual gap between notices makes a partner silent.</summary>
    public static int SilenceFactor(TransitionSettings settings) => settings.Rules.SilenceFactor;

    /// <summary>How many hours a partner may always be silent.</summary>
    public static int SilenceHours(TransitionSettings settings) => settings.Rules.SilenceHours;

    /// <summary>Beginnings of diagnosis codes that tell of mental health.</summary>
    public static IReadOnlyList<string> MentalHealth(TransitionSettings settings) => settings.Rules.MentalHealth;

    /// <summary>Beginnings of diagnosis codes that tell of substance use.</summary>
    public static IReadOnlyList<string> SubstanceUse(TransitionSettings settings) => settings.Rules.SubstanceUse;

    /// <summary>Beginnings of diagnosis codes that tell of an overdose.</summary>
    public static IReadOnlyList<string> Overdose(TransitionSettings settings) => settings.Rules.Overdose;

    /// <summary>Where codes of the discharge status say that a person went.</summary>
    public static IReadOnlyList<ChangeTransitionSettings.DischargeStatus> WentTo(TransitionSettings settings) =>
        [.. settings.Rules.WentTo.OrderBy(w => w.Key, StringComparer.Ordinal).Select(w => new ChangeTransitionSettings.DischargeStatus(w.Key, w.Value))];

    /// <summary>Counts changes; 0 while nothing was ever changed.</summary>
    public static int Version(TransitionSettings settings) => settings.Version;
}

/// <summary>Where a code of the discharge status says that a person went.</summary>
[View<ChangeTransitionSettings.DischargeStatus>]
internal static class DischargeStatusView
{
    /// <summary>The code.</summary>
    public static string Code(ChangeTransitionSettings.DischargeStatus status) => status.Code;

    /// <summary>Where that is.</summary>
    public static WentTo WentTo(ChangeTransitionSettings.DischargeStatus status) => status.WentTo;
}

/// <summary>Reads who watches over which notices, and what holds for them.</summary>
[Query, Feature("referrals"), Requires(ReferralReach.Read)]
internal static class FeedQueries
{
    /// <summary>The partners that send notices, or from whom they are expected.</summary>
    public static async Task<IReadOnlyList<TransitionFeed>> TransitionFeeds(ReferralsDb db, CancellationToken ct) =>
        await db.TransitionFeeds.AsNoTracking().OrderBy(f => f.Id).ToListAsync(ct);

    /// <summary>What holds for notices here.</summary>
    public static async Task<TransitionSettings> TransitionSettings(ReferralsDb db, CancellationToken ct) =>
        await db.TransitionSettings.AsNoTracking().FirstOrDefaultAsync(ct) ?? Referrals.TransitionSettings.Usual;
}
