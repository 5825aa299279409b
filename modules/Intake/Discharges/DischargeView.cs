using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Intake;

/// <summary>The end of a client's care here.</summary>
[View<Discharge>, Audited(nameof(Client))]
[About(nameof(Discharge.Client), Team = nameof(Discharge.Team), Owner = nameof(Discharge.RecordedBy))]
internal static class DischargeView
{
    /// <summary>Its id.</summary>
    public static DischargeId Id(Discharge discharge) => discharge.Id;

    /// <summary>Whose care has ended.</summary>
    public static ClientId Client(Discharge discharge) => discharge.Client;

    /// <summary>Why.</summary>
    public static DischargeReason Reason(Discharge discharge) => discharge.Reason;

    /// <summary>The last day of care.</summary>
    public static DateOnly DischargedOn(Discharge discharge) => discharge.DischargedOn;

    /// <summary>What a colleague should know.</summary>
    public static string? Note(Discharge discharge) => discharge.Note;

    /// <summary>When it was written down.</summary>
    public static DateTimeOffset RecordedAt(Discharge discharge) => discharge.RecordedAt;

    /// <summary>Who wrote it down.</summary>
    public static UserId? RecordedBy(Discharge discharge) => discharge.RecordedBy;
}
