using System.Text.Json;
using CarePlatform.Platform;
using CarePlatform.Testing;
using Npgsql;
using Xunit;

namespace CarePlatform.Journeys.Tests;

/// <summary>Every field of the schema, as each role, as partners, as another tenant and without consent: nothing leaks, every denial is explained.</summary>
public sealed class AccessSweepTests
{
    // What nobody but those who may see it must ever be sent.
    internal const string Part2 = "zq-recovery";
    internal const string Name = "Zqmarker";

    // Partners have a schema of their own.
    private const string NotInSchema = "not in the caller's schema";

    private static readonly string[] Partners = ["hospital", "housing", "court", "stranger"];

    [Fact]
    public async Task Each_caller_sees_the_classes_that_the_policy_gives_them_and_hears_why_not_the_others()
    {
        var (tenant, ids) = await Tenant();
        var sweep = await AccessSweep.Of(tenant, "supervisor", ids);
        Assert.InRange(sweep.Classified, 60, int.MaxValue);
        var reference = await Answers(sweep, tenant, "supervisor");
        Assert.Contains(Name, Text(reference), StringComparison.Ordinal);
        Assert.Contains(sweep.Questions, q => q.Name == "client");
        Assert.Contains(reference.Values, a => a.GetRawText().Contains("\"segments\":[{", StringComparison.Ordinal));

        // What each may see: a capital letter for a whole class, a small one for its minimum.
        foreach (var (subject, classes) in new[]
        {
            ("clinical-director", "ABCG"), ("intake-worker", "ABCG"), ("care-coordinator", "ABCG"), ("clinician", "ABCG"), ("supervisor", "ABCG"),
            ("community-health-worker", "ABCG"), ("admin", "AG"),
        }.Concat(Partners.Select(p => (p, ""))))
        {
            var answers = await Answers(sweep, tenant, subject);
            Assert.DoesNotContain(Part2, Text(answers), StringComparison.Ordinal);
            foreach (var (root, answer) in answers)
            {
                Explained(sweep, subject, root, answer, reference);
                foreach (var (path, dataClass, minimum, _, value) in Shown(sweep, answer))
                {
                    Assert.True(
                        classes.Contains(dataClass) || (minimum && classes.Contains(char.ToLowerInvariant(dataClass))),
                        $"{subject} was shown {path}, which is class {dataClass}: {value.GetRawText()}");
                }
            }
        }
    }

    [Fact]
    public async Task Partners_are_shown_no_client_by_any_field_of_their_own_schema()
    {
        var (tenant, ids) = await Tenant();
        foreach (var subject in Partners)
        {
            var sweep = await AccessSweep.Of(tenant, subject, ids);
            Assert.NotEmpty(sweep.Questions);
            var text = Text(await Answers(sweep, tenant, subject));
            Assert.DoesNotContain(Name, text, StringComparison.Ordinal);
            Assert.DoesNotContain("zq-", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_consent_shows_what_was_withheld_to_whom_it_names_and_its_revocation_hides_it()
    {
        var (tenant, ids) = await Tenant();
        var sweep = await AccessSweep.Of(tenant, "supervisor", ids);
        var consent = (await tenant.Do("supervisor", "draftConsent", new
        {
            client = ids["client"],
            kind = "TPO",
            terms = new
            {
                discloser = "Harbor",
                recipientClasses = new[] { "treating-providers" },
                recipientKind = "HIPAA",
                information = new[] { "A", "B", "C", "D", "G" },
                purposes = new[] { "TREATMENT" },
                neverExpires = true,
                language = "en",
                formVersion = "1",
                notice = "You can take this back.",
            },
        }, "consent { id }")).GetProperty("id").GetString();
        await tenant.Do("supervisor", "signConsent", new { consent, signature = new { evidence = "scan" } }, "consent { id }");

        Assert.Contains(Part2, Text(await Answers(sweep, tenant, "supervisor")), StringComparison.Ordinal);
        foreach (var subject in Partners)
        {
            Assert.DoesNotContain(Part2, Text(await Answers(sweep, tenant, subject)), StringComparison.Ordinal);
        }

        // A consent opens no more to a role than the role sees of anybody: who pays, and no finding.
        Assert.DoesNotContain($"\"display\":\"{Part2}", Text(await Answers(sweep, tenant, "admin")), StringComparison.Ordinal);

        await tenant.Do("supervisor", "revokeConsent", new { consent, method = "LETTER" }, "consent { id }");
        Assert.DoesNotContain(Part2, Text(await Answers(sweep, tenant, "supervisor")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_tenant_is_told_nothing_whatever_ids_it_knows()
    {
        var (_, ids) = await Tenant();
        var stranger = await TestTenant.From();
        var sweep = await AccessSweep.Of(stranger, "supervisor", ids);
        foreach (var subject in new[] { "supervisor", "clinical-director", "admin" })
        {
            var answers = await Answers(sweep, stranger, subject);
            var text = Text(answers);
            Assert.DoesNotContain(Name, text, StringComparison.Ordinal);
            Assert.DoesNotContain("zq-", text, StringComparison.Ordinal);
            Assert.Empty(answers.Values.SelectMany(a => Shown(sweep, a)));
        }
    }

    // Whoever the reference shows a value that is null here must read why; whole rows and lists that the caller's reach does not hold are no denials.
    internal static void Explained(AccessSweep sweep, string subject, string root, JsonElement answer, Dictionary<string, JsonElement> answers)
    {
        var redactions = answer.TryGetProperty("extensions", out var extensions) && extensions.TryGetProperty("redactions", out var told)
            ? told.EnumerateArray().ToDictionary(
                r => "/" + string.Join('/', r.GetProperty("path").EnumerateArray().Select(p => p.ToString())), r => r.GetProperty("reason").GetString()!)
            : [];
        Assert.All(redactions.Values, reason => Assert.Matches(@"^[A-Z].{10,}\. \(rule \d+\)$", reason));
        if (!answer.TryGetProperty("data", out var data) || data.ValueKind is not JsonValueKind.Object)
        {
            return;
        }

        Assert.True(answers.TryGetValue(root, out var reference), $"{root} was asked for in other parts than the reference.");
        var known = sweep.ClassifiedIn(reference.GetProperty("data")).Where(f => f.Value.ValueKind is not JsonValueKind.Null).Select(f => f.Path).ToHashSet();
        foreach (var (path, _, _, _, value) in sweep.ClassifiedIn(data).Where(f => f.Value.ValueKind is JsonValueKind.Null && known.Contains(f.Path)))
        {
            Assert.True(redactions.ContainsKey(path), $"{subject} got null at {path} of {root} without a word of why.");
        }
    }

    internal static IEnumerable<(string Path, char Class, bool Minimum, bool Attendance, JsonElement Value)> Shown(AccessSweep sweep, JsonElement answer) =>
        answer.TryGetProperty("data", out var data) && data.ValueKind is JsonValueKind.Object
            ? sweep.ClassifiedIn(data).Where(f => f.Value.ValueKind is not JsonValueKind.Null)
            : [];

    internal static async Task<Dictionary<string, JsonElement>> Answers(AccessSweep sweep, TestTenant tenant, string subject)
    {
        var answers = new Dictionary<string, JsonElement>();
        var waiting = new Stack<Question>(sweep.Questions);
        while (waiting.TryPop(out var question))
        {
            var answer = await tenant.Send(subject, sweep.Document(question));
            if (IsTooCostly(answer) && sweep.Parts(question).ToList() is { Count: > 0 } parts)
            {
                parts.ForEach(waiting.Push);
                continue;
            }

            answers[question.Name] = answer;
            if (answer.TryGetProperty("errors", out var errors))
            {
                // A denial of the whole, or values that the sweep made up; never a fault, and never something hidden that breaks a list.
                Assert.All(errors.EnumerateArray(), e => Assert.True(
                    CodeOf(e) is "FORBIDDEN" or "BAD_USER_INPUT" || (CodeOf(e) is NotInSchema && Partners.Contains(subject)), $"{subject} at {question.Name}: {e}"));
            }
        }

        Assert.DoesNotContain("zq-note", Text(answers), StringComparison.Ordinal);
        return answers;
    }

    private static bool IsTooCostly(JsonElement answer) => answer.TryGetProperty("errors", out var errors)
        && CodeOf(errors[0]) is "COST_TOO_HIGH" or "DOCUMENT_TOO_LARGE";

    private static string CodeOf(JsonElement error) => error.TryGetProperty("extensions", out var extensions)
        ? extensions.GetProperty("code").GetString()!
        : error.GetProperty("message").GetString() is { } message && (message.StartsWith("Cannot query field", StringComparison.Ordinal) || message.StartsWith("Unknown type", StringComparison.Ordinal))
            ? NotInSchema
        : throw new InvalidOperationException($"The sweep asked wrongly: {error}");

    internal static string Text(Dictionary<string, JsonElement> answers) => string.Concat(answers.Values.Select(a => a.GetRawText()));

    internal static async Task<(TestTenant Tenant, Dictionary<string, string> Ids)> Tenant(bool withPart2 = true)
    {
        var tenant = await TestTenant.From();
        var inquiry = await tenant.Do("intake-worker", "receiveInquiry", new
        {
            door = "CALL",
            reason = "zq-reason",
            person = new { given = "Ada", family = Name, birthDate = "1980-05-06", phones = new[] { "617-555-0142" } },
            registerAsNew = true,
        }, "inquiry { id client { id } }");
        var client = inquiry.GetProperty("client").GetProperty("id").GetString()!;
        await tenant.Do("supervisor", "recordCoverage", new { client, payerName = "zq-payer", payerType = "MEDICAID", startsOn = "2025-01-01" }, "coverage { id }");
        Assert.True(Id.TrySplit(client, out _, out var person));
        await Visit(tenant, person, "zq-ordinary", part2: false);
        if (withPart2)
        {
            await Visit(tenant, person, Part2, part2: true);
        }

        // A note of somebody who is in none of the sweeps: nobody must ever be sent it.
        await Sql(tenant, """
            insert into intake.protected_notes (id, tenant_id, client, kind, author, text, written_at)
            values ($2, $1, $3, 'psychotherapy', $2, 'zq-note', now())
            """, Guid.CreateVersion7(), person);

        // Partners reach everything here, so that only the rules of access stand before them; a stranger has no contract that is known.
        foreach (var (subject, kind) in new[] { ("hospital", "hospital"), ("housing", "housing"), ("court", "court"), ("stranger", "florist") })
        {
            await Sql(tenant, """
                with o as (insert into platform.organisations (id, tenant_id, key, name, kind)
                           values ($2, $1, $3 || '-sweep', case when $3 = 'hospital' then 'St. Brigid Hospital' else $3 end, $4) returning id),
                     r as (insert into platform.roles (tenant_id, key, title) values ($1, 'partner', 'Partner') on conflict do nothing),
                     p as (insert into platform.role_permissions (tenant_id, role, permission, reach)
                           select $1, 'partner', unnest(array['intake.read', 'platform.read']), 'tenant' on conflict do nothing),
                     u as (insert into platform.users (id, tenant_id, subject, name, organisation_id) select $2, $1, $3, $3, o.id from o)
                insert into platform.user_roles (tenant_id, user_id, role) values ($1, $2, 'partner')
                """, Guid.CreateVersion7(), subject, kind);
        }

        await tenant.Quiet();
        return (tenant, new Dictionary<string, string>
        {
            ["client"] = client,
            ["inquiry"] = inquiry.GetProperty("id").GetString()!,
            ["id"] = client,
        });
    }

    // A stay with its counsellor and a finding, who paid for it, and how urgent it was thought to be.
    internal static Task Visit(TestTenant tenant, Guid person, string text, bool part2) => Sql(tenant, """
        with p as (insert into intake.practitioners (id, tenant_id, source_system, external_id, name) values ($2, $1, 'test', $2::text, $4 || ' counsellor')),
             e as (insert into intake.encounters
                       (id, tenant_id, client, source_system, external_id, class, display, starts_at, local_date, part2, source_program, practitioner)
                   values ($2, $1, $3, $4, $2::text, 'IMP', $4, now(), current_date, $5, case when $5 then 'recovery' end, $2)),
             c as (insert into intake.coverages (id, tenant_id, client, payer_name, payer_type, starts_on, ends_on, recorded_at, known_since, part2, source_program)
                   select $2, $1, $3, $4, 'other-public', current_date - 7, current_date, now(), now(), true, 'recovery' where $5),
             t as (insert into intake.triages
                       (id, tenant_id, inquiry, client, script, script_version, answers, rules, risks, computed, acuity, triaged_at, part2, source_program)
                   select $2, $1, id, client, 'standard', 1, '{}', '{}', '{}', 'urgent', 'urgent', now(), true, 'recovery'
                   from intake.inquiries where client = $3 and $5),
             a as (update intake.inquiries set acuity = 'urgent', source_program = 'recovery' where client = $3 and $5)
        insert into intake.conditions (id, tenant_id, client, encounter, source_system, external_id, code, display, part2, source_program)
        values ($2, $1, $3, $2, 'test', $2::text, '1', $4, $5, case when $5 then 'recovery' end)
        """, Guid.CreateVersion7(), person, text, part2);

    internal static async Task Sql(TestTenant tenant, string sql, params object[] values)
    {
        await using var command = tenant.Host.Database.Administrator.CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter { Value = tenant.Tenant.Id.Value });
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
