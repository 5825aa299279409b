using Microsoft.Extensions.DependencyInjection;

namespace CarePlatform.Platform;

/// <summary>
/// What the caller of one request may see. Each decision is made once for a class, and for a person where consents or an emergency can
/// change it; what speaks for access is then read for all people of a page in one statement. Denials go into the audit trail, one
/// entry a request; what a partner is shown becomes a disclosure.
/// </summary>
public sealed class RequestAccess
{
    private const int Extents = 3;

    private readonly Session _session;
    private readonly AuditTrail _trail;
    private readonly DisclosureLog _disclosures;
    private readonly RowScreen _screen;
    private readonly IServiceProvider _services;
    private readonly PrivacyPolicy _policy;
    private readonly Accessor _who;
    private readonly Organisation? _partner;
    private readonly Dictionary<Guid, AccessGrounds> _grounds = [];
    private readonly Dictionary<(Guid, AskedFor), AccessDecision> _ofPeople = [];
    private readonly HashSet<(Guid, string?)> _noticesTold = [];
    private readonly AccessDecision?[] _ofClasses = new AccessDecision?[Enum.GetValues<DataClass>().Length * Extents];

    internal RequestAccess(Session session, PrivacyPolicies policies, AuditTrail trail, DisclosureLog disclosures, RowScreen screen, IServiceProvider services)
    {
        var rules = policies.Known(session.Tenant.Id);
        _partner = session.Actor.Organisation is { } partner ? rules.Partners.GetValueOrDefault(partner) : null;
        (_session, _trail, _disclosures, _screen, _services) = (session, trail, disclosures, screen, services);
        (_policy, _who) = (rules.Policy, rules.Of(session.Actor));
        Purpose = session.Purpose ?? _policy.PurposeOf(_who);
        DependsOnPeople = _who.Kind is AccessorKind.Partner || Purpose is PurposeOfUse.Emergency;
    }

    /// <summary>Why the caller asks.</summary>
    public PurposeOfUse Purpose { get; }

    /// <summary>The programs under 42 CFR Part 2 in which the caller works, by key.</summary>
    public IReadOnlyList<string> Programs => [.. _policy.Programs.Select(p => p.Key).Where(WorksIn)];

    /// <summary>Whether the caller works in a program under 42 CFR Part 2; the platform itself works in each.</summary>
    public bool WorksIn(string program) => _who.Kind is AccessorKind.System || (_who.Kind is AccessorKind.Staff && _policy.WorksIn(_who, program));

    /// <summary>Whether consents, or an emergency, decide on what is not under 42 CFR Part 2 as well.</summary>
    internal bool DependsOnPeople { get; }

    /// <summary>What accompanies records of a Part 2 program that leave.</summary>
    /// <param name="subject">The person.</param>
    /// <param name="decision">What lets them go.</param>
    internal SentNotice NoticeFor(Guid subject, AccessDecision decision) =>
        _policy.NoticeFor(decision.Ground, _policy.RecipientOf(_partner?.Kind), _grounds.GetValueOrDefault(subject, AccessGrounds.None));

    /// <summary>Whether a partner asks: what it is shown leaves the organisation.</summary>
    internal bool IsDisclosure => _who.Kind is AccessorKind.Partner;

    /// <summary>Learns what speaks for access to facts about these people, in one statement for those that are new.</summary>
    internal async ValueTask Learn(IEnumerable<Guid> subjects, CancellationToken ct)
    {
        var unknown = subjects.Where(s => !_grounds.ContainsKey(s)).Distinct().ToList();
        if (unknown.Count == 0 || _services.GetService<IAccessGroundsLookup>() is not { } lookup)
        {
            return;
        }

        var found = await lookup.Find(unknown, ct);
        unknown.ForEach(s => _grounds[s] = found.GetValueOrDefault(s, AccessGrounds.None));
    }

    /// <summary>
    /// Whether the caller may see this about a person now: for a use case that does something only where its answer will be shown. A denial goes into the trail.
    /// </summary>
    /// <param name="name">What it is, such as the name of its type.</param>
    /// <param name="what">What is asked for; for the purpose of this request, whatever it says.</param>
    /// <param name="prefix">What ids of such people begin with on the wire.</param>
    /// <param name="subject">The person; null where nobody is known yet.</param>
    public async Task<AccessDecision> Of(string name, AskedFor what, string prefix, Guid? subject, CancellationToken ct)
    {
        await Learn(subject is { } person ? [person] : [], ct);
        var decision = Decide(what with { Purpose = Purpose }, subject);
        if (!decision.Allowed)
        {
            _trail.Withheld(name, decision.Rule, prefix, subject);
        }

        return decision;
    }

    /// <summary>Whether the caller may see a class of facts about a person; about anybody when none is named.</summary>
    internal AccessDecision Decide(AskedFor what, Guid? subject)
    {
        if (subject is not { } person)
        {
            return AccessRules.Decide(_who, what, AccessGrounds.None, _policy, _session.Clock.GetUtcNow());
        }

        if (!_ofPeople.TryGetValue((person, what), out var decision))
        {
            decision = AccessRules.Decide(_who, what, _grounds.GetValueOrDefault(person, AccessGrounds.None), _policy, _session.Clock.GetUtcNow());
            _ofPeople.Add((person, what), decision);
        }

        return decision;
    }

    /// <summary>Whether the caller may see a field of a row. The row itself has been let through.</summary>
    internal AccessDecision Decide(Classified field, object row) =>
        field.About is { } about && (DependsOnPeople || about.Author is not null || about.ClassOf is not null)
            ? Decide(about.Ask(row, Purpose, field.ClassIn(row), field.Extent, _who.User) with { IsAttendance = field.IsAttendance }, about.Subject(row))
        : !DependsOnPeople ? OfClass(field)
        : Decide(new AskedFor(Purpose, field.Class, field.Extent), null);

    /// <summary>Whether the caller may see a field of every row, and nobody has to know of which.</summary>
    internal bool IsOpen(Classified field) => !DependsOnPeople && !IsDisclosure && field.About is not { Author: not null } and not { ClassOf: not null } && OfClass(field).Allowed;

    /// <summary>Whether rows of a view may be withheld from the caller as a whole.</summary>
    internal bool MayScreen(AboutRows about) => about.IsScreened || (about.Team is not null && _session.Actor.ClosedTeams.Count > 0);

    /// <summary>Whether this row may be withheld as a whole: not from whom it was given to.</summary>
    internal bool Screens(AboutRows about, object row) =>
        (about.Screens(row) || LiesWith(about, row) is not null) && !(_who.User is { } me && about.Owner?.Invoke(row) == me);

    /// <summary>Whether a row may be seen at all, which is in question where it comes from a Part 2 program, lies with one or is a note.</summary>
    internal bool MayShow(AboutRows about, object row)
    {
        if (!Screens(about, row))
        {
            return true;
        }

        var asked = about.Ask(row, Purpose, about.ClassOf?.Invoke(row) ?? about.Class, Extent.Minimum, _who.User);
        var decision = Decide(LiesWith(about, row) is { } team ? asked with { Part2 = true, Program = _policy.ProgramOf(team) } : asked, about.Subject(row));
        if (!decision.Allowed)
        {
            _trail.Withheld(about.Row.Name, decision.Rule, about.Prefix, about.Subject(row));
        }

        return decision.Allowed;
    }

    /// <summary>Why a field of a row is withheld; null when it may be shown. What is withheld is remembered for the trail.</summary>
    internal string? ReasonFor(Classified field, object row)
    {
        var decision = Decide(field, row);
        if (decision.Allowed)
        {
            return null;
        }

        _trail.Withheld(field.Name, decision.Rule, field.About?.Prefix, field.About?.Subject(row));
        return $"{decision.Reason} (rule {decision.Rule})";
    }

    /// <summary>
    /// A partner was shown what a field of a row holds, which is a disclosure where it is about somebody. Gives the notice that goes with it, once
    /// for a person and ground; null where it comes from no program.
    /// </summary>
    internal SentNotice? Told(Classified field, object row)
    {
        var (about, of) = (field.About, field.ClassIn(row));
        var part2 = about?.Part2?.Invoke(row) is true;
        if (about?.Subject(row) is not { } subject)
        {
            return field.Class is DataClass.D || part2 || of is DataClass.E ? _policy.NoticeFor(NoticeCase.NoConsent) : null;
        }

        var decision = Decide(field, row);
        _disclosures.Shown(subject, about.Prefix, field.Name, of, decision, part2);
        return (part2 || of is DataClass.D or DataClass.E) && _noticesTold.Add((subject, decision.Ground)) ? NoticeFor(subject, decision) : null;
    }

    /// <summary>
    /// What the caller does not see of a person: fields by type, and types of which rows of a Part 2 program, or notes, are withheld, which
    /// says nothing of whether there are any.
    /// </summary>
    public async Task<IReadOnlyList<Redaction>> RedactionsOf(Guid subject, CancellationToken ct)
    {
        await Learn([subject], ct);
        var fields = _screen.Fields.Where(f => f.About?.Author is null).Select(f => (f.Name, Decision: Decide(new AskedFor(Purpose, f.Class, f.Extent, IsAttendance: f.IsAttendance), DependsOnPeople ? subject : null)));
        var rows = _screen.Screened.Where(s => MayScreen(s.About)).Select(s => (
            s.Name, Decision: Decide(new AskedFor(Purpose, s.About.Class, Extent.Minimum, Part2: s.About.Part2 is not null || s.About.Team is not null), subject)));
        return [.. fields.Concat(rows).Where(d => !d.Decision.Allowed).Select(d => new Redaction(d.Name, d.Decision.Rule, d.Decision.Reason))];
    }

    /// <summary>Writes what was disclosed and the trail, and ends the session's transaction.</summary>
    internal async Task CommitAsync(CancellationToken ct)
    {
        await _disclosures.FlushAsync(_session, _partner, _policy, Purpose, NoticeFor, ct);
        await _trail.CommitAsync(ct);
    }

    // The team of a program of others with which a row lies.
    private TeamId? LiesWith(AboutRows about, object row) =>
        about.Team is { } teamOf && _session.Actor.ClosedTeams is { Count: > 0 } closed && teamOf(row) is { } team && closed.Contains(team) ? team : null;

    private AccessDecision OfClass(Classified field) =>
        _ofClasses[((int)field.Class * Extents) + (int)field.Extent] ??= Decide(new AskedFor(Purpose, field.Class, field.Extent), null);
}
