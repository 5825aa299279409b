using System.Linq.Expressions;
using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>What of a client's history is asked for: what comes from programs under 42 CFR Part 2, or the rest.</summary>
internal readonly record struct SharedPart(ClientId Client, bool Part2);

/// <summary>A visit or stay as a partner sees it.</summary>
internal sealed record SharedVisit(
    ClientId Client, DateTimeOffset StartsAt, DateTimeOffset? EndsAt, string Class, string? Code, string? Display, string? Reason, bool Part2, string? Program);

/// <summary>A problem or finding as a partner sees it.</summary>
internal sealed record SharedCondition(
    ClientId Client, string Code, string? CodeSystem, string? Display, DateOnly? OnsetOn, DateOnly? AbatedOn, bool Part2, string? Program);

/// <summary>Visits of clients whose record is shared.</summary>
internal sealed class SharedVisits(IntakeDb db) : DataLoader<SharedPart, IReadOnlyList<SharedVisit>>
{
    public override Task<IReadOnlyDictionary<SharedPart, IReadOnlyList<SharedVisit>>> ReadAsync(IReadOnlyList<SharedPart> keys, CancellationToken ct) =>
        SharedHistory.Read(
            keys, clients => db.Encounters.Where(e => clients.Contains(e.Client)).OrderByDescending(e => e.StartsAt).ThenByDescending(e => e.Id),
            e => new SharedVisit(e.Client, e.StartsAt, e.EndsAt, e.Class, e.Code, e.Display, e.ReasonDisplay, e.Part2, e.SourceProgram),
            v => new SharedPart(v.Client, v.Part2), ct);
}

/// <summary>Problems and findings of clients whose record is shared.</summary>
internal sealed class SharedConditions(IntakeDb db) : DataLoader<SharedPart, IReadOnlyList<SharedCondition>>
{
    public override Task<IReadOnlyDictionary<SharedPart, IReadOnlyList<SharedCondition>>> ReadAsync(IReadOnlyList<SharedPart> keys, CancellationToken ct) =>
        SharedHistory.Read(
            keys, clients => db.Conditions.Where(c => clients.Contains(c.Client))
                .OrderByDescending(c => c.AbatedOn == null).ThenByDescending(c => c.OnsetOn).ThenByDescending(c => c.Id),
            c => new SharedCondition(c.Client, c.Code, c.CodeSystem, c.Display, c.OnsetOn, c.AbatedOn, c.Part2, c.SourceProgram),
            c => new SharedPart(c.Client, c.Part2), ct);
}

/// <summary>Reads parts of shared records, one statement for all clients of a page.</summary>
internal static class SharedHistory
{
    public static async Task<IReadOnlyDictionary<SharedPart, IReadOnlyList<TShown>>> Read<TRow, TShown>(
        IReadOnlyList<SharedPart> keys, Func<List<ClientId>, IQueryable<TRow>> rows, Expression<Func<TRow, TShown>> shown, Func<TShown, SharedPart> keyOf,
        CancellationToken ct)
        where TRow : class
    {
        var wanted = keys.ToHashSet();
        var found = await rows([.. keys.Select(k => k.Client).Distinct()]).AsNoTracking().Select(shown).ToListAsync(ct);
        return found.Where(f => wanted.Contains(keyOf(f))).GroupBy(keyOf).ToDictionary(g => g.Key, IReadOnlyList<TShown> (g) => [.. g]);
    }
}

/// <summary>A visit or stay.</summary>
[View<SharedVisit>, DataClass(DataClass.B), About(nameof(SharedVisit.Client), Part2 = nameof(SharedVisit.Part2), Program = nameof(SharedVisit.Program))]
internal static class SharedVisitView
{
    /// <summary>When it began.</summary>
    [DataClass(DataClass.B, Minimum = true)]
    public static DateTimeOffset StartsAt(SharedVisit visit) => visit.StartsAt;

    /// <summary>When it ended.</summary>
    [DataClass(DataClass.B, Minimum = true)]
    public static DateTimeOffset? EndsAt(SharedVisit visit) => visit.EndsAt;

    /// <summary>As the source says, such as ambulatory or emergency.</summary>
    [DataClass(DataClass.B, Minimum = true)]
    public static string Class(SharedVisit visit) => visit.Class;

    /// <summary>What was done, as a code of the source.</summary>
    public static string? Code(SharedVisit visit) => visit.Code;

    /// <summary>What was done, in words.</summary>
    public static string? Display(SharedVisit visit) => visit.Display;

    /// <summary>Why, in words.</summary>
    public static string? Reason(SharedVisit visit) => visit.Reason;
}

/// <summary>A problem or finding.</summary>
[View<SharedCondition>, DataClass(DataClass.B), About(nameof(SharedCondition.Client), Part2 = nameof(SharedCondition.Part2), Program = nameof(SharedCondition.Program))]
internal static class SharedConditionView
{
    /// <summary>What it is, as a code of the source.</summary>
    public static string Code(SharedCondition condition) => condition.Code;

    /// <summary>Where the code comes from.</summary>
    public static string? CodeSystem(SharedCondition condition) => condition.CodeSystem;

    /// <summary>What it is, in words.</summary>
    public static string? Display(SharedCondition condition) => condition.Display;

    /// <summary>The day it was found.</summary>
    public static DateOnly? OnsetOn(SharedCondition condition) => condition.OnsetOn;

    /// <summary>The day it ended; null while it is active.</summary>
    public static DateOnly? AbatedOn(SharedCondition condition) => condition.AbatedOn;
}
