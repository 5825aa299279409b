using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Intake;

/// <summary>A name that a client had, or goes by elsewhere.</summary>
[View<PriorName>, DataClass(DataClass.A), About(nameof(PriorName.Client))]
internal static class PriorNameView
{
    /// <summary>What kind of name it is.</summary>
    public static PriorNameKind Kind(PriorName name) => name.Kind;

    /// <summary>Given name, when it differs.</summary>
    public static string? Given(PriorName name) => name.Given;

    /// <summary>Family name, when it differs.</summary>
    public static string? Family(PriorName name) => name.Family;
}

/// <summary>What another system calls a client.</summary>
[View<ClientIdentifier>, DataClass(DataClass.A), About(nameof(ClientIdentifier.Client))]
internal static class ClientIdentifierView
{
    /// <summary>Who gave the identifier.</summary>
    public static string System(ClientIdentifier identifier) => identifier.System;

    /// <summary>The identifier.</summary>
    public static string Value(ClientIdentifier identifier) => identifier.Value;
}

/// <summary>A way to reach a client.</summary>
[View<ContactPoint>, DataClass(DataClass.A, Minimum = true), About(nameof(ContactPoint.Client), Named = nameof(ContactPoint.NamedUsers))]
internal static class ContactPointView
{
    /// <summary>The contact point's id.</summary>
    public static ContactPointId Id(ContactPoint point) => point.Id;

    /// <summary>By what.</summary>
    public static ContactKind Kind(ContactPoint point) => point.Kind;

    /// <summary>The telephone number or mail address.</summary>
    public static string Value(ContactPoint point) => point.Value;

    /// <summary>The day on which the client was last reached by it.</summary>
    public static DateOnly? VerifiedOn(ContactPoint point) => point.VerifiedOn;

    /// <summary>Somebody tried it and it does not reach the client.</summary>
    public static bool Wrong(ContactPoint point) => point.Wrong;
}

/// <summary>Where a client lives or lived.</summary>
[View<Address>, DataClass(DataClass.A), About(nameof(Address.Client), Named = nameof(Address.NamedUsers))]
internal static class AddressView
{
    /// <summary>The address's id.</summary>
    public static AddressId Id(Address address) => address.Id;

    /// <summary>House number and street.</summary>
    public static string? Line(Address address) => address.Line;

    /// <summary>City or town.</summary>
    public static string? City(Address address) => address.City;

    /// <summary>State.</summary>
    public static string? State(Address address) => address.State;

    /// <summary>Postal code.</summary>
    public static string? PostalCode(Address address) => address.PostalCode;

    /// <summary>County.</summary>
    public static string? County(Address address) => address.County;

    /// <summary>Country, when it is not the organisation's.</summary>
    public static string? Country(Address address) => address.Country;

    /// <summary>The first day, if it is known.</summary>
    public static DateOnly? Since(Address address) => address.Since;

    /// <summary>The last day; null while the client lives there.</summary>
    public static DateOnly? Until(Address address) => address.Until;
}

/// <summary>What was known of a client until it was changed.</summary>
[View<ClientVersion>, DataClass(DataClass.A), About(nameof(ClientVersion.Client))]
internal static class ClientVersionView
{
    /// <summary>Which version it was.</summary>
    public static int Version(ClientVersion version) => version.Version;

    /// <summary>Legal given name.</summary>
    public static string? Given(ClientVersion version) => version.Facts.Given;

    /// <summary>Legal family name.</summary>
    public static string? Family(ClientVersion version) => version.Facts.Family;

    /// <summary>The name by which the person wanted to be called.</summary>
    public static string? Preferred(ClientVersion version) => version.Facts.Preferred;

    /// <summary>The day of birth.</summary>
    public static DateOnly? BirthDate(ClientVersion version) => version.Facts.BirthDate;

    /// <summary>When it was replaced.</summary>
    public static DateTimeOffset ChangedAt(ClientVersion version) => version.ChangedAt;

    /// <summary>Who replaced it; null when the system did.</summary>
    public static UserId? ChangedBy(ClientVersion version) => version.ChangedBy;
}

/// <summary>The decision that two records are one person.</summary>
[View<ClientMerge>]
internal static class ClientMergeView
{
    /// <summary>The merge's id.</summary>
    public static ClientMergeId Id(ClientMerge merge) => merge.Id;

    /// <summary>The record that is used since then.</summary>
    public static ClientId Survivor(ClientMerge merge) => merge.Survivor;

    /// <summary>The record that was merged into it.</summary>
    public static ClientId Merged(ClientMerge merge) => merge.Merged;

    /// <summary>Why they are one person.</summary>
    public static string Reason(ClientMerge merge) => merge.Reason;

    /// <summary>When it was decided.</summary>
    public static DateTimeOffset MergedAt(ClientMerge merge) => merge.MergedAt;

    /// <summary>When it was taken back; null while it stands.</summary>
    public static DateTimeOffset? SeparatedAt(ClientMerge merge) => merge.SeparatedAt;

    /// <summary>Why it was taken back.</summary>
    public static string? Separation(ClientMerge merge) => merge.Separation;
}
