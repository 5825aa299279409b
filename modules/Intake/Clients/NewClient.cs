using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>An identifier leads to one client only, and this one leads to somebody else.</summary>
/// <param name="System">Who gave the identifier.</param>
internal sealed record IdentifierTaken(string System) : Refusal(
    "intake.identifier_taken",
    $"This identifier of \"{System}\" already belongs to another client. Search for it; if both are one person, merge the two.",
    "input.person.identifiers");

/// <summary>Makes a client of what was said about a person, with all parts and the keys by which they will be found.</summary>
internal static class NewClient
{
    /// <summary>Adds the client, or says which identifier is taken.</summary>
    public static async Task<Outcome<Client>> Add(
        IntakeDb db, PersonDetails person, UserId? by, TimeProvider clock, CancellationToken ct)
    {
        if (await TakenIdentifier(db, person.Identifiers ?? [], ct) is { } taken)
        {
            return taken;
        }

        var client = Client.Register(person.Facts, by, clock);
        var now = clock.GetUtcNow();
        db.Add(client);
        db.AddRange((person.PriorNames ?? []).Select(n => new PriorName
        {
            Id = Guid.CreateVersion7(now),
            Client = client.Id,
            Kind = n.Kind,
            Given = n.Given,
            Family = n.Family,
        }));
        db.AddRange(Points(client.Id, ContactKind.Phone, person.Phones, clock));
        db.AddRange(Points(client.Id, ContactKind.Email, person.Emails, clock));
        if (person.Address is { } address)
        {
            db.Add(HomeOf(client.Id, address, since: null, clock));
        }

        db.AddRange((person.Identifiers ?? []).Select(i => new ClientIdentifier
        {
            Id = Guid.CreateVersion7(now),
            Client = client.Id,
            System = i.System.Trim(),
            Value = i.Value.Trim(),
        }));
        db.AddRange(MatchKeys.Of(person.ToPerson()).Select(key => new MatchKey(client.Id, key)));
        return Outcome.Of(client).Publishing(new ClientRegistered(client.Id));
    }

    /// <summary>An address of a client.</summary>
    public static Address HomeOf(ClientId client, AddressDetails details, DateOnly? since, TimeProvider clock) => new()
    {
        Id = Id.New<AddressId>(clock),
        Client = client,
        Line = details.Line,
        City = details.City,
        State = details.State,
        PostalCode = details.PostalCode,
        County = details.County,
        Country = details.Country,
        Since = since,
        RecordedAt = clock.GetUtcNow(),
    };

    private static IEnumerable<ContactPoint> Points(ClientId client, ContactKind kind, IReadOnlyList<string>? values, TimeProvider clock) =>
        (values ?? []).Distinct(StringComparer.OrdinalIgnoreCase).Select(value => new ContactPoint
        {
            Id = Id.New<ContactPointId>(clock),
            Client = client,
            Kind = kind,
            Value = value.Trim(),
            RecordedAt = clock.GetUtcNow(),
        });

    private static async Task<IdentifierTaken?> TakenIdentifier(IntakeDb db, IReadOnlyList<IdentifierDetails> identifiers, CancellationToken ct)
    {
        foreach (var identifier in identifiers)
        {
            var (system, value) = (identifier.System.Trim(), identifier.Value.Trim());
            if (await db.ClientIdentifiers.AnyAsync(i => i.System == system && i.Value == value, ct))
            {
                return new IdentifierTaken(system);
            }
        }

        return null;
    }
}
