using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CarePlatform.Intake;

/// <summary>By what right somebody acts for a client; what it lets them do is state law.</summary>
internal enum Authority
{
    /// <summary>A parent of a minor.</summary>
    Parent,

    /// <summary>A guardian whom a court has appointed.</summary>
    Guardian,

    /// <summary>Named by the client to decide on health care.</summary>
    HealthCareProxy,

    /// <summary>Holds the client's power of attorney.</summary>
    PowerOfAttorney,

    /// <summary>An agency that has custody of a minor.</summary>
    CustodialAgency,

    /// <summary>Acts for somebody who has died.</summary>
    PersonalRepresentative,
}

/// <summary>Somebody who may act for a client: a fact on which rule 11 of access rests.</summary>
internal sealed class Representative
{
    public required RepresentativeId Id { get; init; }

    public required ClientId Client { get; init; }

    public required string Name { get; init; }

    public required Authority Authority { get; init; }

    /// <summary>Where the proof is found.</summary>
    public string? Evidence { get; init; }

    public string? Phone { get; init; }

    public required DateOnly StartsOn { get; init; }

    /// <summary>The last day; null while no end is known.</summary>
    public DateOnly? EndsOn { get; set; }

    public string? EndReason { get; private set; }

    public required DateTimeOffset RecordedAt { get; init; }

    public UserId? RecordedBy { get; init; }

    public UserId? EndedBy { get; private set; }

    public int Version { get; private set; } = 1;

    /// <summary>The right ends with this day.</summary>
    public void End(DateOnly on, string reason, UserId? by) => (EndsOn, EndReason, EndedBy) = (on, reason, by);
}

internal sealed class RepresentativeMap : IEntityTypeConfiguration<Representative>
{
    public void Configure(EntityTypeBuilder<Representative> builder) => builder.HasOne<Client>().WithMany().HasForeignKey(r => r.Client);
}

/// <summary>A client's representatives, those of today and tomorrow first.</summary>
[Requires("intake.read")]
internal sealed class RepresentativesByClient(IntakeDb db) : RowsBy<IntakeDb, ClientId, Representative>(db)
{
    protected override System.Linq.Expressions.Expression<Func<Representative, ClientId>> Key => r => r.Client;

    protected override IQueryable<Representative> Rows(Reach reach) => Db.Representatives
        .OrderByDescending(r => r.EndsOn == null).ThenByDescending(r => r.StartsOn).ThenBy(r => r.Id);
}

/// <summary>Who may act for a client, on the client.</summary>
[Extends<ClientId>, Feature("intake")]
internal static class ClientRepresentatives
{
    /// <summary>Who may act for the client or could, with their authority and dates; those whose right has no known end first.</summary>
    public static Loaded<IReadOnlyList<Representative>> Representatives(ClientId client, RepresentativesByClient loader) => loader.For(client);
}

/// <summary>Somebody who may act for a client.</summary>
[View<Representative>, DataClass(DataClass.A), About(nameof(Representative.Client))]
internal static class RepresentativeView
{
    /// <summary>By which it is ended.</summary>
    public static string Id(Representative representative) => representative.Id.ToString();

    /// <summary>Their name.</summary>
    public static string Name(Representative representative) => representative.Name;

    /// <summary>By what right.</summary>
    public static Authority Authority(Representative representative) => representative.Authority;

    /// <summary>Where the proof is found.</summary>
    public static string? Evidence(Representative representative) => representative.Evidence;

    /// <summary>The number at which they are called.</summary>
    public static string? Phone(Representative representative) => representative.Phone;

    /// <summary>The first day on which they may act.</summary>
    public static DateOnly StartsOn(Representative representative) => representative.StartsOn;

    /// <summary>The last day; null while no end is known.</summary>
    public static DateOnly? EndsOn(Representative representative) => representative.EndsOn;

    /// <summary>Why it ended; null while nobody ended it.</summary>
    public static string? EndReason(Representative representative) => representative.EndReason;
}
