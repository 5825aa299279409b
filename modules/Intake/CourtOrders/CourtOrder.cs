using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CarePlatform.Intake;

/// <summary>
/// An order of a court under 42 CFR part 2, subpart E: for its time, records of a Part 2 program may be seen for proceedings by its recipient and by
/// those who carry it out. It opens no counselling or psychotherapy notes.
/// </summary>
internal sealed class CourtOrder
{
    /// <summary>Whoever holds it records orders and carries them out.</summary>
    public const string Permission = "intake.court-orders";

    public required CourtOrderId Id { get; init; }

    public required ClientId Client { get; init; }

    public required string Court { get; init; }

    public required string Docket { get; init; }

    /// <summary>What is to be disclosed, in the words of the order.</summary>
    public required string Scope { get; init; }

    /// <summary>Where the order is found.</summary>
    public required string Evidence { get; init; }

    public required DateOnly OrderedOn { get; init; }

    /// <summary>The program whose records it is about; null for any.</summary>
    public string? Program { get; init; }

    /// <summary>The partner to whom the records go, when it is known here.</summary>
    public OrganisationId? Recipient { get; init; }

    public required DateTimeOffset HoldsFrom { get; init; }

    public required DateTimeOffset HoldsUntil { get; set; }

    public required DateTimeOffset RecordedAt { get; init; }

    public UserId? RecordedBy { get; init; }

    public UserId? EndedBy { get; private set; }

    public string? EndReason { get; private set; }

    public int Version { get; private set; } = 1;

    /// <summary>It holds no longer, as when it was carried out, stayed or set aside.</summary>
    public void End(string reason, UserId? by, DateTimeOffset at) => (EndReason, EndedBy, HoldsUntil) = (reason, by, at);

    /// <summary>The order as the decision on access sees it.</summary>
    public CourtOrderGrant ForDecision() => new(Id.ToString(), Program, Recipient, Permission, HoldsFrom, HoldsUntil);
}

internal sealed class CourtOrderMap : IEntityTypeConfiguration<CourtOrder>
{
    public void Configure(EntityTypeBuilder<CourtOrder> builder) => builder.HasOne<Client>().WithMany().HasForeignKey(o => o.Client);
}

/// <summary>An order of a court about records of a Part 2 program.</summary>
[View<CourtOrder>, Audited(nameof(Client))]
internal static class CourtOrderView
{
    /// <summary>The order's id.</summary>
    public static string Id(CourtOrder order) => order.Id.ToString();

    /// <summary>Whose records.</summary>
    public static ClientId Client(CourtOrder order) => order.Client;

    /// <summary>Which court.</summary>
    public static string Court(CourtOrder order) => order.Court;

    /// <summary>By what number the court knows it.</summary>
    public static string Docket(CourtOrder order) => order.Docket;

    /// <summary>What is to be disclosed.</summary>
    public static string Scope(CourtOrder order) => order.Scope;

    /// <summary>Where the order is found.</summary>
    public static string Evidence(CourtOrder order) => order.Evidence;

    /// <summary>The day of the order.</summary>
    public static DateOnly OrderedOn(CourtOrder order) => order.OrderedOn;

    /// <summary>The program whose records it is about; null for any.</summary>
    public static string? Program(CourtOrder order) => order.Program;

    /// <summary>The partner to whom the records go, when it is known here.</summary>
    public static OrganisationId? Recipient(CourtOrder order) => order.Recipient;

    /// <summary>From when on it holds.</summary>
    public static DateTimeOffset HoldsFrom(CourtOrder order) => order.HoldsFrom;

    /// <summary>From when on it holds no longer.</summary>
    public static DateTimeOffset HoldsUntil(CourtOrder order) => order.HoldsUntil;

    /// <summary>Who wrote it down.</summary>
    public static UserId? RecordedBy(CourtOrder order) => order.RecordedBy;

    /// <summary>Why it ended before its time; null when it did not.</summary>
    public static string? EndReason(CourtOrder order) => order.EndReason;

    /// <summary>Counts changes.</summary>
    public static int Version(CourtOrder order) => order.Version;
}

/// <summary>Orders of courts.</summary>
[Query, Feature("intake.consent"), Requires(CourtOrder.Permission)]
internal static class CourtOrderQueries
{
    /// <summary>The orders of courts about a client's records, the latest first.</summary>
    /// <param name="client">Whose records.</param>
    public static async Task<IReadOnlyList<CourtOrder>> CourtOrders(ClientId client, IntakeDb db, CancellationToken ct)
    {
        var clients = db.ClientsFor(CourtOrder.Permission);
        return await db.CourtOrders.AsNoTracking().Where(o => o.Client == client && clients.Any(c => c.Id == o.Client))
            .OrderByDescending(o => o.RecordedAt).ThenByDescending(o => o.Id).ToListAsync(ct);
    }
}
