namespace CarePlatform.Coordination;

/// <summary>What becomes of a run when its client is discharged.</summary>
internal sealed partial class Turn
{
    private const string ClientDischarged = "client-discharged";

    /// <summary>
    /// The client's care has ended: what is open ends with it, but for steps that say that they are kept; nothing further opens. A
    /// workflow that begins by a discharge, such as aftercare, or says that it is kept, such as the loop of a referral, goes on.
    /// </summary>
    public void Discharge()
    {
        if (definition.Start?.Event != EventCatalogue.Discharged && definition.AtDischarge is AtDischarge.End)
        {
            Close(ClientDischarged, _items.Values
                .Where(i => i.IsOpen && definition.Step(i.Step).AtDischarge is AtDischarge.Keep).ToDictionary(i => i.Id, i => i.Holder));
        }
    }
}
