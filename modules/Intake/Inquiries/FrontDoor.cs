using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Intake;

/// <summary>Who owns an inquiry from its first second on.</summary>
/// <param name="Team">The team whose queue holds it.</param>
/// <param name="Owner">The person; null while the queue owns it.</param>
internal sealed record InquiryQueue(TeamId Team, UserId? Owner);

/// <summary>
/// Finds the first owner: the person who receives the inquiry, in the queue of the front door of the site or of the tenant.
/// What arrives without a person of the organisation, such as the web form, waits in the queue. What somebody takes in who works in programs under
/// 42 CFR Part 2 alone is the program's.
/// </summary>
internal sealed class FrontDoor(People people, TenantPrivacy privacy, Session session)
{
    /// <summary>Key of the tenant's front-door team; a site's has the site's key behind it, such as <c>front-door-north</c>.</summary>
    public const string Key = "front-door";

    /// <summary>No team could hold the inquiry.</summary>
    public sealed record NoFrontDoor() : Refusal(
        "intake.no_front_door",
        $"There is no team to hold this inquiry. Make a team with the key {Key}, or join a team, or name the team whose queue shall hold it.",
        "input.team");

    /// <summary>The first owner of an inquiry.</summary>
    /// <param name="team">The team that the caller names.</param>
    public async Task<Outcome<InquiryQueue>> FirstOwner(TeamId? team, Asking asking, CancellationToken ct)
    {
        if (team is { } named)
        {
            return await people.Team(named, ct) is { } known ? new InquiryQueue(known.Id, Owner: null) : new NotFound("input.team");
        }

        if (session.Actor.ProgramTeam is { } program)
        {
            return new InquiryQueue(program, session.Actor.User);
        }

        var teams = await people.Teams(ct);
        var doors = teams.Where(t => t.Key == Key || t.Key.StartsWith(Key + "-", StringComparison.Ordinal)).ToList();
        var queue = doors.FirstOrDefault(t => t.Site is not null && t.Site == asking.Site)
            ?? doors.FirstOrDefault(t => t.Key == Key)
            ?? teams.FirstOrDefault(t => session.Actor.Teams.Contains(t.Id));
        if (queue is null)
        {
            return new NoFrontDoor();
        }

        var person = asking.Door is Door.Web or Door.Self ? null : session.Actor.User;
        return new InquiryQueue(queue.Id, person);
    }

    /// <summary>
    /// The inquiry that a request adds to, of those that are open: one on the same side of a program's wall, so that neither side learns by it of the
    /// other. Null when there is none.
    /// </summary>
    /// <param name="team">The team that the caller names.</param>
    public async Task<Inquiry?> Repeated(IReadOnlyList<Inquiry> open, TeamId? team, CancellationToken ct)
    {
        if (open.Count == 0)
        {
            return null;
        }

        var policy = await privacy.Policy(ct);
        var asked = (team ?? session.Actor.ProgramTeam) is { } of ? policy.ProgramOf(of) : null;
        return open.FirstOrDefault(i => policy.ProgramOf(i.Team) == asked);
    }
}
