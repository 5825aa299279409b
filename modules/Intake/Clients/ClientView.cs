using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Intake;

/// <summary>A person known as a possible or actual receiver of care, from the first contact on; one record per organisation.</summary>
[View<Client>, Audited]
internal static class ClientView
{
    /// <summary>The client's id.</summary>
    public static ClientId Id(Client client) => client.Id;

    /// <summary>Whether this record is in use or was merged into another one.</summary>
    public static ClientState State(Client client) => client.State;

    /// <summary>The record that is used instead of this one.</summary>
    public static ClientId? MergedInto(Client client) => client.MergedInto;

    /// <summary>Legal given and family name, or the preferred name while no legal one is known.</summary>
    [DataClass(DataClass.A, Minimum = true)]
    public static string Name(Client client) => client.DisplayName;

    /// <summary>Such as Dr. or Ms.</summary>
    [DataClass(DataClass.A, Minimum = true)]
    public static string? Prefix(Client client) => client.Prefix;

    /// <summary>Legal given name.</summary>
    [DataClass(DataClass.A, Minimum = true)]
    public static string? Given(Client client) => client.Given;

    /// <summary>Further legal given names.</summary>
    [DataClass(DataClass.A, Minimum = true)]
    public static string? Middle(Client client) => client.Middle;

    /// <summary>Legal family name.</summary>
    [DataClass(DataClass.A, Minimum = true)]
    public static string? Family(Client client) => client.Family;

    /// <summary>Such as Jr.</summary>
    [DataClass(DataClass.A, Minimum = true)]
    public static string? Suffix(Client client) => client.Suffix;

    /// <summary>The name by which the person wants to be called.</summary>
    [DataClass(DataClass.A, Minimum = true)]
    public static string? Preferred(Client client) => client.Preferred;

    /// <summary>The day of birth.</summary>
    [DataClass(DataClass.A, Minimum = true)]
    public static DateOnly? BirthDate(Client client) => client.BirthDate;

    /// <summary>The day of death.</summary>
    [DataClass(DataClass.A)]
    public static DateOnly? DiedOn(Client client) => client.DiedOn;

    /// <summary>The gender that the person gave.</summary>
    [DataClass(DataClass.A)]
    public static Gender? Gender(Client client) => client.Gender;

    /// <summary>The answers to the question for race, as they were given.</summary>
    [DataClass(DataClass.A)]
    public static IReadOnlyList<string> Races(Client client) => client.Races;

    /// <summary>The answer to the question for ethnicity, as it was given.</summary>
    [DataClass(DataClass.A)]
    public static string? Ethnicity(Client client) => client.Ethnicity;

    /// <summary>The language in which the person wants to be spoken to, as a BCP 47 tag.</summary>
    [DataClass(DataClass.A, Minimum = true)]
    public static string? Language(Client client) => client.Language;

    /// <summary>Where the facts come from; null when staff wrote them down.</summary>
    public static string? SourceSystem(Client client) => client.SourceSystem;

    /// <summary>When the person became known.</summary>
    public static DateTimeOffset RegisteredAt(Client client) => client.RegisteredAt;

    /// <summary>Counts changes; send it back as expectedVersion.</summary>
    public static int Version(Client client) => client.Version;

    /// <summary>Names that the person had, or goes by elsewhere.</summary>
    [DataClass(DataClass.A)]
    public static Loaded<IReadOnlyList<PriorName>> PriorNames(Client client, PriorNamesByClient loader) => loader.For(client.Id);

    /// <summary>What other systems call the client.</summary>
    [DataClass(DataClass.A)]
    public static Loaded<IReadOnlyList<ClientIdentifier>> Identifiers(Client client, IdentifiersByClient loader) => loader.For(client.Id);

    /// <summary>How the client can be reached.</summary>
    [DataClass(DataClass.A, Minimum = true)]
    public static Loaded<IReadOnlyList<ContactPoint>> ContactPoints(Client client, ContactPointsByClient loader) => loader.For(client.Id);

    /// <summary>Where the client lives and lived, the address in use first.</summary>
    [DataClass(DataClass.A)]
    public static Loaded<IReadOnlyList<Address>> Addresses(Client client, AddressesByClient loader) => loader.For(client.Id);

    /// <summary>What was known before each change, the latest first.</summary>
    [DataClass(DataClass.A)]
    public static Loaded<IReadOnlyList<ClientVersion>> EarlierVersions(Client client, VersionsByClient loader) => loader.For(client.Id);

    /// <summary>Records that were merged into this one, those that were separated again included.</summary>
    [DataClass(DataClass.A)]
    public static Loaded<IReadOnlyList<ClientMerge>> Merges(Client client, MergesByClient loader) => loader.For(client.Id);

    /// <summary>Who covers the client, raw segments in order of their start.</summary>
    [Feature("intake.coverage")]
    [DataClass(DataClass.A)]
    public static Loaded<IReadOnlyList<Coverage>> Coverages(Client client, CoveragesByClient loader) => loader.For(client.Id);

    /// <summary>Who pays, who gives care and at which level, from a year ago to three months ahead.</summary>
    [Feature("intake.coverage")]
    public static Loaded<MemberTimeline> Timeline(Client client, TimelineByMember loader) => loader.For(new Member(client.Id));

    /// <summary>Requests for help, the latest first.</summary>
    [DataClass(DataClass.G)]
    public static Loaded<IReadOnlyList<Inquiry>> Inquiries(Client client, InquiriesByClient loader) => loader.For(client.Id);

    /// <summary>When the client's care here ended, the latest first.</summary>
    public static Loaded<IReadOnlyList<Discharge>> Discharges(Client client, DischargesByClient loader) => loader.For(client.Id);

    /// <summary>Appointments, the latest first.</summary>
    [Feature("intake.scheduling")]
    [DataClass(DataClass.A, Minimum = true)]
    public static Loaded<IReadOnlyList<Appointment>> Appointments(Client client, AppointmentsByClient loader) => loader.For(client.Id);

    /// <summary>Visits and stays that other systems told of, the latest first.</summary>
    [Feature("intake.import")]
    [DataClass(DataClass.B)]
    public static Loaded<IReadOnlyList<Encounter>> Encounters(Client client, EncountersByClient loader) => loader.For(client.Id);

    /// <summary>Problems and findings that other systems told of, the active ones first.</summary>
    [Feature("intake.import")]
    [DataClass(DataClass.B)]
    public static Loaded<IReadOnlyList<Condition>> Conditions(Client client, ConditionsByClient loader) => loader.For(client.Id);
}
