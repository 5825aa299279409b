using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>What is asked of payers, and why.</summary>
/// <param name="From">The first day asked about.</param>
/// <param name="To">The last day asked about.</param>
/// <param name="Inquiry">The request for help for which it is asked.</param>
/// <param name="Appointment">The visit for which it is asked.</param>
internal sealed record Inquired(
    CheckReason Reason, DateOnly From, DateOnly To, EligibilityRunId? Run = null, UserId? By = null,
    InquiryId? Inquiry = null, AppointmentId? Appointment = null);

/// <summary>What payers have answered, not yet settled.</summary>
/// <param name="Checks">One for each client and payer.</param>
/// <param name="Payers">Those that were asked.</param>
internal sealed record Answers(IReadOnlyList<EligibilityCheck> Checks, IReadOnlyList<EligibilityPayer> Payers);

/// <summary>
/// Asks the payers of clients and settles the answers. It asks before it locks anything, so that a slow payer holds nobody up, and
/// reads and writes for all clients together.
/// </summary>
internal sealed class EligibilityDesk(IntakeDb db, Session session, IEnumerable<IEligibilitySource> sources, TenantClock clock)
{
    /// <summary>What is set for the tenant.</summary>
    public async Task<EligibilityRules> Rules(CancellationToken ct) =>
        (await db.EligibilitySettings.AsNoTracking().FirstOrDefaultAsync(ct) ?? EligibilitySettings.Usual).Rules.Filled();

    /// <summary>The payers that can be asked.</summary>
    public Task<List<EligibilityPayer>> Payers(CancellationToken ct) =>
        db.EligibilityPayers.AsNoTracking().Where(p => p.Active).OrderBy(p => p.Key).ToListAsync(ct);

    /// <summary>
    /// Asks about these clients. Nothing is changed, and while a payer thinks no connection of this session is held, unless it works in
    /// somebody else's transaction.
    /// </summary>
    /// <param name="only">The one payer to ask; null for the payers of each client's coverage and those that are asked of all.</param>
    public async Task<Answers> Ask(IReadOnlyList<Client> clients, EligibilityPayer? only, Inquired inquired, CancellationToken ct)
    {
        var rules = await Rules(ct);
        var payers = only is null ? await Payers(ct) : [only];
        ClientId[] ids = [.. clients.Select(c => c.Id)];
        var told = (await db.Coverages.AsNoTracking()
            .Where(c => ids.Contains(c.Client) && (c.Status == CoverageStatus.Active || c.Status == CoverageStatus.Pending)).ToListAsync(ct)).ToLookup(c => c.Client);
        var checks = new List<EligibilityCheck>(clients.Count);
        foreach (var payer in payers)
        {
            var asked = clients.Where(c => only is not null || payer.AskedOfAll || told[c.Id].Any(payer.Pays)).ToList();
            // The one before may have given the connection back while it waited.
            await session.OpenAsync(ct);
            checks.AddRange(await Ask(payer, asked, told, rules, inquired, ct));
        }

        return new Answers(checks, payers);
    }

    private async Task<IEnumerable<EligibilityCheck>> Ask(
        EligibilityPayer payer, List<Client> clients, ILookup<ClientId, Coverage> told, EligibilityRules rules, Inquired inquired, CancellationToken ct)
    {
        if (clients.Count == 0)
        {
            return [];
        }

        var source = sources.Single(s => s.Kind == payer.Source);
        var ids = clients.ConvertAll(_ => Id.New<EligibilityCheckId>(clock));
        var asks = clients.Select((client, i) => new EligibilityAsk(
            client.Id, ids[i].Value.ToString("N"), MemberId(told[client.Id], payer, clock.Today()), client.Given ?? client.Preferred, client.Family, client.BirthDate, client.Gender,
            inquired.From, inquired.To)).ToList();
        var answers = await source.Ask(payer, asks, rules, ct);
        var now = clock.GetUtcNow();
        return asks.Select((ask, i) => new EligibilityCheck
        {
            Id = ids[i],
            Client = ask.Client,
            Payer = payer.Id,
            Reason = inquired.Reason,
            Run = inquired.Run,
            Inquiry = inquired.Inquiry,
            Appointment = inquired.Appointment,
            AskedAt = now,
            AskedBy = inquired.By,
            FromDay = ask.From,
            ToDay = ask.To,
            ServiceTypes = [.. rules.ServiceTypes!],
            MemberId = ask.MemberId,
            Trace = ask.Trace,
            Outcome = OutcomeOf(answers[i], rules),
            Answer = new CheckAnswer(
                answers[i].Problem, X12Source.IsInterchange(answers[i].RawAnswer) ? null : answers[i].Told, answers[i] is { Kind: AnswerKind.Found, Told: { } found } ? ProposedSpans.Of(found, ask, payer, rules) : []),
            RawRequest = answers[i].RawRequest,
            RawAnswer = answers[i].RawAnswer,
        });
    }

    /// <summary>Settles what was answered with what is known by now, and keeps the checks.</summary>
    /// <returns>What happened.</returns>
    public async Task<List<object>> Settle(Answers answers, CancellationToken ct)
    {
        var events = new List<object>();
        var (checks, payers) = answers;
        if (checks.Count == 0)
        {
            return events;
        }

        var rules = await Rules(ct);
        ClientId[] ids = [.. checks.Select(c => c.Client).Distinct()];
        await db.LockClients(ids, ct);
        var coverages = (await db.Coverages.Where(c => ids.Contains(c.Client)).ToListAsync(ct)).ToLookup(c => c.Client);
        var before = await LastOutcomes(ids, ct);
        var known = new Dictionary<ClientId, List<Coverage>>();
        foreach (var check in checks)
        {
            if (!known.TryGetValue(check.Client, out var rows))
            {
                known[check.Client] = rows = [.. coverages[check.Client]];
            }

            var settled = new Reconciliation(
                payers.Single(p => p.Id == check.Payer), rows,
                before.TryGetValue((check.Client, check.Payer), out var outcome) ? outcome : null, rules, clock);
            settled.Take(check);
            rows.AddRange(settled.Added);
            db.AddRange(settled.Added);
            events.AddRange(settled.Events);
        }

        await EligibilityProofs.Keep(session, checks, ct);
        return events;
    }

    private async Task<Dictionary<(ClientId, EligibilityPayerId), CheckOutcome>> LastOutcomes(ClientId[] ids, CancellationToken ct)
    {
        Guid[] keys = [.. ids.Select(i => i.Value)];
        var last = await db.EligibilityChecks.FromSql($"""
            select c.* from unnest({keys}) k
            cross join lateral (select id from intake.eligibility_payers where tenant_id = (select platform.current_tenant())) p
            cross join lateral (
                select * from intake.eligibility_checks e where e.client = k and e.payer = p.id order by e.asked_at desc limit 1) c
            """).AsNoTracking().Select(c => new { c.Client, c.Payer, c.Outcome }).ToListAsync(ct);
        return last.ToDictionary(c => (c.Client, c.Payer), c => c.Outcome);
    }

    private static CheckOutcome OutcomeOf(EligibilityAnswer answer, EligibilityRules rules) => answer switch
    {
        { Kind: AnswerKind.Unreachable } => CheckOutcome.Unreachable,
        { Kind: AnswerKind.Rejected } => CheckOutcome.Rejected,
        { Told: { } told } when told.Benefits.Any(b => rules.ActiveCodes!.Contains(b.Information)) => CheckOutcome.Active,
        { Told: { } told } when told.Benefits.Any(b => rules.InactiveCodes!.Contains(b.Information)) => CheckOutcome.Inactive,
        _ => CheckOutcome.Unclear,
    };

    // Payers know people by a number for years: that of coverage which holds goes first, then what was told the latest.
    internal static string? MemberId(IEnumerable<Coverage> told, EligibilityPayer payer, DateOnly today) => told
        .Where(c => c.MemberId is not null && payer.Pays(c))
        .MaxBy(c => (c.EndsOn is null || c.EndsOn >= today, c.StartsOn <= today, c.KnownSince, c.StartsOn))?.MemberId;
}
