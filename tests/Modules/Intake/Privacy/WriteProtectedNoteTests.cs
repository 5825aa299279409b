using System.Text.Json;
using CarePlatform.Platform;
using Xunit;

namespace CarePlatform.Intake.Tests;

public sealed class WriteProtectedNoteTests
{
    private const string Notes = "query($c: ID!) { protectedNotes(client: $c) { id kind text author { name } } client(id: $c) { redactions { path rule } } }";

    [Fact]
    public async Task A_note_is_for_its_author_and_to_anybody_else_it_does_not_exist()
    {
        var (desk, client) = await Open();
        var note = await desk.Do("writeProtectedNote", new { client, kind = "PSYCHOTHERAPY", text = "A dream of water" }, "writtenNote { id kind }");
        var own = Assert.Single(await Read(desk, client, "desk"));
        Assert.Equal((note.GetProperty("id").GetString(), "A dream of water"), (own.GetProperty("id").GetString(), own.GetProperty("text").GetString()));
        var mine = await desk.Ask("{ myProtectedNotes(first: 5) { nodes { text } totalCount } }");
        Assert.Equal(1, mine.GetProperty("myProtectedNotes").GetProperty("totalCount").GetInt32());

        Assert.Empty(await Read(desk, client, "director"));
        Assert.Equal(0, (await desk.Ask("{ myProtectedNotes(first: 5) { totalCount } }", by: "director")).GetProperty("myProtectedNotes").GetProperty("totalCount").GetInt32());
        // The denial reads the same whether there is a note or not, and an emergency opens none.
        string Why(JsonElement answer) => answer.GetProperty("client").GetProperty("redactions").GetRawText();
        var other = await desk.Register("Ada", "North");
        Assert.Equal(Why(await desk.Ask(Notes, new { c = other }, "director")), Why(await desk.Ask(Notes, new { c = client }, "director")));
        Assert.Contains("ProtectedNote", Why(await desk.Ask(Notes, new { c = client }, "director")), StringComparison.Ordinal);
        await desk.Do("breakGlass", new { client, emergency = "Overdose", reason = "Unconscious" }, "emergencyAccess { id }", "director");
        var emergency = await desk.AskFor("emergency", Notes, new { c = client }, "director");
        Assert.Equal(0, emergency.GetProperty("data").GetProperty("protectedNotes").GetArrayLength());
    }

    [Theory]
    [InlineData("PSYCHOTHERAPY", "PSYCHOTHERAPY_NOTES", "F")]
    [InlineData("SUD_COUNSELLING", "SUD_NOTES", "E")]
    public async Task A_consent_for_such_notes_and_nothing_else_opens_them_until_it_is_taken_back(string kind, string consentKind, string dataClass)
    {
        var (desk, client) = await Open();
        await desk.Do("writeProtectedNote", new { client, kind, text = "What was said" }, "writtenNote { id }", kind == "PSYCHOTHERAPY" ? "desk" : "counsellor");
        // Neither a general consent nor one for the other notes is for these.
        await desk.Consent(client);
        await desk.Consent(client, Terms(await Recipient(desk), dataClass == "E" ? "F" : "E"), dataClass == "E" ? "PSYCHOTHERAPY_NOTES" : "SUD_NOTES");
        Assert.Empty(await Read(desk, client, "director"));

        var consent = await desk.Consent(client, Terms(await Recipient(desk), dataClass), consentKind);
        Assert.Equal("What was said", Assert.Single(await Read(desk, client, "director")).GetProperty("text").GetString());
        await desk.Do("revokeConsent", new { consent, method = "LETTER" }, "consent { id }");
        Assert.Empty(await Read(desk, client, "director"));
    }

    [Fact]
    public async Task Counselling_notes_are_written_by_the_people_of_a_program()
    {
        var (desk, client) = await Open();
        object Note(string? program) => new { client, kind = "SUD_COUNSELLING", text = "x", program };
        Assert.Equal("NotInProgram", await desk.Refusal("writeProtectedNote", Note(null), "writtenNote { id }"));
        Assert.Equal("NotInProgram", await desk.Refusal("writeProtectedNote", Note("another"), "writtenNote { id }", "counsellor"));
        Assert.Equal("InvalidInput", await desk.Refusal("writeProtectedNote", new { client, kind = "PSYCHOTHERAPY", text = "x", program = "recovery" }, "writtenNote { id }"));
        await desk.Do("writeProtectedNote", Note(null), "writtenNote { id }", "counsellor");
        Assert.Equal("recovery", (await desk.Rows("select source_program from intake.protected_notes where tenant_id = $1"))[0][0]);
    }

    // Answers to requests with a key are kept, and so is what was done: what a note says stands in its own table only.
    [Fact]
    public async Task What_a_note_says_is_kept_nowhere_else()
    {
        var (desk, client) = await Open();
        await desk.Do("writeProtectedNote", new { client, kind = "PSYCHOTHERAPY", text = "zq-secret" }, "writtenNote { id }");
        await Read(desk, client, "desk");
        await desk.Tenant.Quiet();
        var tables = await desk.Rows("""
            select n.nspname || '.' || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind in ('r', 'p') and not c.relispartition and n.nspname in ('intake', 'platform', 'messaging') and $1::uuid is not null
            """);
        var found = new List<string>();
        foreach (var table in tables.Select(t => (string)t[0]))
        {
            if ((long)(await desk.Rows($"select count(*) from {table} t where $1::uuid is not null and t::text like '%zq-secret%'"))[0][0] > 0)
            {
                found.Add(table);
            }
        }

        Assert.Equal(["intake.protected_notes"], found);
    }

    [Fact]
    public async Task A_note_is_never_changed()
    {
        var (desk, client) = await Open();
        await desk.Do("writeProtectedNote", new { client, kind = "PSYCHOTHERAPY", text = "x" }, "writtenNote { id }");
        var granted = await desk.Rows("""
            select column_name::text from information_schema.column_privileges
            where grantee = 'care_app' and table_schema = 'intake' and table_name = 'protected_notes' and privilege_type = 'UPDATE' and $1::uuid is not null
            """);
        Assert.Equal(["client"], granted.Select(g => (string)g[0]));
    }

    private static async Task<string> Recipient(IntakeDesk desk) =>
        Id.Format(new OrganisationId((Guid)(await desk.Rows("select id from platform.organisations where tenant_id = $1"))[0][0]));

    private static object Terms(string recipient, string dataClass) => new
    {
        discloser = "A clinic",
        recipients = new[] { recipient },
        recipientClasses = new[] { "this-organisation" },
        recipientKind = "HIPAA",
        information = new[] { dataClass },
        purposes = new[] { "TREATMENT" },
        expiryEvent = "the end of treatment",
        language = "en",
        formVersion = "1",
        notice = "You can take this back in writing at any time.",
    };

    private static async Task<IReadOnlyList<JsonElement>> Read(IntakeDesk desk, string client, string by) =>
        [.. (await desk.Ask(Notes, new { c = client }, by)).GetProperty("protectedNotes").EnumerateArray()];

    // With a program "recovery" whose people are the team "outreach": the counsellor is one of them.
    private static async Task<(IntakeDesk Desk, string Client)> Open()
    {
        var desk = await IntakeDesk.Open();
        await desk.Rows("""
            with q as (insert into platform.role_permissions (tenant_id, role, permission, reach) select $1, 'director', 'platform.privacy', 'tenant'),
                 u as (insert into platform.users (id, tenant_id, subject, name) values ($2, $1, 'counsellor', 'Cal')),
                 t as (insert into platform.team_members (tenant_id, team_id, user_id) select $1, id, $2 from platform.teams where tenant_id = $1 and key = 'outreach'),
                 o as (insert into platform.organisations (id, tenant_id, key, name, kind) values ($2, $1, 'therapist', 'Therapist', 'specialist'))
            insert into platform.user_roles (tenant_id, user_id, role) values ($1, $2, 'desk')
            """, Guid.CreateVersion7());
        await desk.Do("changePrivacyPolicy", new
        {
            expectedVersion = 0,
            programs = new[] { new { key = "recovery", title = "Recovery", teams = new[] { await desk.Team("outreach") } } },
        }, "privacyPolicy { version }", "director");
        return (desk, await desk.Register("Maria", "Reyes"));
    }
}
