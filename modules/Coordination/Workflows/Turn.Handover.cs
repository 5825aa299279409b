namespace CarePlatform.Coordination;

/// <summary>How an open item changes hands, whoever or whatever wants it.</summary>
internal sealed partial class Turn
{
    private void Hand(WorkItem item, Holder to, string reason)
    {
        var from = item.Holder;
        item.GiveTo(to);
        Publish(Handover.Of(item, from, to, reason, now));
        if (from.IsNobody)
        {
            // Somebody was looked for, and need not be any more.
            WakeForNextRung(item, definition.Step(item.Step));
        }
    }
}
