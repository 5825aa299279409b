using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using FluentValidation;

namespace CarePlatform.Intake;

/// <summary>
/// Writes a counselling or psychotherapy note, apart from the record: only its author reads it, and whom a separate consent of the client names.
/// Medication, session times, results, diagnosis, plan and progress belong into the record and not here.
/// </summary>
[Mutation, Feature("intake.notes"), Requires("intake.write-notes")]
internal static class WriteProtectedNote
{
    /// <summary>What is noted.</summary>
    /// <param name="Client">About whom.</param>
    /// <param name="Kind">What kind of note.</param>
    /// <param name="Text">What it says.</param>
    /// <param name="SessionOn">The day of the session that it is about.</param>
    /// <param name="Program">The program that a counselling note comes from; the caller's own when they work in one only.</param>
    public sealed record Input(ClientId Client, NoteKind Kind, string Text, DateOnly? SessionOn = null, string? Program = null);

    /// <summary>Counselling notes are written by those who work in the program.</summary>
    public sealed record NotInProgram() : Refusal(
        "intake.not_in_program", "A counselling note is written by somebody who works in the program; name one in which you do.", "input.program");

    public static async Task<Outcome<WrittenNote>> Handle(
        Input input, IntakeDb db, TenantPrivacy privacy, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        if (actor.User is not { } me || await db.FindClient(input.Client, "intake.write-notes", ct) is not { } client)
        {
            return new NotFound("input.client");
        }

        if (client.Problem("input.client") is { } problem)
        {
            return problem;
        }

        string? program = null;
        if (input.Kind is NoteKind.SudCounselling)
        {
            var mine = (await privacy.Policy(ct)).Programs.Where(p => p.Teams.Any(actor.Teams.Contains)).Select(p => p.Key).ToList();
            program = input.Program ?? (mine.Count == 1 ? mine[0] : null);
            if (program is null || !mine.Contains(program))
            {
                return new NotInProgram();
            }
        }
        else if (input.Program is not null)
        {
            return new InvalidInput("input.program", "Only counselling notes come from a program; leave it out.");
        }

        if (input.SessionOn > clock.Today())
        {
            return new InvalidInput("input.sessionOn", "Name the day of a session that was held.");
        }

        var note = new ProtectedNote
        {
            Id = Id.New<ProtectedNoteId>(clock),
            Client = client.Id,
            Kind = input.Kind,
            Author = me,
            Text = input.Text,
            SessionOn = input.SessionOn,
            SourceProgram = program,
            WrittenAt = clock.GetUtcNow(),
        };
        db.Add(note);
        return new WrittenNote(note.Id, note.Kind, note.WrittenAt);
    }

    internal sealed class Validator : AbstractValidator<Input>
    {
        private const int TextLength = 50_000;

        public Validator() => RuleFor(i => i.Text).NotEmpty().MaximumLength(TextLength);
    }
}
