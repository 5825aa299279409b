using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Intake;

/// <summary>
/// Somebody whose record is shared with the caller's organisation. It sees the classes that its kind needs for the purpose of the request and
/// that a consent shares; for a referral or a step without consent the least that this takes.
/// </summary>
[View<SharedClient>, Audited, About(nameof(SharedClient.Id))]
internal static class SharedClientView
{
    /// <summary>The client's id.</summary>
    public static ClientId Id(SharedClient client) => client.Id;

    /// <summary>Given name.</summary>
    [DataClass(DataClass.A, Minimum = true, Attendance = true)]
    public static string? Given(SharedClient client) => client.Given;

    /// <summary>Family name.</summary>
    [DataClass(DataClass.A, Minimum = true, Attendance = true)]
    public static string? Family(SharedClient client) => client.Family;

    /// <summary>The name by which the person wants to be called.</summary>
    [DataClass(DataClass.A, Minimum = true, Attendance = true)]
    public static string? Preferred(SharedClient client) => client.Preferred;

    /// <summary>The day of birth.</summary>
    [DataClass(DataClass.A, Minimum = true)]
    public static DateOnly? BirthDate(SharedClient client) => client.BirthDate;

    /// <summary>The language in which the person wants to be spoken to, as a BCP 47 tag.</summary>
    [DataClass(DataClass.A, Minimum = true)]
    public static string? Language(SharedClient client) => client.Language;

    /// <summary>How the person can be reached.</summary>
    [DataClass(DataClass.A, Minimum = true)]
    public static Loaded<IReadOnlyList<ContactPoint>> ContactPoints(SharedClient client, ContactPointsByClient loader) => loader.For(client.Id);

    /// <summary>The gender that the person gave.</summary>
    [DataClass(DataClass.A)]
    public static Gender? Gender(SharedClient client) => client.Gender;

    /// <summary>Where the person lives and lived, the address in use first.</summary>
    [DataClass(DataClass.A)]
    public static Loaded<IReadOnlyList<Address>> Addresses(SharedClient client, AddressesByClient loader) => loader.For(client.Id);

    /// <summary>Who covers the person, in order of the first day.</summary>
    [Feature("intake.coverage")]
    [DataClass(DataClass.A)]
    public static Loaded<IReadOnlyList<SharedCoverage>> Coverages(SharedClient client, SharedCoverages loader) => loader.For(client.Id);

    /// <summary>Appointments, the latest first.</summary>
    [Feature("intake.scheduling")]
    [DataClass(DataClass.A)]
    public static Loaded<IReadOnlyList<SharedAppointment>> Appointments(SharedClient client, SharedAppointments loader) => loader.For(client.Id);

    /// <summary>Whether the person came at the times that were agreed, the latest first.</summary>
    [Feature("intake.scheduling")]
    [DataClass(DataClass.A, Attendance = true)]
    public static Loaded<IReadOnlyList<SharedAttendance>> Attendance(SharedClient client, SharedAttendances loader) => loader.For(client.Id);

    /// <summary>Visits and stays that come from no program under 42 CFR Part 2, the latest first.</summary>
    [Feature("intake.import")]
    [DataClass(DataClass.B, Minimum = true)]
    public static Loaded<IReadOnlyList<SharedVisit>> Visits(SharedClient client, SharedVisits loader) => loader.For(new SharedPart(client.Id, Part2: false));

    /// <summary>Problems and findings that come from no program under 42 CFR Part 2, the active ones first.</summary>
    [Feature("intake.import")]
    [DataClass(DataClass.B)]
    public static Loaded<IReadOnlyList<SharedCondition>> Conditions(SharedClient client, SharedConditions loader) =>
        loader.For(new SharedPart(client.Id, Part2: false));

    /// <summary>
    /// Visits and stays of programs under 42 CFR Part 2, the latest first: empty for whoever may not see them, as if there were none.
    /// </summary>
    [Feature("intake.import")]
    public static Loaded<IReadOnlyList<SharedVisit>> ProgramVisits(SharedClient client, SharedVisits loader) => loader.For(new SharedPart(client.Id, Part2: true));

    /// <summary>
    /// Problems and findings of programs under 42 CFR Part 2, the active ones first: empty for whoever may not see them, as if there were none.
    /// </summary>
    [Feature("intake.import")]
    public static Loaded<IReadOnlyList<SharedCondition>> ProgramConditions(SharedClient client, SharedConditions loader) =>
        loader.For(new SharedPart(client.Id, Part2: true));

    /// <summary>
    /// Counselling and psychotherapy notes, the latest first: those for which a consent for such notes names the caller's organisation. For anybody else
    /// it is empty, as if there were none.
    /// </summary>
    [Feature("intake.notes")]
    public static Loaded<IReadOnlyList<SharedNote>> ProtectedNotes(SharedClient client, SharedNotes loader) => loader.For(client.Id);

    /// <summary>What the caller's organisation referred the person for, the latest first.</summary>
    public static Loaded<IReadOnlyList<SharedInquiry>> OurReferrals(SharedClient client, OurReferralsByClient loader) => loader.For(client.Id);

    /// <summary>All that help was asked for, by whomever, the latest first.</summary>
    [DataClass(DataClass.G)]
    public static Loaded<IReadOnlyList<SharedInquiry>> Inquiries(SharedClient client, SharedInquiries loader) => loader.For(client.Id);

    /// <summary>
    /// What the caller does not see of the person for the purpose of this request, by type and field. Of records of a program under 42 CFR Part 2
    /// it says only that they would be withheld if there were any.
    /// </summary>
    public static async Task<IReadOnlyList<Redaction>> Redactions(SharedClient client, RequestAccess access, CancellationToken ct) =>
        [.. (await access.RedactionsOf(client.Id.Value, ct)).Where(r => r.Path.StartsWith("Shared", StringComparison.Ordinal))];
}
