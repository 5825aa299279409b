using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Intake;

/// <summary>The way into care of one group of people.</summary>
[View<FunnelGroup>]
internal static class FunnelGroupView
{
    /// <summary>The group's door, when grouped by door.</summary>
    public static Door? Door(FunnelGroup group) => group.Asked.By is FunnelBy.Door ? Read<Door>(group.Part) : null;

    /// <summary>The group's site, when grouped by site; null for inquiries without one.</summary>
    public static SiteId? Site(FunnelGroup group) => group is { Asked.By: FunnelBy.Site, Part: { } site } ? SiteId.From(Guid.Parse(site)) : null;

    /// <summary>The group's acuity, when grouped by acuity; null for inquiries that are not triaged.</summary>
    public static Acuity? Acuity(FunnelGroup group) => group.Asked.By is FunnelBy.Acuity ? Read<Acuity>(group.Part) : null;

    /// <summary>The organisation that referred, when grouped by referrer and known here.</summary>
    public static OrganisationId? Referrer(FunnelGroup group) =>
        group.Asked.By is FunnelBy.Referrer && Guid.TryParse(group.Part, out var id) ? OrganisationId.From(id) : null;

    /// <summary>The organisation that referred, when grouped by referrer and not known here.</summary>
    public static string? ReferrerName(FunnelGroup group) =>
        group.Asked.By is FunnelBy.Referrer && !Guid.TryParse(group.Part, out _) ? group.Part : null;

    /// <summary>The stages in their order, those that nobody has reached included.</summary>
    public static IReadOnlyList<FunnelStage> Stages(FunnelGroup group) => group.Stages;

    private static T? Read<T>(string? text)
        where T : struct, Enum => text is null ? null : Enum.GetValues<T>().Single(v => v.ToText() == text);
}

/// <summary>One stage on the way into care, of one group of people.</summary>
[View<FunnelStage>]
internal static class FunnelStageView
{
    /// <summary>Which stage.</summary>
    public static FunnelStep Step(FunnelStage stage) => stage.Step;

    /// <summary>How many inquiries have come at least so far.</summary>
    public static int ReachedCount(FunnelStage stage) => stage.Inquiries;

    /// <summary>Of how many people they are.</summary>
    public static int PeopleCount(FunnelStage stage) => stage.People;

    /// <summary>How many have come so far and are still on their way, or in care without a service that is known here.</summary>
    public static int WaitingCount(FunnelStage stage) => stage.Waiting;

    /// <summary>How many ended here, before the first service.</summary>
    public static int LostCount(FunnelStage stage) => stage.Lost;

    /// <summary>How many of those still on their way did not come to the visit that was agreed last.</summary>
    public static int MissedCount(FunnelStage stage) => stage.Missed;

    /// <summary>Business days from the request to this stage, of those whose day is known.</summary>
    public static Spread? BusinessDays(FunnelStage stage) => stage.Days;

    /// <summary>Why people ended here, the commonest reason first.</summary>
    public static IReadOnlyList<FunnelLoss> Losses(FunnelStage stage) => stage.Losses;

    /// <summary>
    /// The inquiries behind the numbers, the latest first. Every stage of every group answers, so ask for the numbers alone first, then for one such list
    /// at a time in pages of up to 50; <c>after</c> goes on in whichever group its cursor comes from.
    /// </summary>
    /// <param name="of">Which people.</param>
    public static Task<Connection<Inquiry>> Inquiries(FunnelStage stage, FunnelOf of, Page page, IntakeDb db, CancellationToken ct) =>
        AccessFunnel.Rows(db, stage.Asked, stage.Part, stage.Step, of, loss: null).ToConnection(page, InquiryQueries.Latest, ct);
}

/// <summary>How many people ended at a stage for one reason.</summary>
[View<FunnelLoss>]
internal static class FunnelLossView
{
    /// <summary>How their inquiries were resolved.</summary>
    public static Resolution Reason(FunnelLoss loss) => loss.Reason;

    /// <summary>Whether they had not come to the visit that was agreed last: lost by a no-show.</summary>
    public static bool NoShow(FunnelLoss loss) => loss.NoShow;

    /// <summary>How many inquiries.</summary>
    public static int InquiryCount(FunnelLoss loss) => loss.Inquiries;

    /// <summary>The inquiries, the latest first.</summary>
    public static Task<Connection<Inquiry>> Inquiries(FunnelLoss loss, Page page, IntakeDb db, CancellationToken ct) =>
        AccessFunnel.Rows(db, loss.Asked, loss.Part, loss.Step, FunnelOf.Lost, loss).ToConnection(page, InquiryQueries.Latest, ct);
}
