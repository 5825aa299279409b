using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>Writes down where a client lives now; the address before ends the day before.</summary>
[Mutation, Feature("intake"), Requires("intake.register")]
internal static class RecordAddress
{
    /// <summary>Where the client lives.</summary>
    /// <param name="Client">Who.</param>
    /// <param name="Address">The address.</param>
    /// <param name="Since">From which day on; today when nothing is said.</param>
    public sealed record Input(ClientId Client, AddressDetails Address, DateOnly? Since = null);

    public static async Task<Outcome<Address>> Handle(Input input, IntakeDb db, TimeProvider clock, CancellationToken ct)
    {
        if (await db.FindClient(input.Client, "intake.register", ct) is not { } client)
        {
            return new NotFound("input.client");
        }

        if (client.Problem("input.client") is { } problem)
        {
            return problem;
        }

        var since = input.Since ?? clock.Today();
        if (since > clock.Today())
        {
            return new InvalidInput("input.since", "Write an address down when the client lives there, not before.");
        }

        var address = NewClient.HomeOf(client.Id, input.Address, since, clock);
        await db.MoveHome(address, since, ct);
        await db.RefreshMatchKeys(client, ct);
        return address;
    }

    /// <summary>Keeps the address; what was held to be the address before ends the day before.</summary>
    public static async Task MoveHome(this IntakeDb db, Address address, DateOnly since, CancellationToken ct)
    {
        foreach (var former in await db.Addresses.Where(a => a.Client == address.Client && a.Until == null).ToListAsync(ct))
        {
            former.EndOn(since.AddDays(-1));
        }

        db.Add(address);
    }
}
