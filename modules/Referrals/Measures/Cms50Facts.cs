namespace CarePlatform.Referrals;

/// <summary>A code with its system.</summary>
internal readonly record struct MeasuredCode(string System, string Code);

/// <summary>An encounter or a procedure of a person, as FHIR has them.</summary>
/// <param name="IsProcedure">Whether it is a procedure.</param>
/// <param name="Status">FHIR's status of it.</param>
internal sealed record MeasuredEncounter(
    bool IsProcedure, string Status, IReadOnlyList<MeasuredCode> Codes, DateTimeOffset StartsAt, DateTimeOffset EndsAt);

/// <summary>A request that somebody else see the person: FHIR's ServiceRequest.</summary>
internal sealed record MeasuredOrder(string Id, string Status, string Intent, IReadOnlyList<MeasuredCode> Codes, DateTimeOffset OrderedAt);

/// <summary>A report that came back: FHIR's Task that is fulfilled by it.</summary>
/// <param name="OrderIds">The requests that it answers.</param>
/// <param name="ReceivedAt">When it was there: the end of the task.</param>
internal sealed record MeasuredReport(IReadOnlyList<string> OrderIds, string Status, IReadOnlyList<MeasuredCode> Codes, DateTimeOffset ReceivedAt);

/// <summary>Everything that CMS50 asks of one person.</summary>
internal sealed record Cms50Facts(
    IReadOnlyList<MeasuredEncounter> Encounters, IReadOnlyList<MeasuredOrder> Orders, IReadOnlyList<MeasuredReport> Reports)
{
    /// <summary>The platform's own facts in the words of the measure.</summary>
    /// <param name="visits">The person's visits here.</param>
    /// <param name="referrals">The person's referrals.</param>
    /// <param name="reports">The steps by which the partner told what came of them.</param>
    public static Cms50Facts OfOwn(
        IEnumerable<MeasuredVisit> visits, IEnumerable<Referral> referrals, IEnumerable<ReferralStep> reports, Cms50Definition definition)
    {
        IReadOnlyList<MeasuredCode> Snomed(string code) => [new MeasuredCode(CodeSystems.Snomed, code)];
        return new Cms50Facts(
            [.. visits.Select(v => new MeasuredEncounter(IsProcedure: false, "finished", Snomed(definition.Own.Visits[v.Kind]), v.At, v.At))],
            [
                .. referrals.Where(r => r.SentAt is not null).Select(r => new MeasuredOrder(
                    r.Id.Value.ToString(), OrderStatus(r.Status), "order", Snomed(definition.Own.Referral), r.SentAt!.Value)),
            ],
            [.. reports.Select(t => new MeasuredReport([t.Referral.Value.ToString()], "completed", Snomed(definition.Own.Report), t.HappenedAt))]);
    }

    // What ended without a report stays a request that was made: leaving it out would make the figure better than it is.
    private static string OrderStatus(ReferralStatus status) => status switch
    {
        ReferralStatus.Void => "entered-in-error",
        ReferralStatus.Closed => "completed",
        _ => "active",
    };
}
