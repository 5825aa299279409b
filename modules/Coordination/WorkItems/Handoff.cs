using CarePlatform.Coordination.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Coordination;

/// <summary>Why an item could not be handed over.</summary>
internal enum HandoffRefusal
{
    /// <summary>There is no such item that the caller may give away.</summary>
    NotFound,

    /// <summary>The item has changed since the caller read it.</summary>
    Changed,

    /// <summary>The item has ended.</summary>
    Closed,

    /// <summary>None of the person's roles may do work of this kind.</summary>
    OutsideRole,

    /// <summary>The item checks what the person did.</summary>
    Concerned,
}

/// <summary>An item that stays where it is, and why.</summary>
internal sealed record RefusedHandoff(WorkItemId Item, HandoffRefusal Why);

/// <summary>What came of handing many items over.</summary>
internal sealed record Handoff(IReadOnlyList<WorkItemId> HandedOver, IReadOnlyList<RefusedHandoff> Refused);

/// <summary>What came of handing many items over.</summary>
[View<Handoff>]
internal static class HandoffView
{
    /// <summary>How many items changed hands.</summary>
    public static int Count(Handoff handoff) => handoff.HandedOver.Count;

    /// <summary>Ids of the items that changed hands.</summary>
    public static IReadOnlyList<string> HandedOver(Handoff handoff) => [.. handoff.HandedOver.Select(i => i.ToString())];

    /// <summary>The items that stay where they are, each with the reason.</summary>
    public static IReadOnlyList<RefusedHandoff> Refused(Handoff handoff) => handoff.Refused;
}

/// <summary>An item that stays where it is, and why.</summary>
[View<RefusedHandoff>]
internal static class RefusedHandoffView
{
    /// <summary>The id that was sent.</summary>
    public static string Item(RefusedHandoff refused) => refused.Item.ToString();

    /// <summary>Why it could not be handed over.</summary>
    public static HandoffRefusal Why(RefusedHandoff refused) => refused.Why;
}
