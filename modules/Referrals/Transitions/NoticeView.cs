using CarePlatform.Platform;

namespace CarePlatform.Referrals;

/// <summary>A notice of an admission, visit, transfer or discharge, as its sender told it.</summary>
[View<TransitionNotice>, Audited, About(nameof(TransitionNotice.Client), Part2 = nameof(TransitionNotice.Part2), Program = nameof(TransitionNotice.SourceProgram), Named = nameof(TransitionNotice.NamedUsers))]
internal static class NoticeView
{
    /// <summary>The notice's id.</summary>
    public static Contracts.TransitionNoticeId Id(TransitionNotice notice) => notice.Id;

    /// <summary>The stay that it tells of.</summary>
    public static Loaded<Stay> Stay(TransitionNotice notice, StayById loader) => loader.For(notice.Stay);

    /// <summary>Who told it.</summary>
    public static OrganisationId Partner(TransitionNotice notice) => notice.Partner;

    /// <summary>The sender's id of the message, or one of ours where it was written down here.</summary>
    public static string MessageId(TransitionNotice notice) => notice.MessageId;

    /// <summary>What it tells.</summary>
    [DataClass(DataClass.B)]
    public static NoticeEvent? Event(TransitionNotice notice) => notice.Event;

    /// <summary>When that happened.</summary>
    [DataClass(DataClass.B)]
    public static DateTimeOffset? OccurredAt(TransitionNotice notice) => notice.OccurredAt;

    /// <summary>When it was sent.</summary>
    public static DateTimeOffset? SentAt(TransitionNotice notice) => notice.SentAt;

    /// <summary>When it came in here.</summary>
    public static DateTimeOffset ReceivedAt(TransitionNotice notice) => notice.ReceivedAt;

    /// <summary>Whether the partner sent it; otherwise somebody here wrote it down.</summary>
    public static bool ByPartner(TransitionNotice notice) => notice.ByPartner;

    /// <summary>Who wrote it down.</summary>
    public static UserId? RecordedBy(TransitionNotice notice) => notice.RecordedBy;

    /// <summary>Names of the fields that a complete notice would have besides.</summary>
    public static IReadOnlyList<string> Missing(TransitionNotice notice) => notice.Missing;

    /// <summary>Whom it is about, as its sender says; null once that is taken out.</summary>
    [DataClass(DataClass.A, Minimum = true)]
    public static NoticePerson? Person(TransitionNotice notice) => notice.Content?.Person;

    /// <summary>Where the person stays or is seen, as it says.</summary>
    [DataClass(DataClass.B)]
    public static Contracts.CareSetting? Setting(TransitionNotice notice) => notice.Content?.Setting;

    /// <summary>The hospital or other place, as it says.</summary>
    [DataClass(DataClass.B)]
    public static string? Facility(TransitionNotice notice) => notice.Content?.Facility;

    /// <summary>The sender's number of the stay or visit.</summary>
    [DataClass(DataClass.B)]
    public static string? VisitNumber(TransitionNotice notice) => notice.Content?.VisitNumber;

    /// <summary>When the stay began, as it says.</summary>
    [DataClass(DataClass.B)]
    public static DateTimeOffset? AdmittedAt(TransitionNotice notice) => notice.Content?.AdmittedAt;

    /// <summary>When the stay ended, as it says.</summary>
    [DataClass(DataClass.B)]
    public static DateTimeOffset? DischargedAt(TransitionNotice notice) => notice.Content?.DischargedAt;

    /// <summary>Where the person went, as it says.</summary>
    [DataClass(DataClass.B)]
    public static string? Disposition(TransitionNotice notice) => notice.Content?.Disposition;

    /// <summary>Who treats the person there, as it says.</summary>
    [DataClass(DataClass.B)]
    public static string? Attending(TransitionNotice notice) => notice.Content?.Attending;

    /// <summary>Why the person came, as it says.</summary>
    [DataClass(DataClass.C)]
    public static string? Reason(TransitionNotice notice) => notice.Content?.Reason;

    /// <summary>Reasons and diagnoses, as it says.</summary>
    [DataClass(DataClass.C)]
    public static IReadOnlyList<NoticeDiagnosis> Diagnoses(TransitionNotice notice) => notice.Content?.Diagnoses ?? [];

    /// <summary>When what concerns the person was taken out, as somebody who is no client.</summary>
    public static DateTimeOffset? RemovedAt(TransitionNotice notice) => notice.RemovedAt;
}

/// <summary>Whom a notice is about, as its sender says.</summary>
[View<NoticePerson>]
internal static class NoticePersonView
{
    /// <summary>Given name.</summary>
    public static string? Given(NoticePerson person) => person.Given;

    /// <summary>Family name.</summary>
    public static string? Family(NoticePerson person) => person.Family;

    /// <summary>The day of birth.</summary>
    public static DateOnly? BirthDate(NoticePerson person) => person.BirthDate;

    /// <summary>Gender, as FHIR has it.</summary>
    public static string? Gender(NoticePerson person) => person.Gender;

    /// <summary>Telephone numbers.</summary>
    public static IReadOnlyList<string> Phones(NoticePerson person) => person.Phones ?? [];

    /// <summary>House number and street.</summary>
    public static string? Line(NoticePerson person) => person.Line;

    /// <summary>Postal code.</summary>
    public static string? PostalCode(NoticePerson person) => person.PostalCode;

    /// <summary>What systems call the person.</summary>
    public static IReadOnlyList<NoticeIdentifier> Identifiers(NoticePerson person) => person.Identifiers ?? [];
}

/// <summary>What a system calls a person.</summary>
[View<NoticeIdentifier>]
internal static class NoticeIdentifierView
{
    /// <summary>Who gave the identifier.</summary>
    public static string System(NoticeIdentifier identifier) => identifier.System;

    /// <summary>The identifier.</summary>
    public static string Value(NoticeIdentifier identifier) => identifier.Value;
}
