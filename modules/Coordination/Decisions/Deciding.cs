using CarePlatform.Coordination.Contracts;
using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Coordination;

/// <summary>
/// Carries requests from one decider to the next until there is an answer. What it returns is to be published; the caller adds a
/// new request to the database.
/// </summary>
internal sealed class Deciding(CoordinationDb db, People people, DutyBook duty, Calendars calendars, Timers timers)
{
    private const string Discharged = "client-discharged";

    /// <summary>A new request goes to its first decider, and its clock begins.</summary>
    public async Task<DecisionAsked> Begin(DecisionRequest request, CancellationToken ct, UserId? onBehalfOf = null)
    {
        request.PutBeforeNext(await StaffFor(request, ct), await calendars.Of(request.Site, ct), request.AskedAt, onBehalfOf);
        await SetTimer(request, ct);
        return new DecisionAsked(
            request.Id, request.TypeKey, request.Subject, request.Client, request.Item, request.AskedBy, request.Decider,
            request.DeciderTeam, request.AskedAt, request.DueAt);
    }

    /// <summary>
    /// The time of a decider has run out: the next is asked, who has the whole of their own time whatever the delay; after the last
    /// the default is the answer. A timer that comes too early changes nothing.
    /// </summary>
    public async Task<object?> Lapse(DecisionRequestId id, DateTimeOffset now, CancellationToken ct)
    {
        if (await Take(id, ct) is not { IsOpen: true } request || request.DueAt > now)
        {
            return null;
        }

        if (request.PutBeforeNext(await StaffFor(request, ct), await calendars.Of(request.Site, ct), now))
        {
            await SetTimer(request, ct);
            return PassedOn(request, now);
        }

        request.Answer(request.Rule.Otherwise, reason: null, by: null, now, await calendars.Of(request.Site, ct));
        return Answered(request);
    }

    /// <summary>Whoever is asked has decided.</summary>
    public async Task<DecisionAnswered> Answer(
        DecisionRequest request, DecisionAnswer answer, string reason, UserId? by, DateTimeOffset now, CancellationToken ct)
    {
        request.Answer(answer, reason, by, now, await calendars.Of(request.Site, ct));
        await End(request, ct);
        return Answered(request);
    }

    /// <summary>What is put before somebody who is away from today goes to whoever stands in, for the rest of its time.</summary>
    public async Task<IReadOnlyList<object>> PassOn(UserId absent, DateTimeOffset now, CancellationToken ct)
    {
        var requests = await db.DecisionRequests.FromSql(
            $"select * from coordination.decision_requests where decider = {absent.Value} and state = 'open' order by id for update").ToListAsync(ct);
        var events = new List<object>();
        foreach (var request in requests)
        {
            if (request.PassOn(await StaffFor(request, ct), now))
            {
                events.Add(PassedOn(request, now));
            }
        }

        return events;
    }

    /// <summary>What is asked about a client whose record is for named people now goes to who may see it.</summary>
    public async Task<IReadOnlyList<object>> TakeFromWhoMayNotSee(ClientId client, DateTimeOffset now, CancellationToken ct)
    {
        var events = new List<object>();
        foreach (var request in await db.DecisionRequests.FromSql(
            $"select * from coordination.decision_requests where client = {client.Value} and state = 'open' order by id for update").ToListAsync(ct))
        {
            if (request.TakeFromWhoMayNotSee(await StaffFor(request, ct), await calendars.Of(request.Site, ct), now))
            {
                await SetTimer(request, ct);
                events.Add(PassedOn(request, now));
            }
        }

        return events;
    }

    /// <summary>What was asked for a client whose care has ended is not needed any more.</summary>
    public async Task<IReadOnlyList<object>> Discharge(ClientDischarged discharged, DateTimeOffset now, CancellationToken ct)
    {
        var requests = await db.DecisionRequests.FromSql(
            $"select * from coordination.decision_requests where client = {discharged.Client.Value} and state = 'open' order by id for update").ToListAsync(ct);
        return await Withdraw(requests.FindAll(r => discharged.Ends(r.Team)), Discharged, now, ct);
    }

    /// <summary>What was asked by one type of decision about a subject is not needed any more; what is answered stays.</summary>
    public async Task<IReadOnlyList<object>> WithdrawAbout(string type, string subject, string reason, DateTimeOffset now, CancellationToken ct)
    {
        var requests = await db.DecisionRequests.FromSql($"""
            select * from coordination.decision_requests
            where subject = {subject} and type_key = {type} and state = 'open' order by id for update
            """).ToListAsync(ct);
        return await Withdraw(requests, reason, now, ct);
    }

    /// <summary>The request, locked until the transaction ends, so that an answer and a timer never change it at once.</summary>
    public async Task<DecisionRequest?> Take(DecisionRequestId id, CancellationToken ct) => (await db.DecisionRequests
        .FromSql($"select * from coordination.decision_requests where id = {id.Value} for update").ToListAsync(ct)).SingleOrDefault();

    /// <summary>Nothing falls due any more.</summary>
    public Task End(DecisionRequest request, CancellationToken ct) => timers.Cancel<DecisionDue>(request.Id.ToString(), ct);

    private async Task<IReadOnlyList<object>> Withdraw(List<DecisionRequest> requests, string reason, DateTimeOffset now, CancellationToken ct)
    {
        var events = new List<object>();
        foreach (var request in requests)
        {
            request.Withdraw(reason, now);
            await End(request, ct);
            events.Add(new DecisionWithdrawn(request.Id, request.TypeKey, request.Subject, request.Client, now));
        }

        return events;
    }

    /// <summary>What an answer tells others.</summary>
    private static DecisionAnswered Answered(DecisionRequest request) => new(
        request.Id, request.TypeKey, request.Subject, request.Client, request.Item,
        request.State is DecisionState.Granted ? DecisionAnswer.Grant : DecisionAnswer.Refuse, request.ByDefault, request.AnsweredBy,
        (int)(request.AnsweredAt!.Value - request.AskedAt).TotalMinutes, request.AnsweredAt.Value);

    private static DecisionPassedOn PassedOn(DecisionRequest request, DateTimeOffset now) => new(
        request.Id, request.TypeKey, request.Subject, request.Client, request.Stage, request.Decider, request.DeciderTeam, now, request.DueAt);

    private Task SetTimer(DecisionRequest request, CancellationToken ct) =>
        timers.Set(new DecisionDue(request.Id), request.Id.ToString(), request.DueAt, ct);

    // Whoever asks is known, so that their supervisor can be found, and is not there to decide.
    private async Task<Staff> StaffFor(DecisionRequest request, CancellationToken ct) => new(
        [.. (await people.Users(ct)).Select(u => u.Id == request.AskedBy ? u with { Away = true } : u)], [.. await people.Teams(ct)],
        await duty.Now(ct), audience: request.Client is { } about ? await duty.AudienceOf(about, ct) : null);
}
