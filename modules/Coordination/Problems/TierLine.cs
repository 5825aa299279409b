using CarePlatform.Coordination.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Coordination;

/// <summary>
/// Carries problems up the line: to the program, then to the executive level. Each owes an answer in its time; when none comes, the
/// next level is asked, and the last is asked again. What it returns is to be published.
/// </summary>
internal sealed class TierLine(CoordinationDb db, People people, DutyBook duty, Calendars calendars, Timers timers)
{
    /// <summary>Puts a problem to a level, and its clock begins.</summary>
    public async Task<ProblemTieredUp> PutTo(Tier tier, Problem problem, UserId? by, DateTimeOffset now, CancellationToken ct, bool unanswered = false)
    {
        await Ask(tier, problem, by, now, ct);
        return new ProblemTieredUp(
            problem.Id, problem.Team, problem.StopsTemplate, tier, problem.Asked, problem.AskedTeam, unanswered, now, problem.AnswerDueAt!.Value);
    }

    /// <summary>The time for an answer has passed. A timer that comes too early changes nothing.</summary>
    public async Task<object?> Lapse(ProblemId id, DateTimeOffset now, CancellationToken ct)
    {
        if (await Take(id, ct) is not { State: ProblemState.AwaitsAnswer } problem || problem.AnswerDueAt > now)
        {
            return null;
        }

        problem.Miss(now);
        if (problem.Tier is not Tier.Executive)
        {
            return await PutTo(problem.Tier + 1, problem, by: null, now, ct, unanswered: true);
        }

        await Ask(Tier.Executive, problem, by: null, now, ct);
        return new ProblemUnanswered(
            problem.Id, problem.Team, problem.StopsTemplate, problem.Tier, problem.Missed, problem.Asked, problem.AskedTeam, now,
            problem.AnswerDueAt!.Value);
    }

    /// <summary>The problem, locked until the transaction ends, so that an answer and a timer never change it at once.</summary>
    public async Task<Problem?> Take(ProblemId id, CancellationToken ct) => (await db.Problems
        .FromSql($"select * from coordination.problems where id = {id.Value} for update").ToListAsync(ct)).SingleOrDefault();

    /// <summary>No answer is awaited any more.</summary>
    public Task End(Problem problem, CancellationToken ct) => timers.Cancel<ProblemDue>(problem.Id.ToString(), ct);

    private async Task Ask(Tier tier, Problem problem, UserId? by, DateTimeOffset now, CancellationToken ct)
    {
        var rule = (await db.Settled(ct)).RuleOf(tier);
        var calendar = await calendars.Of((await people.Team(problem.Team, ct))?.Site, ct);
        var dueAt = StepClock.After(now, rule.Limit, calendar);
        problem.PutTo(tier, await Find(rule, problem, Need.ForAnswer(now, dueAt), ct), dueAt, by, now);
        await timers.Set(new ProblemDue(problem.Id), problem.Id.ToString(), problem.AnswerDueAt!.Value, ct);
    }

    // Whoever has let the time pass is passed over, unless nobody else is there.
    private async Task<Holder> Find(TierRule rule, Problem problem, Need need, CancellationToken ct)
    {
        var staff = new Staff([.. await people.Users(ct)], [.. await people.Teams(ct)], await duty.Now(ct));
        var present = problem.Asked is null && problem.AskedTeam is null
            ? new Holder(problem.RaisedBy, problem.Team)
            : new Holder(problem.Asked, problem.AskedTeam);
        IReadOnlyList<Target> chain = [.. rule.To.Select(d => d.ToTarget())];
        var spread = problem.Id.Value.GetHashCode();
        return staff.Find(chain, Facts.None, present, spread, elsewhere: true, need)
            ?? staff.Find(chain, Facts.None, present, spread, need: need)
            ?? Holder.Nobody;
    }
}
