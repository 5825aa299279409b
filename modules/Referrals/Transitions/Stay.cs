using System.ComponentModel.DataAnnotations.Schema;
using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;

namespace CarePlatform.Referrals;

/// <summary>Whether it is known whose a stay is.</summary>
internal enum StayMatch
{
    /// <summary>A client's, for sure.</summary>
    Matched,

    /// <summary>Perhaps a client's, or notices of it name different people: somebody decides.</summary>
    Uncertain,

    /// <summary>No client's, as far as is known: its content is taken out after a time.</summary>
    NoClient,
}

/// <summary>A client whose a stay may be.</summary>
/// <param name="Points">How likely, from 0 to 100.</param>
/// <param name="Reasons">Why, without the values that were compared.</param>
[NotMapped]
internal sealed record StayCandidate(ClientId Client, int Points, IReadOnlyList<string> Reasons);

/// <summary>One stay or visit with a sender of notices: whose it is, how it stands, and what was told of it here.</summary>
internal sealed class Stay
{
    public StayId Id { get; private init; }

    public OrganisationId Partner { get; private init; }

    /// <summary>By which further notices find it; see <see cref="NoticeCheck.VisitOf"/>.</summary>
    public string Visit { get; private set; } = "";

    public string? VisitNumber { get; private set; }

    public StayMatch Match { get; private set; } = StayMatch.NoClient;

    public ClientId? Client { get; private set; }

    /// <summary>The client before any merge.</summary>
    public ClientId? FirstClient { get; private set; }

    public IReadOnlyList<StayCandidate> Candidates { get; private set; } = [];

    /// <summary>When somebody decided whose it is; from then on only people change it.</summary>
    public DateTimeOffset? SettledAt { get; private set; }

    public UserId? SettledBy { get; private set; }

    /// <summary>Who alone may see the client's record; null where it is for everybody with the permission.</summary>
    public Guid[]? NamedUsers { get; private set; }

    public StayStatus Status { get; private set; }

    public CareSetting Setting { get; private set; }

    public string? Facility { get; private set; }

    public DateTimeOffset? BeganAt { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    public string? Disposition { get; private set; }

    public WentTo WentTo { get; private set; }

    public string? Attending { get; private set; }

    public string? Reason { get; private set; }

    public IReadOnlyList<NoticeDiagnosis> Diagnoses { get; private set; } = [];

    public TransitionConcern Concern { get; private set; }

    /// <summary>The program under 42 CFR Part 2 that sent it.</summary>
    public string? SourceProgram { get; private set; }

    public DateTimeOffset FirstHeardAt { get; private init; }

    public DateTimeOffset LastHeardAt { get; private set; }

    /// <summary>For whom events were published last; null while none were.</summary>
    public ClientId? ToldOf { get; private set; }

    public StayStatus? ToldStatus { get; private set; }

    public CareSetting? ToldSetting { get; private set; }

    public DateTimeOffset? ToldEnd { get; private set; }

    public WentTo? ToldWentTo { get; private set; }

    /// <summary>When what concerns the person was taken out.</summary>
    public DateTimeOffset? RemovedAt { get; private set; }

    public int Version { get; private set; } = 1;

    public bool Part2 { get; private init; }

    public static Stay Of(OrganisationId partner, string visit, string? number, string? program, TimeProvider clock) => new()
    {
        Id = Platform.Id.New<StayId>(clock),
        Partner = partner,
        Visit = visit,
        VisitNumber = number,
        SourceProgram = program,
        Part2 = program is not null,
        FirstHeardAt = clock.GetUtcNow(),
        LastHeardAt = clock.GetUtcNow(),
    };

    /// <summary>It is as its notices tell it.</summary>
    public void Take(StayState state, TransitionRules rules, DateTimeOffset now)
    {
        (Status, Setting, Facility, BeganAt, EndedAt) = (state.Status, state.Setting, state.Facility, state.BeganAt, state.EndedAt);
        (Disposition, Attending, Reason, Diagnoses) = (state.Disposition, state.Attending, state.Reason, state.Diagnoses ?? []);
        (WentTo, Concern, LastHeardAt) = (rules.WentToBy(state.Disposition), rules.ConcernOf(state), now);
    }

    /// <summary>
    /// What matching says of the person that a notice names. One certain client is taken; who was found before stays until somebody decides, even if a later
    /// notice names another.
    /// </summary>
    public void Weigh(IReadOnlyList<PersonCandidate> found)
    {
        if (SettledAt is not null)
        {
            return;
        }

        var certain = found.Where(c => c.Certain).ToList();
        if (Client is { } known)
        {
            Match = Match is StayMatch.Uncertain || (found.Count > 0 && found.All(c => c.Client != known)) ? StayMatch.Uncertain : StayMatch.Matched;
        }
        else if (certain is [var only])
        {
            (Match, Client, FirstClient) = (StayMatch.Matched, only.Client, only.Client);
        }
        else if (found.Count > 0)
        {
            Match = StayMatch.Uncertain;
        }

        if (Match is StayMatch.Uncertain)
        {
            Candidates = [.. Candidates.Where(c => found.All(f => f.Client != c.Client)).Concat(found.Select(f => new StayCandidate(f.Client, f.Points, f.Reasons)))
                .OrderByDescending(c => c.Points).ThenBy(c => c.Client.Value)];
        }
        else
        {
            Candidates = [];
        }
    }

    /// <summary>What matching says now of the persons whom its notices name; who was found possible before counts no more.</summary>
    public void WeighAnew(IEnumerable<IReadOnlyList<PersonCandidate>> found)
    {
        if (SettledAt is not null)
        {
            return;
        }

        (Candidates, Match) = ([], Client is null ? StayMatch.NoClient : Match);
        foreach (var candidates in found)
        {
            Weigh(candidates);
        }
    }

    /// <summary>Somebody decided whose it is; nobody's where no client is given.</summary>
    public void Settle(ClientId? client, UserId? by, DateTimeOffset at)
    {
        (Match, Client, FirstClient, Candidates) = (client is null ? StayMatch.NoClient : StayMatch.Matched, client, client, []);
        (SettledBy, SettledAt) = (by, at);
    }

    /// <summary>
    /// It was told of one client and turns out to be another person's: what had begun is about the one, so another stay takes its place, and
    /// nothing of the other person stays here.
    /// </summary>
    public Stay ReplacedBy(TimeProvider clock)
    {
        var other = Of(Partner, Visit, VisitNumber, SourceProgram, clock);
        other.Copy(this);
        (Visit, VisitNumber, RemovedAt) = ($"removed:{Id.Value}", null, clock.GetUtcNow());
        (Facility, BeganAt, EndedAt, Disposition, Attending, Reason, Diagnoses) = (null, null, null, null, null, null, []);
        (WentTo, Concern) = (WentTo.Unknown, TransitionConcern.Unknown);
        Settle(client: null, SettledBy, clock.GetUtcNow());
        return other;
    }

    private void Copy(Stay before)
    {
        (Status, Setting, Facility, BeganAt, EndedAt) = (before.Status, before.Setting, before.Facility, before.BeganAt, before.EndedAt);
        (Disposition, WentTo, Attending, Reason) = (before.Disposition, before.WentTo, before.Attending, before.Reason);
        (Diagnoses, Concern, LastHeardAt) = (before.Diagnoses, before.Concern, before.LastHeardAt);
    }

    public void ShowTo(Guid[]? namedUsers) => NamedUsers = namedUsers;

    /// <summary>These facts are published now.</summary>
    public void Tell(ClientId of) => (ToldOf, ToldStatus, ToldSetting, ToldEnd, ToldWentTo) = (of, Status, Setting, EndedAt, WentTo);

    /// <summary>It is published that it is not theirs of whom it was told.</summary>
    public void TakeBack() => ToldStatus = StayStatus.Cancelled;
}
