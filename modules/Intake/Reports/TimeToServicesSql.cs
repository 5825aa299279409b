using Npgsql;

namespace CarePlatform.Intake;

/// <summary>The measure's one statement, which counts its people or finds those behind a figure.</summary>
internal static class TimeToServicesSql
{
    // A client's payers on the day of request decide the stratum, and not the latest ones.
    private static readonly string Rows = $"""
        {AccessFacts.Sql}, comers as (
            select a.*, exists (
                select from services s where s.client = a.client and s.day < a.day
                  and s.day >= case when @new_days < 0 then (a.day - make_interval(months => @new_months))::date else a.day - @new_days end) as known
            from asked a
        ), begun as (
            select distinct on (client) * from comers where not known and day <= @last_contact order by client, received_at, id
        ), {AccessFacts.Outcomes}, waited as (
            select 'evaluation' as measure, id, client, day, base, evaluated_on as ended_on from outcomes
            union all
            select 'service', id, client, day, base, served_on from outcomes
        ), days as (
            select measure, id, client, day, ended_on > @year_end as late,
                   case when ended_on > @year_end then @late else {AccessFacts.DaysTo("ended_on")} end as value
            from waited
        ), calls as (
            select r.id, r.client, r.day, r.known, least(case when r.door = any (@crisis_doors) then r.received_at end, (
                select min(c.received_at) from intake.inquiry_contacts c where c.inquiry = r.id and c.door = any (@crisis_doors))) as called_at
            from comers r
        ), crises as (
            select c.*, row_number() over (partition by c.client order by c.called_at, c.id) as number from calls c
            where c.called_at is not null and c.day <= @last_crisis and not (@new_only and c.known)
        ), hours as (
            select 'crisis' as measure, c.id, c.client, c.day, false as late,
                   round(extract(epoch from s.starts_at - c.called_at) / 3600, 2) as value
            from crises c left join lateral (
                select min(s.starts_at) as starts_at from services s
                where s.client = c.client and s.starts_at >= c.called_at and (s.in_person or not @face_to_face)) s on true
            where @episodes or c.number = 1
        ), rows as (
            select t.measure, t.id as inquiry, t.late is true and p.birth_date is not null as late,
                   case when p.birth_date is not null then t.value end as value,
                   case when p.birth_date is null then 'no-birth-date' when t.value is null then 'never' else 'counted' end as state,
                   case @by
                       when 'age' then case when p.birth_date is null then 'unknown'
                           when p.birth_date <= @adults_born then 'adult' else 'youth' end
                       when 'payer' then case
                           when y.told = 0 then 'unknown'
                           when y.active is null then 'uninsured'
                           when 'dual-eligible' = any (y.active) or y.active @> array['medicaid', 'medicare'] then 'dual'
                           when y.active = array['medicaid'] then 'medicaid-only'
                           when y.active = array['medicare'] then 'medicare-only'
                           when y.active = array['commercial'] then 'commercial'
                           when y.active = array['unknown'] then 'unknown'
                           else 'other' end
                       when 'race' then case cardinality(p.races) when 0 then 'unknown' when 1 then lower(p.races[1]) else 'multiple' end
                       when 'ethnicity' then coalesce(lower(p.ethnicity), 'unknown')
                       else 'all' end as stratum
            from (select * from days union all select * from hours) t
            join intake.clients p on p.id = t.client
            left join lateral (
                select count(*) as told, array_agg(distinct v.payer_type) filter (
                    where v.payer_type <> 'uninsured' and v.starts_on <= t.day and coalesce(v.ends_on, t.day) >= t.day) as active
                from intake.coverages v where v.client = t.client and (not v.part2 or v.source_program = any (@programs)) and v.status = 'active' and @by = 'payer') y on true
            where p.birth_date is null or p.birth_date <= @old_enough_born
        )
        """;

    /// <summary>Each group with its figures; with two values in the middle the median is their mean.</summary>
    public static readonly string Figures = $"""
        {Rows}
        select measure, stratum, count(*)::int as people,
               (count(*) filter (where state = 'counted'))::int as counted, (count(*) filter (where state = 'never'))::int as never,
               (count(*) filter (where state = 'no-birth-date'))::int as undated, (count(*) filter (where late))::int as late,
               (count(*) filter (where state = 'counted' and value <= @target))::int as prompt,
               sum(value) as sum, round(avg(value), 2) as mean,
               (percentile_disc(0.5) within group (order by value) + percentile_disc(0.5) within group (order by value desc)) / 2 as median,
               percentile_disc(0.9) within group (order by value) as most
        from rows group by measure, stratum order by measure, stratum
        """;

    // As an array it is counted once, however few rows the planner expects.
    /// <summary>The inquiries behind one figure of one group.</summary>
    public static readonly string People = $"""
        select i.* from intake.inquiries i where i.id = any (array(
            {Rows}
            select inquiry from rows where measure = @measure and stratum = @stratum
              and (@which = 'all' or state = @which or (@which = 'late' and late))))
        """;

    /// <summary>The parameters of the statement, made anew for each.</summary>
    public static NpgsqlParameter[] Parameters(TimesAsked asked, params NpgsqlParameter[] more)
    {
        var (rules, end) = (asked.Scope.Rules, asked.YearEnd);
        return
        [
            .. AccessFacts.Parameters(asked.Scope),
            new("by", asked.By.ToText()), new("year_end", end), new("target", (decimal)rules.TargetDays), new("late", (decimal)rules.LateDays),
            new("new_days", rules.NewClientDays ?? -1), new("new_months", rules.NewClientMonths),
            new("last_contact", end.AddDays(-rules.LeftOutDays)), new("last_crisis", end.AddDays(-rules.CrisisLeftOutDays)),
            new("old_enough_born", end.AddYears(-rules.MinimumAge)), new("adults_born", end.AddYears(-rules.AdultAge)),
            new("crisis_doors", rules.Crisis), new("face_to_face", rules.CrisisFaceToFace),
            new("episodes", rules.CrisisUnit is CrisisUnit.Episode), new("new_only", rules.CrisisNewClientsOnly),
            .. more,
        ];
    }
}
