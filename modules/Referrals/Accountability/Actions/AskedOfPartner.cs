using System.Linq.Expressions;
using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;

namespace CarePlatform.Referrals;

/// <summary>A corrective action as the partner sees it that it is asked of.</summary>
internal sealed class AskedOfPartner
{
    public CorrectiveActionId Action { get; init; }

    public string What { get; init; } = "";

    public string Responsible { get; init; } = "";

    public DateOnly DueOn { get; init; }

    public DateTimeOffset OpenedAt { get; init; }

    public string? Evidence { get; init; }

    public DateTimeOffset? EvidenceAt { get; init; }

    public ActionResult? Result { get; init; }

    public string? ResultNote { get; init; }

    public static Expression<Func<CorrectiveAction, AskedOfPartner>> Shown { get; } = a => new AskedOfPartner
    {
        Action = a.Id,
        What = a.What,
        Responsible = a.Responsible,
        DueOn = a.DueOn,
        OpenedAt = a.OpenedAt,
        Evidence = a.Evidence,
        EvidenceAt = a.EvidenceAt,
        Result = a.Result,
        ResultNote = a.ResultNote,
    };

    private static readonly Func<CorrectiveAction, AskedOfPartner> Show = Shown.Compile();

    public static AskedOfPartner Of(CorrectiveAction action) => Show(action);
}

/// <summary>What partners are asked to put right, for themselves.</summary>
[Query, ForPartners, Feature("referrals"), Requires(ReferralReach.Answer)]
internal static class AskedOfPartnerQueries
{
    /// <summary>What the caller's organisation is asked to put right, the latest first; nothing for people of the organisation itself.</summary>
    public static Task<Connection<AskedOfPartner>> OurCorrectiveActions(Page page, ReferralsDb db, Actor actor, CancellationToken ct)
    {
        var partner = actor.Organisation;
        return db.CorrectiveActions.Where(a => partner != null && a.Partner == partner).Select(AskedOfPartner.Shown)
            .ToConnection(page, new Ordering<AskedOfPartner, DateTimeOffset, CorrectiveActionId>(a => a.OpenedAt, a => a.Action, Descending: true), ct);
    }
}

/// <summary>What the caller's organisation is asked to put right.</summary>
[View<AskedOfPartner>("AskedCorrectiveAction")]
internal static class AskedOfPartnerView
{
    /// <summary>By which its evidence is reported.</summary>
    public static string Id(AskedOfPartner action) => action.Action.ToString();

    /// <summary>What is to be put right.</summary>
    public static string What(AskedOfPartner action) => action.What;

    /// <summary>Who there sees to it.</summary>
    public static string Responsible(AskedOfPartner action) => action.Responsible;

    /// <summary>The last day.</summary>
    public static DateOnly DueOn(AskedOfPartner action) => action.DueOn;

    /// <summary>What shows that it was put right.</summary>
    public static string? Evidence(AskedOfPartner action) => action.Evidence;

    /// <summary>Since when that is there.</summary>
    public static DateTimeOffset? EvidenceAt(AskedOfPartner action) => action.EvidenceAt;

    /// <summary>What came of it; null while it is open.</summary>
    public static ActionResult? Result(AskedOfPartner action) => action.Result;

    /// <summary>Why it is judged so.</summary>
    public static string? ResultNote(AskedOfPartner action) => action.ResultNote;
}
