using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>Whether somebody came at a time that was agreed.</summary>
internal sealed record SharedAttendance(ClientId Client, DateTimeOffset At, bool Came);

/// <summary>Whether clients whose record is shared came; what was called off in time says nothing of that.</summary>
internal sealed class SharedAttendances(IntakeDb db) : DataLoader<ClientId, IReadOnlyList<SharedAttendance>>
{
    public override async Task<IReadOnlyDictionary<ClientId, IReadOnlyList<SharedAttendance>>> ReadAsync(IReadOnlyList<ClientId> keys, CancellationToken ct) =>
        (await db.Told(db.Appointments).AsNoTracking()
            .Where(a => keys.Contains(a.Client) && (a.State == AppointmentState.CheckedIn || a.State == AppointmentState.NoShow))
            .OrderByDescending(a => a.StartsAt).ThenByDescending(a => a.Id)
            .Select(a => new SharedAttendance(a.Client, a.StartsAt, a.State == AppointmentState.CheckedIn)).ToListAsync(ct))
        .GroupBy(a => a.Client).ToDictionary(g => g.Key, IReadOnlyList<SharedAttendance> (g) => [.. g]);
}

/// <summary>Whether somebody came at a time that was agreed.</summary>
[View<SharedAttendance>, About(nameof(SharedAttendance.Client))]
internal static class SharedAttendanceView
{
    /// <summary>When it was.</summary>
    [DataClass(DataClass.A, Attendance = true)]
    public static DateTimeOffset At(SharedAttendance attendance) => attendance.At;

    /// <summary>Whether the person came.</summary>
    [DataClass(DataClass.A, Attendance = true)]
    public static bool Came(SharedAttendance attendance) => attendance.Came;
}
