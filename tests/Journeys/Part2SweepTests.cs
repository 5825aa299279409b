using System.Text.Json;
using CarePlatform.Platform;
using CarePlatform.Testing;
using Xunit;

namespace CarePlatform.Journeys.Tests;

/// <summary>
/// Whoever may not see what comes from a program under 42 CFR Part 2 is told the same, by every field of the schema, as if there were nothing. It needs
/// no list of what could give it away: names, days, levels of care, gaps and risks are compared as they are sent.
/// </summary>
public sealed class Part2SweepTests
{
    [Fact]
    public async Task Nothing_that_anybody_is_told_changes_with_what_a_program_knows_of_somebody()
    {
        var (tenant, ids) = await AccessSweepTests.Tenant(withPart2: false);
        var sweep = await AccessSweep.Of(tenant, "supervisor", ids);
        Assert.True(Id.TrySplit(ids["client"], out _, out var seen));
        var asked = await tenant.Do("intake-worker", "receiveInquiry", new
        {
            door = "CALL",
            person = new { given = "Ida", family = "Zqother", birthDate = "1981-02-03" },
            registerAsNew = true,
        }, "inquiry { client { id } }");
        Assert.True(Id.TrySplit(asked.GetProperty("client").GetProperty("id").GetString(), out _, out var unseen));
        await Program(tenant);
        await tenant.Quiet();
        string[] subjects = ["supervisor", "admin"];
        var (before, moving) = (new Dictionary<string, Dictionary<string, string>>(), new HashSet<string>());
        foreach (var subject in subjects)
        {
            // What differs from one time to the next by itself, such as the trail of reads, says nothing.
            var once = Values(await AccessSweepTests.Answers(sweep, tenant, subject));
            before[subject] = Values(await AccessSweepTests.Answers(sweep, tenant, subject));
            moving.UnionWith(Different(once, before[subject]));
        }

        // One is known from elsewhere, of the other nothing is known but that they asked.
        await AccessSweepTests.Visit(tenant, seen, AccessSweepTests.Part2, part2: true);
        await AccessSweepTests.Visit(tenant, unseen, AccessSweepTests.Part2, part2: true);
        await Waits(tenant, ids["client"]);
        await tenant.Do("own-program", "dischargeClient", new
        {
            client = asked.GetProperty("client").GetProperty("id").GetString(),
            reason = "COMPLETED",
            note = AccessSweepTests.Part2,
        }, "discharge { id }");
        await tenant.Quiet();
        foreach (var subject in subjects)
        {
            var now = Values(await AccessSweepTests.Answers(sweep, tenant, subject));
            Assert.DoesNotContain(now.Values, v => v.Contains(AccessSweepTests.Part2, StringComparison.Ordinal));
            // How much of the trail is still to be sealed is a matter of the moment.
            var told = Different(before[subject], now).Except(moving).Where(path => !path.StartsWith("verifyAudit/", StringComparison.Ordinal)).ToList();
            Assert.True(told.Count == 0, $"{subject} could tell by {string.Join(", ", told.Take(12).Select(p => $"{p}: {before[subject].GetValueOrDefault(p)} -> {now.GetValueOrDefault(p)}"))}");
        }
    }

    // A program with one team, and one person who works there and nowhere else.
    private static async Task Program(TestTenant tenant)
    {
        await AccessSweepTests.Sql(tenant, """
            with t as (insert into platform.teams (id, tenant_id, key, name) values ($2, $1, 'second-floor', 'Second floor') returning id),
                 u as (insert into platform.users (id, tenant_id, subject, name) values ($2, $1, 'own-program', 'Cal') returning id),
                 m as (insert into platform.team_members (tenant_id, team_id, user_id) select $1, t.id, u.id from t, u)
            insert into platform.user_roles (tenant_id, user_id, role) select $1, u.id, 'supervisor' from u
            """, Guid.CreateVersion7());
        await tenant.Do("admin", "changePrivacyPolicy", new
        {
            expectedVersion = 0,
            programs = new[] { new { key = "recovery", title = "Recovery", teams = new[] { await Team(tenant) } } },
        }, "privacyPolicy { version }");
    }

    // Somebody asks in the program itself, is triaged there and gets a time there.
    private static async Task Waits(TestTenant tenant, string client)
    {
        var inquiry = (await tenant.Do("own-program", "receiveInquiry", new { door = "CALL", client, team = await Team(tenant) }, "inquiry { id }")).GetProperty("id").GetString();
        var me = (await tenant.Ask("own-program", "{ me { id } }")).GetProperty("me").GetProperty("id").GetString();
        await tenant.Do("own-program", "takeInquiry", new { inquiry }, "inquiry { id }");
        await tenant.Do("own-program", "bookAppointment", new
        {
            client,
            inquiry,
            with = me,
            start = TimeProvider.System.GetUtcNow().AddDays(3),
            minutes = 30,
        }, "appointment { id }");
    }

    private static async Task<string> Team(TestTenant tenant)
    {
        var teams = (await tenant.Ask("admin", "{ teams { id key } }")).GetProperty("teams").EnumerateArray();
        return teams.Single(t => t.GetProperty("key").GetString() == "second-floor").GetProperty("id").GetString()!;
    }

    private static IEnumerable<string> Different(Dictionary<string, string> one, Dictionary<string, string> other) =>
        one.Keys.Union(other.Keys).Where(path => one.GetValueOrDefault(path) != other.GetValueOrDefault(path));

    // Every value that was sent, by where it stood.
    private static Dictionary<string, string> Values(Dictionary<string, JsonElement> answers)
    {
        var values = new Dictionary<string, string>();
        foreach (var (root, answer) in answers)
        {
            foreach (var part in answer.EnumerateObject().Where(p => p.Name != "extensions"))
            {
                Read(part.Value, $"{root}/{part.Name}", values);
            }

            if (answer.TryGetProperty("extensions", out var extensions) && extensions.TryGetProperty("redactions", out var redactions))
            {
                Read(redactions, $"{root}/redactions", values);
            }
        }

        return values;
    }

    private static void Read(JsonElement value, string path, Dictionary<string, string> values)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var part in value.EnumerateObject())
                {
                    Read(part.Value, $"{path}/{part.Name}", values);
                }

                break;
            case JsonValueKind.Array:
                foreach (var (i, item) in value.EnumerateArray().Index())
                {
                    Read(item, $"{path}/{i}", values);
                }

                break;
            default:
                values[path] = value.GetRawText();
                break;
        }
    }
}
