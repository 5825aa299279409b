using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>A counselling or psychotherapy note as a partner sees it whom a consent for such notes names.</summary>
internal sealed record SharedNote(
    ClientId Client, NoteKind Kind, UserId Author, string Text, DateOnly? SessionOn, string? Program, DateTimeOffset WrittenAt)
{
    /// <summary>Its class: E or F.</summary>
    public DataClass Class => Kind is NoteKind.SudCounselling ? DataClass.E : DataClass.F;
}

/// <summary>Notes about clients whose record is shared; whoever shows them takes out those that no consent lets the partner read.</summary>
internal sealed class SharedNotes(IntakeDb db) : DataLoader<ClientId, IReadOnlyList<SharedNote>>
{
    public override async Task<IReadOnlyDictionary<ClientId, IReadOnlyList<SharedNote>>> ReadAsync(IReadOnlyList<ClientId> keys, CancellationToken ct) =>
        (await db.ProtectedNotes.AsNoTracking().Where(n => keys.Contains(n.Client)).OrderByDescending(n => n.WrittenAt).ThenByDescending(n => n.Id)
            .Select(n => new SharedNote(n.Client, n.Kind, n.Author, n.Text, n.SessionOn, n.SourceProgram, n.WrittenAt)).ToListAsync(ct))
        .GroupBy(n => n.Client).ToDictionary(g => g.Key, IReadOnlyList<SharedNote> (g) => [.. g]);
}

/// <summary>A counselling or psychotherapy note.</summary>
[View<SharedNote>, DataClass(DataClass.F)]
[About(nameof(SharedNote.Client), Author = nameof(SharedNote.Author), Class = nameof(SharedNote.Class), Program = nameof(SharedNote.Program), From = typeof(ProtectedNote))]
internal static class SharedNoteView
{
    /// <summary>What kind of note.</summary>
    public static NoteKind Kind(SharedNote note) => note.Kind;

    /// <summary>What it says.</summary>
    public static string Text(SharedNote note) => note.Text;

    /// <summary>The day of the session that it is about.</summary>
    public static DateOnly? SessionOn(SharedNote note) => note.SessionOn;

    /// <summary>When it was written.</summary>
    public static DateTimeOffset WrittenAt(SharedNote note) => note.WrittenAt;
}
