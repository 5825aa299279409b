using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>Which clients are wanted; all conditions must hold.</summary>
/// <param name="Name">Beginnings of words of a name, such as <c>mar gar</c>; earlier and preferred names count as well.</param>
/// <param name="Identifier">An identifier of any system, exactly.</param>
/// <param name="BirthDate">The day of birth.</param>
/// <param name="Merged">Show records that were merged into others as well.</param>
internal sealed record ClientFilter(string? Name = null, string? Identifier = null, DateOnly? BirthDate = null, bool Merged = false);

[Query, Feature("intake"), Requires("intake.read")]
internal static class ClientQueries
{
    // The first sign behind the letters of any script: text that begins with x lies between x and x followed by this.
    private const string Last = "\uffff";

    /// <summary>The client with this id; a merged record shows what it was and where it went.</summary>
    /// <param name="id">The client's id.</param>
    public static Task<Client?> Client(ClientId id, IntakeDb db, CancellationToken ct) =>
        db.ClientsFor("intake.read").AsNoTracking().FirstOrDefaultAsync(c => c.Id == id, ct);

    /// <summary>Clients in order of family and given name.</summary>
    /// <param name="where">Which ones.</param>
    public static Task<Connection<Client>> Clients(ClientFilter? where, Page page, IntakeDb db, CancellationToken ct)
    {
        var clients = db.ClientsFor("intake.read").AsNoTracking();
        if (where?.Merged is not true)
        {
            clients = clients.Where(c => c.State == ClientState.Active);
        }

        if (where?.BirthDate is { } birth)
        {
            clients = clients.Where(c => c.BirthDate == birth);
        }

        if (where?.Identifier?.Trim() is { Length: > 0 } value)
        {
            clients = clients.Where(c => db.ClientIdentifiers.Any(i => i.Client == c.Id && i.Value == value));
        }

        foreach (var word in NameForm.Words(where?.Name))
        {
            var (from, to) = ($"w:{word}", $"w:{word}{Last}");
            clients = clients.Where(c => db.MatchKeys.Any(
                k => k.Client == c.Id && k.Key.CompareTo(from) >= 0 && k.Key.CompareTo(to) < 0));
        }

        return clients.ToConnection(page, new Ordering<Client, string, ClientId>(c => c.SortName, c => c.Id), ct);
    }
}
