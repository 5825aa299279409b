using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>
/// Ends a client's care here. Nothing may be left at the front door by then: open inquiries are resolved and appointments cancelled
/// before, by whoever knows how they end. Each side of the wall around a program under 42 CFR Part 2 ends its own care: what a program has open neither
/// keeps others from it nor ends with it, and who works in a program alone ends the program's.
/// </summary>
[Mutation, Feature("intake"), Requires("intake.discharge")]
internal static class DischargeClient
{
    /// <summary>Whose care ends, and why.</summary>
    /// <param name="Client">The client.</param>
    /// <param name="Reason">Why.</param>
    /// <param name="DischargedOn">The last day of care; today when it is left out.</param>
    /// <param name="Note">What a colleague should know.</param>
    public sealed record Input(ClientId Client, DischargeReason Reason, DateOnly? DischargedOn = null, string? Note = null);

    /// <summary>The client has asked for help, and nobody has said how that ends.</summary>
    /// <param name="Inquiries">How many inquiries are open.</param>
    public sealed record InquiriesOpen(int Inquiries) : Refusal(
        "intake.inquiries_open", $"The client has open inquiries ({Inquiries}). Resolve them first.", "input.client");

    /// <summary>The client is expected.</summary>
    /// <param name="Appointments">How many appointments lie ahead.</param>
    public sealed record AppointmentsAhead(int Appointments) : Refusal(
        "intake.appointments_ahead", $"The client has appointments ahead ({Appointments}). Cancel them first, or discharge the client after them.",
        "input.client");

    /// <summary>The client was discharged before and has not asked for help since.</summary>
    /// <param name="Discharge">The discharge that there is.</param>
    public sealed record AlreadyDischarged(DischargeId Discharge) : Refusal(
        "intake.already_discharged", "The client is discharged already and has not asked for help since.", "input.client");

    public static async Task<Outcome<Discharge>> Handle(
        Input input, IntakeDb db, TenantPrivacy privacy, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        // Whoever receives an inquiry or books an appointment for the client waits, so that the discharge sees it or comes before it.
        await db.LockClients([input.Client], ct);
        if (await db.FindClient(input.Client, "intake.discharge", ct) is not { } client)
        {
            return new NotFound("input.client");
        }

        var day = input.DischargedOn ?? clock.Today();
        var side = await DischargeSide.Of(actor, privacy, ct);
        if ((client.Problem("input.client") ?? await Prevents(client, day, side, db, clock, ct)) is { } refusal)
        {
            return refusal;
        }

        var discharge = new Discharge
        {
            Id = Id.New<DischargeId>(clock),
            Client = client.Id,
            Reason = input.Reason,
            DischargedOn = day,
            Note = string.IsNullOrWhiteSpace(input.Note) ? null : input.Note.Trim(),
            RecordedAt = clock.GetUtcNow(),
            RecordedBy = actor.User,
            Team = actor.ProgramTeam,
        };
        db.Add(discharge);
        return Outcome.Of(discharge).Publishing(new ClientDischarged(client.Id, discharge.Reason, discharge.DischargedOn, side.Only, side.Beside));
    }

    private static async Task<Refusal?> Prevents(
        Client client, DateOnly day, DischargeSide side, IntakeDb db, TimeProvider clock, CancellationToken ct)
    {
        if (day > clock.Today())
        {
            return new InvalidInput("input.dischargedOn", "The last day of care lies ahead: discharge the client on that day.");
        }

        var inquiries = side.Inquiries(db).Where(i => i.Client == client.Id);
        if (await inquiries.CountAsync(i => i.Status != InquiryStatus.Resolved, ct) is > 0 and var open)
        {
            return new InquiriesOpen(open);
        }

        var now = clock.GetUtcNow();
        if (await side.Appointments(db).CountAsync(a => a.Client == client.Id && a.State == AppointmentState.Booked && a.StartsAt > now, ct)
            is > 0 and var ahead)
        {
            return new AppointmentsAhead(ahead);
        }

        var last = await side.Discharges(db).Where(d => d.Client == client.Id).OrderByDescending(d => d.RecordedAt).FirstOrDefaultAsync(ct);
        return last is not null && !await inquiries.AnyAsync(i => i.ReceivedAt > last.RecordedAt, ct)
            ? new AlreadyDischarged(last.Id)
            : null;
    }

    internal sealed class Validator : AbstractValidator<Input>
    {
        private const int NoteLength = 4000;

        public Validator() => RuleFor(i => i.Note).MaximumLength(NoteLength);
    }
}
