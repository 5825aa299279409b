using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CarePlatform.Intake;

/// <summary>Somebody asked to whom a client's information went; it is owed until the account was given.</summary>
internal sealed class AccountRequest
{
    public required AccountRequestId Id { get; init; }

    public required ClientId Client { get; init; }

    public required AccountKind Kind { get; init; }

    /// <summary>Who asked, when it was not the client.</summary>
    public string? AskedBy { get; init; }

    public required DateTimeOffset RequestedAt { get; init; }

    public required DateTimeOffset DueAt { get; init; }

    public UserId? RecordedBy { get; init; }

    public DateTimeOffset? DeliveredAt { get; private set; }

    public UserId? DeliveredBy { get; private set; }

    /// <summary>How the account was given, such as <c>letter</c>.</summary>
    public string? Channel { get; private set; }

    /// <summary>Wire ids of what the delivered account listed.</summary>
    public string[]? Disclosures { get; private set; }

    public int Version { get; private set; } = 1;

    /// <summary>The account was given, with these disclosures.</summary>
    public void Deliver(string channel, IEnumerable<Disclosure> listed, UserId? by, DateTimeOffset at) =>
        (Channel, Disclosures, DeliveredBy, DeliveredAt) = (channel, [.. listed.Select(d => d.Id.ToString())], by, at);
}

internal sealed class AccountRequestMap : IEntityTypeConfiguration<AccountRequest>
{
    public void Configure(EntityTypeBuilder<AccountRequest> builder) => builder.HasOne<Client>().WithMany().HasForeignKey(r => r.Client);
}

/// <summary>A request for an account of disclosures.</summary>
[View<AccountRequest>, Audited(nameof(Client))]
internal static class AccountRequestView
{
    /// <summary>The request's id.</summary>
    public static string Id(AccountRequest request) => request.Id.ToString();

    /// <summary>Whose account.</summary>
    public static ClientId Client(AccountRequest request) => request.Client;

    /// <summary>Which account.</summary>
    public static AccountKind Kind(AccountRequest request) => request.Kind;

    /// <summary>Who asked, when it was not the client.</summary>
    [DataClass(DataClass.A)]
    public static string? AskedBy(AccountRequest request) => request.AskedBy;

    /// <summary>When it was asked for.</summary>
    public static DateTimeOffset RequestedAt(AccountRequest request) => request.RequestedAt;

    /// <summary>By when the account must be given.</summary>
    public static DateTimeOffset DueAt(AccountRequest request) => request.DueAt;

    /// <summary>When it was given; null while it is owed.</summary>
    public static DateTimeOffset? DeliveredAt(AccountRequest request) => request.DeliveredAt;

    /// <summary>Who gave it.</summary>
    public static UserId? DeliveredBy(AccountRequest request) => request.DeliveredBy;

    /// <summary>How it was given.</summary>
    public static string? Channel(AccountRequest request) => request.Channel;

    /// <summary>Ids of the disclosures that it listed; null while it is owed.</summary>
    public static IReadOnlyList<string>? Disclosures(AccountRequest request) => request.Disclosures;
}

/// <summary>Requests for an account of disclosures.</summary>
[Query, Feature("intake.consent"), Requires("intake.disclose")]
internal static class AccountRequestQueries
{
    /// <summary>Requests for an account of disclosures, the first due first.</summary>
    /// <param name="open">Only those that are owed, or only those that were given; both when nothing is said.</param>
    public static Task<Connection<AccountRequest>> AccountRequests(bool? open, Page page, IntakeDb db, CancellationToken ct)
    {
        var clients = db.ClientsFor("intake.disclose");
        return db.AccountRequests.AsNoTracking()
            .Where(r => clients.Any(c => c.Id == r.Client))
            .If(open is true, r => r.DeliveredAt == null)
            .If(open is false, r => r.DeliveredAt != null)
            .ToConnection(page, new Ordering<AccountRequest, DateTimeOffset, AccountRequestId>(r => r.DueAt, r => r.Id), ct);
    }
}
