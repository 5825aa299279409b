using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CarePlatform.Intake;

/// <summary>What kind of note has stricter rules than the record.</summary>
internal enum NoteKind
{
    /// <summary>A counselling note of a program for substance use disorders (42 CFR 2.11).</summary>
    SudCounselling,

    /// <summary>A psychotherapy note (45 CFR 164.501).</summary>
    Psychotherapy,
}

/// <summary>
/// A note of class E or F: for its author, and for whom a consent names that is for such notes and nothing else. It is kept apart from the record, in no
/// search and no export, and never changed: who has to add something writes another one.
/// </summary>
internal sealed class ProtectedNote
{
    public required ProtectedNoteId Id { get; init; }

    public required ClientId Client { get; init; }

    public required NoteKind Kind { get; init; }

    public required UserId Author { get; init; }

    public required string Text { get; init; }

    /// <summary>The day of the session that it is about.</summary>
    public DateOnly? SessionOn { get; init; }

    /// <summary>The program under 42 CFR Part 2 that a counselling note comes from.</summary>
    public string? SourceProgram { get; init; }

    public required DateTimeOffset WrittenAt { get; init; }

    /// <summary>Its class: E or F.</summary>
    public DataClass Class => Kind is NoteKind.SudCounselling ? DataClass.E : DataClass.F;
}

internal sealed class ProtectedNoteMap : IEntityTypeConfiguration<ProtectedNote>
{
    public void Configure(EntityTypeBuilder<ProtectedNote> builder)
    {
        builder.HasOne<Client>().WithMany().HasForeignKey(n => n.Client);
        builder.Ignore(n => n.Class);
    }
}

/// <summary>A note that was written, without what it says: answers are kept for repeated requests, and notes are not.</summary>
internal sealed record WrittenNote(ProtectedNoteId Note, NoteKind Kind, DateTimeOffset WrittenAt);

/// <summary>A note that was written.</summary>
[View<WrittenNote>]
internal static class WrittenNoteView
{
    /// <summary>The note's id.</summary>
    public static string Id(WrittenNote note) => note.Note.ToString();

    /// <summary>What kind of note.</summary>
    public static NoteKind Kind(WrittenNote note) => note.Kind;

    /// <summary>When it was written.</summary>
    public static DateTimeOffset WrittenAt(WrittenNote note) => note.WrittenAt;
}

/// <summary>A counselling or psychotherapy note.</summary>
[View<ProtectedNote>, Audited(nameof(Client)), DataClass(DataClass.F)]
[About(nameof(ProtectedNote.Client), Author = nameof(ProtectedNote.Author), Class = nameof(ProtectedNote.Class), Program = nameof(ProtectedNote.SourceProgram))]
internal static class ProtectedNoteView
{
    /// <summary>The note's id.</summary>
    public static string Id(ProtectedNote note) => note.Id.ToString();

    /// <summary>Whom it is about.</summary>
    public static ClientId Client(ProtectedNote note) => note.Client;

    /// <summary>What kind of note.</summary>
    public static NoteKind Kind(ProtectedNote note) => note.Kind;

    /// <summary>Who wrote it.</summary>
    public static UserId Author(ProtectedNote note) => note.Author;

    /// <summary>What it says.</summary>
    public static string Text(ProtectedNote note) => note.Text;

    /// <summary>The day of the session that it is about.</summary>
    public static DateOnly? SessionOn(ProtectedNote note) => note.SessionOn;

    /// <summary>The program under 42 CFR Part 2 that a counselling note comes from.</summary>
    public static string? SourceProgram(ProtectedNote note) => note.SourceProgram;

    /// <summary>When it was written.</summary>
    public static DateTimeOffset WrittenAt(ProtectedNote note) => note.WrittenAt;
}

/// <summary>Notes of classes E and F.</summary>
[Query, Feature("intake.notes")]
internal static class ProtectedNoteQueries
{
    /// <summary>
    /// The counselling and psychotherapy notes about a client that the caller may read, the latest first: their own, and those for which a consent names
    /// who reads. Of others nobody is told that they exist.
    /// </summary>
    /// <param name="client">Whom they are about.</param>
    [Requires("intake.read-clinical")]
    public static async Task<IReadOnlyList<ProtectedNote>> ProtectedNotes(ClientId client, IntakeDb db, CancellationToken ct) =>
        await db.FindClient(client, "intake.read-clinical", ct) is null
            ? []
            : await db.ProtectedNotes.AsNoTracking().Where(n => n.Client == client)
                .OrderByDescending(n => n.WrittenAt).ThenByDescending(n => n.Id).ToListAsync(ct);

    /// <summary>The notes that the caller wrote, the latest first.</summary>
    [Requires("intake.write-notes")]
    public static Task<Connection<ProtectedNote>> MyProtectedNotes(Page page, IntakeDb db, CancellationToken ct)
    {
        var clients = db.ClientsFor("intake.write-notes");
        return db.ProtectedNotes.AsNoTracking()
            .Where(n => n.Author == db.Me && clients.Any(c => c.Id == n.Client))
            .ToConnection(page, new Ordering<ProtectedNote, DateTimeOffset, ProtectedNoteId>(n => n.WrittenAt, n => n.Id, Descending: true), ct);
    }
}
