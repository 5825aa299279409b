using System.Text.Json;
using CarePlatform.Platform;
using Xunit;

namespace CarePlatform.Intake.Tests;

/// <summary>What a partner is shown beyond the usual: in an emergency, by a consent for notes, and of attendance only.</summary>
public sealed class DeclareEmergencyTests
{
    private const string Chart = "id given birthDate attendance { came } programConditions { code } protectedNotes { kind text } redactions { path rule }";

    [Fact]
    public async Task A_hospital_sees_records_of_a_program_in_an_emergency_that_it_declared_and_that_is_reviewed()
    {
        var (desk, client, partners) = await Open(("hospital", "hospital"));
        await desk.ReferredBy(client, partners[0]);
        Assert.Equal(0, Codes(await desk.Shared("hospital", Chart, "emergency")));

        var declared = await desk.Do("declareEmergency", Emergency(client), "declaredEmergency { id since until }", "hospital");
        Assert.Equal(TimeSpan.FromHours(2), declared.GetProperty("until").GetDateTimeOffset() - declared.GetProperty("since").GetDateTimeOffset());
        var answer = await desk.Shared("hospital", Chart, "emergency");
        Assert.Equal(1, Codes(answer));
        Assert.Equal(PrivacyPolicy.Usual.NoticeFor(NoticeCase.Emergency).Text, answer.GetProperty("extensions").GetProperty("redisclosureNotice").GetString());
        Assert.Equal(0, Codes(await desk.Shared("hospital", Chart)));
        var disclosed = (await desk.Disclosures(client)).First(d => d.GetProperty("part2").GetBoolean());
        Assert.Equal((declared.GetProperty("id").GetString(), "EMERGENCY", true), (
            disclosed.GetProperty("ground").GetString(), disclosed.GetProperty("basis").GetString(), disclosed.GetProperty("noticeSent").GetBoolean()));

        // It is reviewed like that of any member of staff.
        Assert.Contains(await desk.Events(), e => e.Type == "intake.glass-broken@1");
        var open = (await desk.Ask("{ emergencyAccesses(reviewed: false, first: 5) { nodes { id emergency user { name } } } }", by: "director"))
            .GetProperty("emergencyAccesses").GetProperty("nodes")[0];
        Assert.Equal(("Overdose", "hospital"), (open.GetProperty("emergency").GetString(), open.GetProperty("user").GetProperty("name").GetString()));
        await desk.Tenant.Forward(TimeSpan.FromHours(3));
        Assert.Equal(0, Codes(await desk.Shared("hospital", Chart, "emergency")));
    }

    [Fact]
    public async Task Nobody_declares_an_emergency_of_whom_was_not_shared_with_them_or_that_their_contract_does_not_know()
    {
        var (desk, client, partners) = await Open(("hospital", "hospital"), ("fqhc", "fqhc"));
        Assert.Equal("NotFound", await desk.Refusal("declareEmergency", Emergency(client), "declaredEmergency { id }", "hospital"));
        Assert.Equal("NotFound", await desk.Refusal("declareEmergency", Emergency(client), "declaredEmergency { id }", "director"));
        await desk.ReferredBy(client, partners[1]);
        Assert.Equal("NotInContract", await desk.Refusal("declareEmergency", Emergency(client), "declaredEmergency { id }", "fqhc"));
        Assert.Equal(0, Codes(await desk.Shared("fqhc", Chart, "emergency")));
    }

    [Theory]
    [InlineData("PSYCHOTHERAPY", "PSYCHOTHERAPY_NOTES", "F", false)]
    [InlineData("SUD_COUNSELLING", "SUD_NOTES", "E", true)]
    public async Task Notes_go_to_a_partner_that_a_consent_for_such_notes_names(string kind, string consentKind, string dataClass, bool notice)
    {
        var (desk, client, partners) = await Open(("hospital", "hospital"), ("another", "hospital"));
        var (hospital, another) = (partners[0], partners[1]);
        await desk.Rows(
            """
            insert into intake.protected_notes (id, tenant_id, client, kind, author, text, source_program, written_at)
            select $2, $1, id, $3, $2, 'What was said', case when $3 = 'sud-counselling' then 'recovery' end, now() from intake.clients where tenant_id = $1
            """, Guid.CreateVersion7(), kind.ToLowerInvariant().Replace('_', '-'));
        await desk.Consent(client, PartnerDesk.Naming(hospital, ["A", "B", "C", "G"]), "SPECIFIC");
        await desk.Consent(client, PartnerDesk.Naming(another, ["A"]), "SPECIFIC");
        Assert.Empty(Notes(await desk.Shared("hospital", Chart)));

        var consent = await desk.Consent(client, PartnerDesk.Naming(hospital, [dataClass]), consentKind);
        var answer = await desk.Shared("hospital", Chart);
        Assert.Equal("What was said", Assert.Single(Notes(answer)).GetProperty("text").GetString());
        Assert.Equal(notice, answer.GetProperty("extensions").TryGetProperty("redisclosureNotice", out _));
        Assert.Contains(dataClass, (await desk.Disclosures(client))[0].GetProperty("classes").EnumerateArray().Select(c => c.GetString()));
        Assert.Empty(Notes(await desk.Shared("another", Chart)));
        await desk.Do("revokeConsent", new { consent, method = "LETTER" }, "consent { id }");
        Assert.Empty(Notes(await desk.Shared("hospital", Chart)));
    }

    // In a sandbox whose clock was moved what is shared now is shared now.
    [Fact]
    public async Task What_is_shared_and_how_somebody_fares_goes_by_the_clock_of_the_organisation()
    {
        var (desk, client, partners) = await Open(("hospital", "hospital"));
        await desk.Tenant.Forward(TimeSpan.FromDays(40));
        await desk.Consent(client, PartnerDesk.Naming(partners[0], ["A"]), "SPECIFIC");
        Assert.Single((await desk.Shared("hospital", Chart)).People());
        var line = (await desk.Ask("query($c: ID!) { tenant { now timeZone } client(id: $c) { timeline { to } } }", new { c = client }));
        var (now, zone) = (line.GetProperty("tenant").GetProperty("now").GetDateTimeOffset(), line.GetProperty("tenant").GetProperty("timeZone").GetString()!);
        Assert.Equal(
            DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, TimeZoneInfo.FindSystemTimeZoneById(zone)).DateTime).AddMonths(3).ToString("yyyy-MM-dd"),
            line.GetProperty("client").GetProperty("timeline").GetProperty("to").GetString());
    }

    [Fact]
    public async Task A_court_that_a_consent_names_hears_whether_somebody_came_and_nothing_else_of_them()
    {
        var (desk, client, partners) = await Open(("court", "court"));
        await desk.Rows(
            """
            insert into intake.appointments (id, tenant_id, client, clinician, mode, state, starts_at, ends_at, booked_at)
            select $2, $1, c.id, u.id, 'in-person', 'no-show', now() - interval '1 day', now() - interval '23 hours', now() - interval '2 days'
            from intake.clients c, platform.users u where c.tenant_id = $1 and u.tenant_id = $1 and u.subject = 'clinician'
            """, Guid.CreateVersion7());
        await desk.Consent(client, PartnerDesk.Naming(partners[0], ["A"], "LEGAL", "NON_HIPAA"), "SPECIFIC");

        var seen = Assert.Single((await desk.Shared("court", Chart)).People());
        Assert.Equal(("Maria", false), (seen.GetProperty("given").GetString(), seen.GetProperty("attendance")[0].GetProperty("came").GetBoolean()));
        Assert.Equal(JsonValueKind.Null, seen.GetProperty("birthDate").ValueKind);
        Assert.Contains(seen.GetProperty("redactions").EnumerateArray(), r => r.GetProperty("path").GetString() == "SharedClient.birthDate");
        Assert.DoesNotContain(seen.GetProperty("redactions").EnumerateArray(), r => r.GetProperty("path").GetString() == "SharedClient.attendance");
    }

    private static object Emergency(string client) => new { client, emergency = "Overdose", reason = "Unconscious; medicines unknown", hours = 2 };

    private static int Codes(JsonElement answer) => answer.People()[0].GetProperty("programConditions").GetArrayLength();

    private static List<JsonElement> Notes(JsonElement answer) => [.. answer.People()[0].GetProperty("protectedNotes").EnumerateArray()];

    // A client with a finding of an ordinary clinic and one of a program, and partners. What partners are is remembered for seconds: they come first.
    private static async Task<(IntakeDesk Desk, string Client, IReadOnlyList<string> Partners)> Open(params (string Key, string Kind)[] partners)
    {
        var desk = await IntakeDesk.Open();
        var ids = new List<string>();
        foreach (var (key, kind) in partners)
        {
            ids.Add(await desk.Partner(key, kind));
        }

        var client = await desk.Register("Maria", "Reyes", "1980-02-03");
        await desk.Visits(client);
        await desk.Rows("update intake.conditions set part2 = true, source_program = 'recovery' where tenant_id = $1 and code = '191816009'");
        return (desk, client, ids);
    }
}
