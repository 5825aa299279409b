namespace CarePlatform.Intake.Contracts;

/// <summary>Days during which a client was at one level of care.</summary>
/// <param name="Level">The level in the words of who tells, such as <c>inpatient</c>, <c>urgent</c> or a program's stage.</param>
/// <param name="From">The first day.</param>
/// <param name="To">The last day; null while it lasts.</param>
/// <param name="Source">Who tells: the name of the module.</param>
public sealed record LevelOfCareSpan(ClientId Client, string Level, DateOnly From, DateOnly? To, string Source);

/// <summary>
/// Tells at which level of care clients are and were, for their line of time. Any module may have one: all are asked. It reads and changes
/// nothing, and it does not apply the caller's reach: who asks does.
/// </summary>
public interface ILevelOfCareSource
{
    /// <summary>The spans of these clients that touch the days between, both included.</summary>
    Task<IReadOnlyList<LevelOfCareSpan>> Read(IReadOnlyCollection<ClientId> clients, DateOnly from, DateOnly to, CancellationToken ct);
}
