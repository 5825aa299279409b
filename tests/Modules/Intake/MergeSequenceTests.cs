using CarePlatform.Intake.Contracts;
using FsCheck.Fluent;
using Xunit;

namespace CarePlatform.Intake.Tests;

/// <summary>Merges and separations in any order, against whole rows of every table that knows a client.</summary>
public sealed class MergeSequenceTests
{
    private const int Clients = 4;
    private const int Steps = 6;
    private const int Runs = 6;

    // Rows that stay with the record that they describe, and those that a merge itself writes.
    private static readonly string[] Stay = ["client_versions", "prior_names", "match_keys"];

    // One row for a client; $1 tenant, $2 client, $3 a text of its own. A new part of a client needs a line here.
    private static readonly Dictionary<string, string> Samples = new()
    {
        ["client_identifiers"] = "insert into intake.client_identifiers (id, tenant_id, client, system, value) values (gen_random_uuid(), $1, $2, 'ehr', $3)",
        ["contact_points"] = "insert into intake.contact_points (id, tenant_id, client, kind, value, recorded_at) values (gen_random_uuid(), $1, $2, 'phone', $3, now())",
        ["addresses"] = "insert into intake.addresses (id, tenant_id, client, line, recorded_at) values (gen_random_uuid(), $1, $2, $3, now())",
        ["coverages"] = "insert into intake.coverages (id, tenant_id, client, payer_name, payer_type, starts_on, recorded_at, known_since) values (gen_random_uuid(), $1, $2, $3, 'medicaid', '2025-01-01', now(), now())",
        ["inquiries"] = "insert into intake.inquiries (id, tenant_id, client, status, door, received_at, team, asker_relation, reason) values (gen_random_uuid(), $1, $2, 'received', 'call', now(), gen_random_uuid(), 'self', $3)",
        ["appointments"] = "insert into intake.appointments (id, tenant_id, client, clinician, mode, starts_at, ends_at, state, booked_at) select gen_random_uuid(), $1, $2, gen_random_uuid(), 'video', now(), now() + interval '1 hour', 'booked', now() where $3 is not null",
        ["discharges"] = "insert into intake.discharges (id, tenant_id, client, reason, discharged_on, note, recorded_at) values (gen_random_uuid(), $1, $2, 'completed', '2025-01-01', $3, now())",
        ["encounters"] = "insert into intake.encounters (id, tenant_id, client, source_system, external_id, class, starts_at, local_date) values (gen_random_uuid(), $1, $2, 'ehr', $3, 'AMB', now(), '2025-01-01')",
        ["conditions"] = "insert into intake.conditions (id, tenant_id, client, source_system, external_id, code) values (gen_random_uuid(), $1, $2, 'ehr', $3, '73595000')",
        ["observations"] = "insert into intake.observations (id, tenant_id, client, source_system, external_id, code, observed_at, local_date) values (gen_random_uuid(), $1, $2, 'ehr', $3, '44261-6', now(), '2025-01-01')",
        ["eligibility_checks"] = """
            with payer as (
                insert into intake.eligibility_payers (id, tenant_id, key, name, payer_type, source, recorded_at)
                values (gen_random_uuid(), $1, $2::text || $3, $3, 'medicaid', 'simulator', now()) returning id)
            insert into intake.eligibility_checks (id, tenant_id, client, payer, reason, asked_at, from_day, to_day, service_types, trace, outcome, answer)
            select gen_random_uuid(), $1, $2, id, 'intake', now(), '2025-01-01', '2025-01-01', '{}', $3, 'active', '{}' from payer
            """,
        ["authorisations"] = "insert into intake.authorisations (id, tenant_id, client, number, service, unit, units_granted, starts_on, ends_on, recorded_at) values (gen_random_uuid(), $1, $2, $3, 'H2017', 'hour', 10, '2025-01-01', '2025-06-30', now())",
        ["consents"] = "insert into intake.consents (id, tenant_id, client, kind, state, terms, drafted_at) select gen_random_uuid(), $1, $2, 'tpo', 'draft', '{}', now() where $3 is not null",
        ["consent_refusals"] = "insert into intake.consent_refusals (id, tenant_id, client, kind, reason, refused_at, re_ask_on) values (gen_random_uuid(), $1, $2, 'tpo', $3, now(), '2025-06-30')",
        ["emergency_accesses"] = "insert into intake.emergency_accesses (id, tenant_id, client, \"user\", emergency, reason, since, until, review_by) values (gen_random_uuid(), $1, $2, gen_random_uuid(), 'overdose', $3, now(), now() + interval '1 hour', now() + interval '14 days')",
        ["sequestrations"] = "insert into intake.sequestrations (id, tenant_id, client, reason, since, lifted_at) values (gen_random_uuid(), $1, $2, $3, now() - interval '1 hour', now())",
        ["triages"] = """
            with asked as (
                insert into intake.inquiries (id, tenant_id, client, status, door, received_at, team, asker_relation)
                values (gen_random_uuid(), $1, $2, 'received', 'call', now(), gen_random_uuid(), 'self') returning id)
            insert into intake.triages (id, tenant_id, client, inquiry, script, script_version, answers, computed, acuity, triaged_at)
            select gen_random_uuid(), $1, $2, id, $3, 1, '{}', 'routine', 'routine', now() from asked
            """,
        ["protected_notes"] = "insert into intake.protected_notes (id, tenant_id, client, kind, author, text, written_at) values (gen_random_uuid(), $1, $2, 'psychotherapy', gen_random_uuid(), $3, now())",
        ["representatives"] = "insert into intake.representatives (id, tenant_id, client, name, authority, starts_on, recorded_at) values (gen_random_uuid(), $1, $2, $3, 'parent', '2025-01-01', now())",
        ["court_orders"] = "insert into intake.court_orders (id, tenant_id, client, court, docket, scope, evidence, ordered_on, holds_from, holds_until, recorded_at) values (gen_random_uuid(), $1, $2, 'Superior Court', $3, 'records', 'scan', '2025-01-01', now(), now(), now())",
        ["account_requests"] = "insert into intake.account_requests (id, tenant_id, client, kind, asked_by, requested_at, due_at) values (gen_random_uuid(), $1, $2, 'hipaa', $3, now(), now())",
        ["waitlist"] = """
            with kind as (
                insert into intake.visit_types (id, tenant_id, key, title, minutes, buffer_minutes, step_minutes, seats, modes, roles, audience)
                values (gen_random_uuid(), $1, $2::text || $3, $3, 60, 0, 15, 1, '[]', '[]', 'anyone') returning id)
            insert into intake.waitlist (id, tenant_id, client, visit_type, from_minute, to_minute, team, waiting_since, ranks_since, state)
            select gen_random_uuid(), $1, $2, id, 0, 1440, gen_random_uuid(), now(), now(), 'waiting' from kind
            """,
        ["contact_preferences"] = "insert into intake.contact_preferences (id, tenant_id, client, reminders, recorded_at) select gen_random_uuid(), $1, $2, true, now() where $3 is not null",
        ["filled_forms"] = "insert into intake.filled_forms (id, tenant_id, client, form, form_version, answers, facts, not_obtained, filled_at) values (gen_random_uuid(), $1, $2, $3, 1, '{}', '{}', '{}', now())",
        ["known_facts"] = "insert into intake.known_facts (id, tenant_id, client, path, value, form, recorded_at) values (gen_random_uuid(), $1, $2, $3, 'yes', 'registration', now())",
        ["typed_again"] = "insert into intake.typed_again (id, tenant_id, client, fact, form, form_version, field, known_from, typed_at) values (gen_random_uuid(), $1, $2, $3, 'registration', 1, 'given', 'client', now())",
    };

    [Fact]
    public async Task Every_table_whose_rows_belong_to_a_client_moves_or_is_known_to_stay()
    {
        var desk = await IntakeDesk.Open();
        var tables = (await desk.Rows("""
            select distinct f.conrelid::regclass::text from pg_constraint f
            join pg_attribute a on a.attrelid = f.conrelid and a.attnum = f.conkey[1]
            where f.contype = 'f' and f.confrelid = 'intake.clients'::regclass and cardinality(f.conkey) = 1 and a.attname = 'client' and $1 is not null
            """)).Select(r => ((string)r[0]).Split('.')[1]);
        Assert.Equal(MergeMoves.Parts.Concat(Stay).Order(StringComparer.Ordinal), tables.Order(StringComparer.Ordinal));
        Assert.Empty(MergeMoves.Parts.Except(Samples.Keys));
    }

    [Fact]
    public async Task Taking_back_every_merge_restores_every_row_whatever_the_order_of_merges()
    {
        var pair = Gen.Choose(0, Clients - 1).Two();
        foreach (var steps in pair.ListOf(Steps).Sample(Runs))
        {
            await Restores(steps);
        }
    }

    private static async Task Restores(IReadOnlyList<(int Survivor, int Merged)> steps)
    {
        var desk = await IntakeDesk.Open();
        var clients = new List<string>();
        for (var i = 0; i < Clients; i++)
        {
            clients.Add(await desk.Register($"Person {"ABCD"[i]}", $"Number {"ABCD"[i]}", $"1980-01-0{i + 1}"));
            foreach (var (part, sample) in Samples)
            {
                await desk.Rows(sample, CareFacts.Key<ClientId>(clients[i]), $"{part} {i}");
            }
        }

        // Each state is what the rows were before the merge on top of the pile; whoever was merged stands on its own again after it.
        var pile = new Stack<(string Merged, IReadOnlyList<string> Before)>();
        var merged = new HashSet<string>();
        foreach (var (first, second) in steps)
        {
            var (survivor, other) = (clients[first], clients[second]);
            if (first == second || merged.Contains(survivor) || merged.Contains(other))
            {
                if (pile.TryPop(out var last))
                {
                    await TakeBack(desk, last, merged);
                }

                continue;
            }

            pile.Push((other, await State(desk)));
            await desk.Do("mergeClients", new { survivor, merged = other, reason = "same person" }, "clientMerge { id }");
            merged.Add(other);
            Assert.Equal(0L, (await desk.Rows(string.Join(" union all ", MergeMoves.Parts.Select(p => $"select count(*) from intake.{p} where tenant_id = $1 and client = $2")), CareFacts.Key<ClientId>(other))).Sum(r => (long)r[0]));
        }

        while (pile.TryPop(out var last))
        {
            await TakeBack(desk, last, merged);
        }
    }

    private static async Task TakeBack(IntakeDesk desk, (string Merged, IReadOnlyList<string> Before) merge, HashSet<string> merged)
    {
        Assert.NotEqual(merge.Before, await State(desk));
        await desk.Do("separateClients", new { merged = merge.Merged, reason = "two people" }, "clientMerge { id }");
        merged.Remove(merge.Merged);
        Assert.Equal(merge.Before, await State(desk));
    }

    // The version of a record counts every change, that of being merged and separated as well.
    private static async Task<IReadOnlyList<string>> State(IntakeDesk desk) => [.. (await desk.Rows(
        $"""
        select 'clients' as part, (to_jsonb(x) - 'version')::text as line from intake.clients x where tenant_id = $1
        {string.Concat(MergeMoves.Parts.Concat(Stay).Select(part => $"\nunion all select '{part}', to_jsonb(x)::text from intake.{part} x where tenant_id = $1"))}
        order by 1, 2
        """)).Select(r => string.Join(' ', r))];
}
