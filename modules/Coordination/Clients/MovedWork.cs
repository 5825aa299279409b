using CarePlatform.Coordination.Contracts;
using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Coordination;

/// <summary>
/// The work about a client becomes the work about another record of the same person, or is given back when that was a mistake. Of
/// each open item it is told, and its history says so.
/// </summary>
internal sealed class MovedWork(CoordinationDb db, Session session)
{
    private const string ClientsMerged = "clients-merged";
    private const string ClientsSeparated = "clients-separated";

    /// <summary>What was about the merged record is about the one that stays: runs, items, and the decisions asked for it.</summary>
    public async Task<IReadOnlyList<object>> Merge(ClientId merged, ClientId stays, CancellationToken ct)
    {
        var runs = await db.Workflows.FromSql(
            $"""
            select * from coordination.workflows
            where client = {merged.Value} or (state = 'running' and subject = {merged.ToString()})
            order by id for update
            """).ToListAsync(ct);
        return await Follow(runs, run => run.MergeInto(merged, stays), ClientsMerged, ct);
    }

    /// <summary>What began for the separated record is about it again.</summary>
    public async Task<IReadOnlyList<object>> Separate(ClientId separated, ClientId stays, CancellationToken ct)
    {
        var runs = await db.Workflows.FromSql(
            $"""
            select * from coordination.workflows
            where (client = {stays.Value} and first_client = {separated.Value})
                or (state = 'running' and subject = {stays.ToString()} and first_subject = {separated.ToString()})
            order by id for update
            """).ToListAsync(ct);
        return await Follow(runs, run => run.ReturnTo(separated), ClientsSeparated, ct);
    }

    private async Task<IReadOnlyList<object>> Follow(List<Workflow> runs, Action<Workflow> move, string reason, CancellationToken ct)
    {
        var (now, ids) = (session.Clock.GetUtcNow(), runs.Select(r => r.Id).ToList());
        var items = (await db.WorkItems.Where(i => ids.Contains(i.Workflow)).OrderBy(i => i.Id).ToListAsync(ct)).ToLookup(i => i.Workflow);
        var events = new List<object>();
        foreach (var run in runs)
        {
            move(run);
            foreach (var item in items[run.Id])
            {
                var before = item.Client;
                item.BelongTo(run);
                if (item.IsOpen)
                {
                    db.Add(new HistoryEntry
                    {
                        Workflow = run.Id,
                        Number = run.NextHistoryNumber(),
                        Item = item.Id,
                        What = Happening.ClientChanged,
                        At = now,
                        Reason = reason,
                    });
                    events.Add(new StepClientChanged(
                        run.Id, item.Id, item.TemplateKey, item.Step, item.Subject, before, item.Client, item.Owner, item.Team, reason, now));
                }
            }
        }

        return events;
    }
}
