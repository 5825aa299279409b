using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Intake;

/// <summary>
/// Brings what is known of a client's coverage in line with a payer's answer, and says what happened. It touches neither database nor
/// clock: coverage, answer and time go in; changed and new coverage and events come out.
/// </summary>
/// <param name="coverages">Everything that is known of the client, replaced and mistaken rows included.</param>
/// <param name="before">What came of the last check with the same payer; null when there was none.</param>
internal sealed class Reconciliation(
    EligibilityPayer payer, IReadOnlyList<Coverage> coverages, CheckOutcome? before, EligibilityRules rules, TimeProvider clock)
{
    private readonly List<Coverage> _all = [.. coverages];
    private readonly List<object> _events = [];
    private readonly DateTimeOffset _now = clock.GetUtcNow();
    private readonly DateOnly _today = clock.Today();

    /// <summary>Coverage that was not known before.</summary>
    public List<Coverage> Added { get; } = [];

    /// <summary>What happened.</summary>
    public IReadOnlyList<object> Events => _events;

    private bool PaidBefore { get; } = coverages.Any(c => c.Pays(clock.Today()));

    /// <summary>Takes a check that has been answered, or not.</summary>
    public void Take(EligibilityCheck check)
    {
        switch (check.Outcome)
        {
            case CheckOutcome.Active:
                Confirm(check);
                break;
            case CheckOutcome.Inactive:
                End(check);
                break;
            default:
                if (before != check.Outcome || check.Run is null)
                {
                    _events.Add(new EligibilityCheckFailed(
                        check.Client, check.Id, check.Outcome is not CheckOutcome.Unreachable,
                        string.Join(' ', check.ReadAgain()?.Rejections.Select(r => r.Code).Distinct() ?? [])));
                }

                break;
        }
    }

    private void Confirm(EligibilityCheck check)
    {
        var news = before is not CheckOutcome.Active || check.Run is null;
        foreach (var kind in check.Answer.Spans.GroupBy(s => s.Kind))
        {
            var known = _all.Where(c => c.Status is CoverageStatus.Active && c.Kind == kind.Key).ToList();
            var isNewKind = known.Count == 0 && _all.Exists(c => c.Status is CoverageStatus.Active && c.PayerType is not PayerType.Uninsured);
            foreach (var span in kind.OrderBy(s => s.From))
            {
                var coverage = Settle(check, span, known);
                if (news && coverage.Covers(_today))
                {
                    _events.Add(new CoverageConfirmed(check.Client, check.Id, coverage.Id, coverage.Kind, coverage.StartsOn, coverage.EndsOn));
                }

                if (isNewKind && (span.To is null || span.To >= _today))
                {
                    Changed(check, coverage, PlanChange.PayerAdded, span.From);
                    isNewKind = false;
                }
            }
        }

        Order();
        foreach (var coverage in _all.Where(c => c.VerifiedBy is not null && c.Pays(_today)))
        {
            Renew(check, coverage);
        }
    }

    // One span: the row that it confirms or the row that it makes. What overlaps it in its kind gives way.
    private Coverage Settle(EligibilityCheck check, ProposedSpan span, List<Coverage> known)
    {
        var same = known.Find(c => c.VerifiedFor == check.Client && c.StartsOn == span.From);
        var previous = known.Where(c => c.StartsOn < span.From).MaxBy(c => c.StartsOn);
        foreach (var other in known.Where(c => c != same && (span.To is null || c.StartsOn <= span.To) && (c.EndsOn is null || c.EndsOn >= span.From)).ToList())
        {
            if (other.StartsOn < span.From)
            {
                other.EndOn(span.From.AddDays(-1), "replaced by the payer's answer", _now);
            }
            else
            {
                other.Become(CoverageStatus.Replaced, _now);
                known.Remove(other);
            }
        }

        // An application that was waiting has been decided.
        foreach (var waiting in _all.Where(c => c.Status is CoverageStatus.Pending && c.PayerType == span.Type))
        {
            waiting.Become(CoverageStatus.Replaced, _now);
        }

        if (same is not null)
        {
            Amend(check, same, span);
            return same;
        }

        var coverage = Make(check, span);
        if (Changes(previous?.ManagedCarePlan ?? previous?.Plan, span.ManagedCarePlan ?? span.Plan))
        {
            Changed(check, coverage, PlanChange.ManagedCarePlan, span.From);
        }

        if (Changes(previous?.MedicaidCategory, span.MedicaidCategory))
        {
            Changed(check, coverage, PlanChange.Category, span.From);
        }

        known.Add(coverage);
        return coverage;
    }

    private void Amend(EligibilityCheck check, Coverage coverage, ProposedSpan span)
    {
        if (Changes(coverage.ManagedCarePlan, span.ManagedCarePlan))
        {
            Changed(check, coverage, PlanChange.ManagedCarePlan, span.From > _today ? span.From : _today);
        }

        if (Changes(coverage.MedicaidCategory, span.MedicaidCategory))
        {
            Changed(check, coverage, PlanChange.Category, span.From > _today ? span.From : _today);
        }

        if (coverage.EndsOn != span.To)
        {
            coverage.EndOn(span.To, span.To is null ? null : "as the payer says", _now);
        }

        var facts = Facts(check, span);
        if (Differs(coverage.MemberId, facts.MemberId) || Differs(coverage.Plan, facts.Plan) || Differs(coverage.MedicaidCategory, facts.MedicaidCategory)
            || coverage.ManagedCarePlan != facts.ManagedCarePlan || Differs(coverage.DualStatus, facts.DualStatus)
            || (facts.RenewsOn is not null && coverage.RenewsOn != facts.RenewsOn))
        {
            coverage.Take(facts, _now);
        }
    }

    private Coverage Make(EligibilityCheck check, ProposedSpan span)
    {
        var coverage = new Coverage
        {
            Id = Id.New<CoverageId>(clock),
            Client = check.Client,
            PayerName = span.PayerName,
            PayerId = span.PayerId,
            PayerType = span.Type,
            InsuranceType = span.InsuranceType,
            Priority = 1,
            StartsOn = span.From,
            RecordedAt = _now,
            VerifiedFor = check.Client,
        };
        coverage.EndOn(span.To, reason: null).Take(Facts(check, span));
        Added.Add(coverage);
        _all.Add(coverage);
        return coverage;
    }

    private void End(EligibilityCheck check)
    {
        var told = check.ReadAgain() is { } answer ? ProposedSpans.EndOf(answer) : null;
        var lastDay = told is { } end && end < _today ? end : check.FromDay.AddDays(-1);
        var own = _all.Where(c => c.Status is CoverageStatus.Active && c.PayerType is not PayerType.Uninsured && payer.Pays(c)).ToList();
        var latest = own.Where(c => c.StartsOn <= _today).MaxBy(c => c.StartsOn);
        foreach (var coverage in own.Where(c => c.Pays(_today)))
        {
            if (lastDay < coverage.StartsOn)
            {
                coverage.Become(CoverageStatus.Replaced, _now);
            }
            else
            {
                coverage.EndOn(lastDay, "not covered, the payer says", _now);
            }
        }

        var paid = _all.Exists(c => c.Pays(_today));
        if (latest is not null && (before is CheckOutcome.Active || latest.KnownSince == _now))
        {
            _events.Add(new CoverageLapsed(check.Client, check.Id, latest.Id, latest.Kind, latest.EndsOn ?? lastDay, !paid));
        }
        else if (!paid && (PaidBefore || before is not CheckOutcome.Inactive))
        {
            _events.Add(new CoverageGapFound(check.Client, check.Id, check.FromDay));
        }

        Order();
    }

    private void Renew(EligibilityCheck check, Coverage coverage)
    {
        if (Renewal.Of(coverage, rules, _today) is not { } renewal)
        {
            return;
        }

        if (coverage.RenewalToldOn is { } toldOn && renewal.Day > toldOn)
        {
            coverage.RenewalToldOn = null;
            _events.Add(new CoverageRenewed(check.Client, check.Id, coverage.Id, coverage.Kind, renewal.Day));
        }

        if (coverage.RenewalToldOn is null && renewal.Day >= _today && renewal.Day <= _today.AddDays(rules.RenewalNoticeDays) && !Continues(coverage))
        {
            coverage.RenewalToldOn = renewal.Day;
            _events.Add(new RenewalUpcoming(check.Client, check.Id, coverage.Id, coverage.Kind, renewal.Day, renewal.Told));
        }
    }

    // A span that another of its kind follows without a gap needs no renewal: the plan changes, the coverage goes on.
    private bool Continues(Coverage coverage) => coverage.EndsOn is { } end
        && _all.Exists(c => c.Status is CoverageStatus.Active && c.Kind == coverage.Kind && c != coverage && c.Covers(end.AddDays(1)));

    // Confirmed coverage takes its turn by the tenant's order of payers; what people have written down keeps its place.
    private void Order()
    {
        var paying = _all.Where(c => c.Pays(_today)).ToList();
        foreach (var coverage in paying.Where(c => c.VerifiedFor is not null))
        {
            var priority = 1 + paying.Where(c => rules.RankOf(c.PayerType) < rules.RankOf(coverage.PayerType)).DistinctBy(c => c.Kind).Count();
            if (coverage.Priority != priority)
            {
                coverage.Priority = priority;
                coverage.Become(coverage.Status, coverage.RecordedAt == _now ? null : _now);
            }
        }
    }

    private void Changed(EligibilityCheck check, Coverage coverage, PlanChange change, DateOnly on) =>
        _events.Add(new PlanChanged(check.Client, check.Id, coverage.Id, coverage.Kind, change, on));

    private static CoverageFacts Facts(EligibilityCheck check, ProposedSpan span) => new(
        span.MemberId, span.Plan, span.MedicaidCategory, span.ManagedCarePlan, span.ManagedCarePlanId, span.DualStatus, span.RenewsOn, check.Id);

    // What becomes known for the first time is no change.
    private static bool Changes(string? known, string? told) => known is not null && Differs(known, told);

    // What an answer does not say changes nothing.
    private static bool Differs(string? known, string? told) => told is not null && known != told;
}
