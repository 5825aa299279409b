using CarePlatform.Platform;

namespace CarePlatform.Coordination;

/// <summary>The item has ended: nothing about it changes any more.</summary>
/// <param name="State">The state in which the item ended.</param>
[ForPartners]
internal sealed record WorkItemClosed(string State) : Refusal(
    "coordination.work_item_closed", $"This item is {State}; only open items change.", "input.item");

/// <summary>What every change of an item asks first.</summary>
internal static class WorkItemChange
{
    /// <summary>Why the item cannot be changed by somebody who saw this version; null when it can.</summary>
    public static Refusal? Prevents(this WorkItem item, int? expectedVersion) =>
        expectedVersion is { } expected && expected != item.Version ? new VersionConflict(expected, item.Version)
        : item.IsOpen ? null
        : new WorkItemClosed(item.State is WorkItemState.Completed ? "completed" : "cancelled");
}
