namespace CarePlatform.Intake;

/// <summary>Something that a source tells about a person who is known.</summary>
/// <param name="Key">What the source calls it, or what tells it apart there.</param>
internal readonly record struct RecordRow<T>(Guid Id, KnownPerson Person, string Key, T Row, DateTimeOffset Now);

/// <summary>An encounter with the ids of where and by whom it was.</summary>
internal readonly record struct PlacedEncounter(SourceEncounter Row, Guid? Organisation, Guid? Practitioner);

/// <summary>How coverage, encounters, conditions and observations come into the tables.</summary>
internal static class RecordTables
{
    private const string EncounterOfRow =
        "(select e.id from intake.encounters e where e.source_system = s.source_system and e.external_id = s.encounter)";

    // FHIR writes AMB or IMP, in capitals, where Synthea's CSV says more; that is not given up for less.
    private const string MoreExactClass = "case when s.class ~ '^[A-Z]+$' and t.class ~ '^[a-z]' then t.class else s.class end";

    public static readonly StagedTable<RecordRow<SourceCoverage>> Coverages =
        Record<SourceCoverage>("intake.coverages")
            .Text("payer_name", r => r.Row.Payer)
            .Text("payer_id", r => r.Row.PayerId, Known.FollowsIfTold)
            .Text("payer_type", r => Vocabulary.PayerType(r.Row.Payer))
            .Text("member_id", r => r.Row.MemberId, Known.FollowsIfTold)
            .Text("policy_holder", r => r.Row.PolicyHolder, Known.FollowsIfTold)
            .Integer("priority", r => r.Row.Priority)
            .Date("starts_on", r => r.Row.From)
            .Date("ends_on", r => r.Row.To)
            .Moment("recorded_at", r => r.Now, Known.Stays)
            .Moment("known_since", r => r.Now, Known.Stays)
            .WhenChanged("version = t.version + 1, known_since = greatest(s.known_since, t.known_since)")
            // What a payer's word has replaced stays replaced, whatever another system goes on telling.
            .ChangeOnlyWhere("t.status = 'active' and t.verified_by is null");

    public static readonly StagedTable<RecordRow<PlacedEncounter>> Encounters =
        Record<PlacedEncounter>("intake.encounters")
            .Text("class", r => r.Row.Row.Class, follows: MoreExactClass)
            .Text("code_system", r => r.Row.Row.Type?.System, Known.FollowsIfTold)
            .Text("code", r => r.Row.Row.Type?.Code, Known.FollowsIfTold)
            .Text("display", r => r.Row.Row.Type?.Display, Known.FollowsIfTold)
            .Moment("starts_at", r => r.Row.Row.StartsAt)
            .Moment("ends_at", r => r.Row.Row.EndsAt, Known.FollowsIfTold)
            .Date("local_date", r => r.Row.Row.Day)
            .Uuid("organisation", r => r.Row.Organisation, Known.FollowsIfTold)
            .Uuid("practitioner", r => r.Row.Practitioner, Known.FollowsIfTold)
            .Text("payer_id", r => r.Row.Row.Cost?.PayerId, Known.FollowsIfTold)
            .Text("payer_name", r => r.Row.Row.Cost?.PayerName, Known.FollowsIfTold)
            .Number("base_cost", r => r.Row.Row.Cost?.Base, Known.FollowsIfTold)
            .Number("total_cost", r => r.Row.Row.Cost?.Total, Known.FollowsIfTold)
            .Number("payer_paid", r => r.Row.Row.Cost?.PaidByPayer, Known.FollowsIfTold)
            .Text("reason_system", r => r.Row.Row.Reason?.System, Known.FollowsIfTold)
            .Text("reason_code", r => r.Row.Row.Reason?.Code, Known.FollowsIfTold)
            .Text("reason_display", r => r.Row.Row.Reason?.Display, Known.FollowsIfTold);

    public static readonly StagedTable<RecordRow<SourceCondition>> Conditions =
        Record<SourceCondition>("intake.conditions")
            .Found("encounter", r => r.Row.Encounter, EncounterOfRow)
            .Text("code_system", r => r.Row.Code.System)
            .Text("code", r => r.Row.Code.Code)
            .Text("display", r => r.Row.Code.Display, Known.FollowsIfTold)
            .Date("onset_on", r => r.Row.From)
            .Date("abated_on", r => r.Row.To);

    public static readonly StagedTable<RecordRow<SourceObservation>> Observations =
        Record<SourceObservation>("intake.observations")
            .Found("encounter", r => r.Row.Encounter, EncounterOfRow)
            .Text("category", r => r.Row.Category, Known.FollowsIfTold)
            .Text("code_system", r => r.Row.Code.System)
            .Text("code", r => r.Row.Code.Code)
            .Text("display", r => r.Row.Code.Display, Known.FollowsIfTold)
            .Number("value", r => r.Row.Number)
            .Text("value_text", r => r.Row.Text)
            .Text("unit", r => r.Row.Unit, Known.FollowsIfTold)
            .Moment("observed_at", r => r.Row.At)
            .Date("local_date", r => r.Row.Day);

    private static StagedTable<RecordRow<T>> Record<T>(string table) =>
        new StagedTable<RecordRow<T>>(table, "tenant_id", "source_system", "external_id")
            .Uuid("id", r => r.Id, Known.Stays)
            .Uuid("client", r => r.Person.Client.Value)
            .Text("source_system", r => r.Person.System)
            .Text("external_id", r => r.Key);
}
