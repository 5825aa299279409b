namespace CarePlatform.Intake;

/// <summary>A span of coverage as a payer's answer has it.</summary>
internal sealed record ProposedSpan(
    PayerType Type,
    string PayerName,
    string? PayerId,
    string? InsuranceType,
    string? MemberId,
    string? Plan,
    string? ManagedCarePlan,
    string? ManagedCarePlanId,
    string? MedicaidCategory,
    string? DualStatus,
    DateOnly From,
    DateOnly? To,
    DateOnly? RenewsOn)
{
    public string Kind => CoverageKind.Of(Type, InsuranceType, PayerId, PayerName);

    /// <summary>Whether it covers the day.</summary>
    public bool Covers(DateOnly day) => From <= day && (To is null || day <= To);
}

/// <summary>Reads spans of coverage off an answer.</summary>
internal static class ProposedSpans
{
    private static readonly string[] Begins = ["346", "348", "356"];
    private static readonly string[] Ends = ["347", "349", "357"];
    private static readonly string[] Spans = ["291", "292", "307"];

    /// <summary>The spans, those of one kind without overlap, in order of kind and time.</summary>
    public static IReadOnlyList<ProposedSpan> Of(ToldBenefits told, EligibilityAsk ask, EligibilityPayer payer, EligibilityRules rules)
    {
        var plans = told.Benefits.Where(b => b.Entity("Y2") is not null).ToList();
        var spans = told.Benefits.Where(b => rules.ActiveCodes!.Contains(b.Information)).Select(b => Span(b, told, ask, payer, rules))
            .Concat(told.Benefits.Where(b => b.Information == "R").SelectMany(b => Other(b, ask)));
        return [.. spans.GroupBy(s => s.Kind).OrderBy(g => g.Key, StringComparer.Ordinal).SelectMany(kind => InTurn(kind, plans))];
    }

    /// <summary>The last day covered, where an answer of no coverage says it.</summary>
    public static DateOnly? EndOf(ToldBenefits told) =>
        told.Benefits.SelectMany(b => b.Dates).Concat(told.Dates)
            .Select(d => Ends.Contains(d.Qualifier) ? d.From : Spans.Contains(d.Qualifier) ? d.To : null).Max();

    /// <summary>What kind of payer an insurance type (EB04) means; null where it says nothing about that.</summary>
    public static PayerType? TypeOf(string? insuranceType) => insuranceType switch
    {
        "MC" or "QM" or "HS" => PayerType.Medicaid,
        "MA" or "MB" or "MP" or "HN" or "12" or "13" or "14" or "15" or "16" or "41" or "42" or "43" or "47" => PayerType.Medicare,
        "C1" or "CO" or "GP" or "IP" or "SP" => PayerType.Commercial,
        "VA" or "CH" => PayerType.OtherPublic,
        _ => null,
    };

    private static ProposedSpan Span(ToldBenefit benefit, ToldBenefits told, EligibilityAsk ask, EligibilityPayer payer, EligibilityRules rules)
    {
        var type = TypeOf(benefit.InsuranceType) ?? payer.PayerType;
        var (from, to) = Dates(benefit.Dates) ?? Dates(told.Dates) ?? (ask.From, ask.To);
        return new ProposedSpan(
            type,
            type == payer.PayerType ? payer.Name : told.PayerName ?? payer.Name,
            type == payer.PayerType ? payer.PayerId : null,
            type is PayerType.Medicare ? benefit.InsuranceType : null,
            told.MemberId ?? ask.MemberId,
            benefit.Plan,
            benefit.Entity("Y2")?.Name,
            benefit.Entity("Y2")?.Id,
            benefit.References.Concat(told.References).FirstOrDefault(r => r.Qualifier is "M7" or "MRC")?.Value,
            benefit.InsuranceType switch { "QM" => "02", "HS" => "04", _ => null },
            from,
            to,
            benefit.Dates.Concat(told.Dates).FirstOrDefault(d => d.Qualifier == rules.RenewalQualifier)?.From);
    }

    // Another payer that this one knows of.
    private static IEnumerable<ProposedSpan> Other(ToldBenefit benefit, EligibilityAsk ask)
    {
        if (benefit.Entity("PRP", "SEP", "TTP", "PR") is { Name: { } name } entity)
        {
            var type = TypeOf(benefit.InsuranceType) ?? PayerType.Unknown;
            var (from, to) = Dates(benefit.Dates) ?? (ask.From, null);
            yield return new ProposedSpan(
                type, name, entity.Id, type is PayerType.Medicare ? benefit.InsuranceType : null,
                benefit.References.FirstOrDefault(r => r.Qualifier is "1W" or "IG" or "F6" or "NQ")?.Value,
                benefit.Plan, null, null, null, null, from, to, null);
        }
    }

    private static (DateOnly From, DateOnly? To)? Dates(IReadOnlyList<ToldDate> dates)
    {
        var span = dates.FirstOrDefault(d => Spans.Contains(d.Qualifier));
        var from = dates.FirstOrDefault(d => Begins.Contains(d.Qualifier))?.From ?? span?.From;
        var to = dates.FirstOrDefault(d => Ends.Contains(d.Qualifier))?.From ?? span?.To;
        return from is { } begin && (to is null || to >= begin) ? (begin, to) : null;
    }

    // Several lines say the same of different services; spans that touch or overlap are one while nothing but the days differ.
    private static IEnumerable<ProposedSpan> InTurn(IEnumerable<ProposedSpan> kind, IReadOnlyList<ToldBenefit> plans)
    {
        ProposedSpan? open = null;
        foreach (var span in kind.SelectMany(s => InPlans(s, plans)).OrderBy(s => s.From).ThenByDescending(s => s.Plan is not null))
        {
            if (open is null)
            {
                open = span;
            }
            else if (Joins(open, span))
            {
                open = open with
                {
                    To = open.To is null || span.To is null ? null : open.To > span.To ? open.To : span.To,
                    Plan = open.Plan ?? span.Plan,
                    ManagedCarePlan = open.ManagedCarePlan ?? span.ManagedCarePlan,
                    ManagedCarePlanId = open.ManagedCarePlanId ?? span.ManagedCarePlanId,
                    MedicaidCategory = open.MedicaidCategory ?? span.MedicaidCategory,
                    DualStatus = open.DualStatus ?? span.DualStatus,
                    RenewsOn = open.RenewsOn ?? span.RenewsOn,
                };
            }
            else
            {
                if (open.From < span.From)
                {
                    yield return open.Covers(span.From) ? open with { To = span.From.AddDays(-1) } : open;
                }

                open = span;
            }
        }

        if (open is not null)
        {
            yield return open;
        }
    }

    private static bool Joins(ProposedSpan open, ProposedSpan next) =>
        (open.To is null || next.From <= open.To.Value.AddDays(1))
        && Fits(open.ManagedCarePlan, next.ManagedCarePlan) && Fits(open.MedicaidCategory, next.MedicaidCategory);

    private static bool Fits(string? one, string? other) => one is null || other is null || one == other;

    // A managed-care plan is told on a line of its own, with days of its own: it parts the span that it lies in.
    private static List<ProposedSpan> InPlans(ProposedSpan span, IReadOnlyList<ToldBenefit> plans)
    {
        if (span.Type is not PayerType.Medicaid || span.ManagedCarePlan is not null)
        {
            return [span];
        }

        var parts = new List<ProposedSpan>();
        var from = span.From;
        foreach (var (plan, dates) in plans.Select(p => (Plan: p.Entity("Y2")!, Dates: Dates(p.Dates) ?? (span.From, span.To))).OrderBy(p => p.Dates.From))
        {
            var begin = dates.From > from ? dates.From : from;
            var end = span.To is { } last && (dates.To is null || dates.To > last) ? last : dates.To;
            if ((end is { } stop && stop < begin) || (span.To is { } until && begin > until))
            {
                continue;
            }

            if (from < begin)
            {
                parts.Add(span with { From = from, To = begin.AddDays(-1) });
            }

            parts.Add(span with { From = begin, To = end, ManagedCarePlan = plan.Name ?? plan.Id, ManagedCarePlanId = plan.Id });
            if (end is null || end == span.To)
            {
                return parts;
            }

            from = end.Value.AddDays(1);
        }

        parts.Add(span with { From = from });
        return parts;
    }
}
