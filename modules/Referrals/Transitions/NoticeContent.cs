using System.ComponentModel.DataAnnotations.Schema;
using CarePlatform.Referrals.Contracts;

namespace CarePlatform.Referrals;

/// <summary>What a notice tells. The trigger of HL7 v2 ADT that tells the same stands behind each; FHIR's notification messages are admit, transfer and discharge.</summary>
internal enum NoticeEvent
{
    /// <summary>Admitted to a bed (A01).</summary>
    Admit,

    /// <summary>Registered for a visit, as in an emergency department (A04).</summary>
    Register,

    /// <summary>Moved to another setting or facility (A02, A06, A07); moves from bed to bed are not told.</summary>
    Transfer,

    /// <summary>Left (A03).</summary>
    Discharge,

    /// <summary>Something that was told before is now otherwise (A08): what is given replaces it, what is left out stays.</summary>
    Update,

    /// <summary>The admission or registration was told by mistake (A11).</summary>
    CancelAdmit,

    /// <summary>The transfer was told by mistake (A12).</summary>
    CancelTransfer,

    /// <summary>The discharge was told by mistake, and the person is still there (A13).</summary>
    CancelDischarge,
}

/// <summary>What a system calls a person.</summary>
/// <param name="System">Who gave the identifier: a URI, or the short name of the system.</param>
/// <param name="Value">The identifier.</param>
[NotMapped]
internal sealed record NoticeIdentifier(string System, string Value);

/// <summary>Whom a notice is about, as its sender says. Give what is known.</summary>
/// <param name="Given">Given name.</param>
/// <param name="Family">Family name.</param>
/// <param name="BirthDate">The day of birth.</param>
/// <param name="Gender">As FHIR has it: <c>female</c>, <c>male</c>, <c>other</c> or <c>unknown</c>.</param>
/// <param name="Phones">Telephone numbers.</param>
/// <param name="Line">House number and street.</param>
/// <param name="PostalCode">Postal code.</param>
/// <param name="Identifiers">What systems call the person, such as the number of the sender's record.</param>
[NotMapped]
internal sealed record NoticePerson(
    string? Given = null, string? Family = null, DateOnly? BirthDate = null, string? Gender = null, IReadOnlyList<string>? Phones = null,
    string? Line = null, string? PostalCode = null, IReadOnlyList<NoticeIdentifier>? Identifiers = null);

/// <summary>A diagnosis or reason, as a code.</summary>
/// <param name="Code">The code.</param>
/// <param name="System">Where the code comes from, such as <c>ICD-10-CM</c> or its URI.</param>
/// <param name="Text">In words.</param>
/// <param name="Principal">Whether it is the principal one.</param>
[NotMapped]
internal sealed record NoticeDiagnosis(string Code, string? System = null, string? Text = null, bool Principal = false);

/// <summary>What a notice says.</summary>
/// <param name="Event">What it tells.</param>
/// <param name="OccurredAt">When that happened.</param>
/// <param name="Person">Whom it is about.</param>
/// <param name="MessageId">The sender's id of the message: the same one twice is taken once. Needed of whoever sends; left out by staff who write down what they were told.</param>
/// <param name="SentAt">When it was sent; of two that contradict each other the later one holds.</param>
/// <param name="VisitNumber">The sender's number of the stay or visit: notices with the same number tell of the same stay.</param>
/// <param name="Setting">Where the person stays or is seen.</param>
/// <param name="Facility">The hospital or other place, by name.</param>
/// <param name="AdmittedAt">When the stay began.</param>
/// <param name="DischargedAt">When it ended.</param>
/// <param name="Disposition">Where the person went, as the code of a discharge status (UB-04, HL7 table 0112) such as <c>01</c>.</param>
/// <param name="Attending">Who treats the person there, by name.</param>
/// <param name="Reason">Why the person came, in words.</param>
/// <param name="Diagnoses">Reasons and diagnoses, as codes.</param>
[NotMapped]
internal sealed record NoticeContent(
    NoticeEvent Event, DateTimeOffset OccurredAt, NoticePerson Person, string? MessageId = null, DateTimeOffset? SentAt = null,
    string? VisitNumber = null, CareSetting? Setting = null, string? Facility = null, DateTimeOffset? AdmittedAt = null,
    DateTimeOffset? DischargedAt = null, string? Disposition = null, string? Attending = null, string? Reason = null,
    IReadOnlyList<NoticeDiagnosis>? Diagnoses = null);
