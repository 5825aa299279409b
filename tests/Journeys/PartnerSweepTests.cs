using System.Text.Json;
using CarePlatform.Platform;
using CarePlatform.Testing;
using Xunit;

namespace CarePlatform.Journeys.Tests;

/// <summary>
/// Every field of the schema of partners, as a partner of each kind that the usual policy knows: without anything that was sent, with a referral, and
/// with a consent. What is shown is what the matrix of the fact sheet (7.4) says, every denial is explained, and what was shown is written down.
/// </summary>
public sealed class PartnerSweepTests
{
    // What a consent shows that names the partner and covers everything: a capital letter for a whole class, a small one for its minimum, and t for
    // attendance, which is of class A.
    private static readonly Dictionary<string, string> WithConsent = new()
    {
        ["hospital"] = "ABcDG",
        ["emergency-department"] = "ABcDG",
        ["fqhc"] = "ABcDG",
        ["primary-care"] = "ABcDG",
        ["substance-use-treatment"] = "ABcDG",
        ["behavioral-health"] = "ABcDG",
        ["specialist"] = "ABcDG",
        ["dco"] = "ABCDG",
        ["payer"] = "abcd",
        ["health-plan"] = "abcd",
        ["housing"] = "aDG",
        ["food-bank"] = "aDG",
        ["shelter"] = "aDG",
        ["community-organisation"] = "aDG",
        ["school"] = "atCG",
        ["school-district"] = "atCG",
        ["probation"] = "tD",
        ["court"] = "tD",
        ["juvenile-justice"] = "tD",
        ["jail"] = "tD",
    };

    // What a referral shows by itself.
    private static string WithReferral(string kind) => new([.. WithConsent[kind].Where(c => c is not ('D' or 'd')).Select(c => (kind, c) switch
    {
        ("probation" or "court" or "juvenile-justice" or "jail", _) or ("school" or "school-district", 'C' or 't') => '-',
        (_, 'G') => 'G',
        _ => char.ToLowerInvariant(c),
    })]);

    [Fact]
    public void Every_kind_that_the_usual_policy_knows_is_swept() =>
        Assert.Equal(PrivacyPolicy.Usual.Partners.SelectMany(p => p.Kinds).Order(), WithConsent.Keys.Order());

    [Fact]
    public async Task A_partner_of_each_kind_sees_what_was_sent_to_it_as_far_as_the_matrix_goes()
    {
        var (tenant, ids) = await AccessSweepTests.Tenant();
        var client = ids["client"];
        var organisations = new Dictionary<string, string>();
        foreach (var kind in WithConsent.Keys)
        {
            organisations[kind] = await Partner(tenant, kind);
        }

        // What partners are is remembered for seconds; a change of the policy is known at once.
        await tenant.Do("clinical-director", "changePrivacyPolicy", new { expectedVersion = 0 }, "privacyPolicy { version }");
        var sweep = await AccessSweep.Of(tenant, "p-dco", ids);
        Assert.InRange(sweep.Classified, 30, int.MaxValue);
        Assert.Equal(
            [
                "noticesFromUs", "ourCorrectiveActions", "ourOrganisation", "ourScorecard", "ourServices", "referralSentToUs", "referralWeSubmitted",
                "referralsSentToUs", "referralsWeSubmitted", "referredByUs", "sentToUs", "sharedClient", "sharedWithUs",
            ],
            sweep.Questions.Select(q => q.Name).Order());

        foreach (var kind in WithConsent.Keys)
        {
            var nothing = await AccessSweepTests.Answers(sweep, tenant, $"p-{kind}");
            Assert.DoesNotContain(client, AccessSweepTests.Text(nothing), StringComparison.Ordinal);
            Assert.DoesNotContain("zq-", AccessSweepTests.Text(nothing), StringComparison.Ordinal);
        }

        // Whoever sees everything tells the others apart: a null where the reference has a value must be explained.
        await Consent(tenant, client, "dco", organisations["dco"]);
        await Refer(tenant, client, organisations["dco"]);
        var reference = await AccessSweepTests.Answers(sweep, tenant, "p-dco");
        Assert.Contains(AccessSweepTests.Part2, AccessSweepTests.Text(reference), StringComparison.Ordinal);
        foreach (var kind in WithConsent.Keys.Where(k => k != "dco"))
        {
            await Refer(tenant, client, organisations[kind]);
            await Sees(sweep, tenant, kind, client, WithReferral(kind), reference);
            await Consent(tenant, client, kind, organisations[kind]);
            await Sees(sweep, tenant, kind, client, WithConsent[kind], reference);
        }
    }

    private static async Task Sees(
        AccessSweep sweep, TestTenant tenant, string kind, string client, string classes, Dictionary<string, JsonElement> reference)
    {
        var (subject, before) = ($"p-{kind}", (await Disclosed(tenant, client, kind)).Count);
        var answers = await AccessSweepTests.Answers(sweep, tenant, subject);
        var shown = new SortedSet<string>();
        foreach (var (root, answer) in answers)
        {
            AccessSweepTests.Explained(sweep, subject, root, answer, reference);
            foreach (var (path, declared, minimum, attendance, value) in AccessSweepTests.Shown(sweep, answer))
            {
                var dataClass = path.Contains("/program", StringComparison.Ordinal) ? 'D' : declared;
                Assert.True(
                    classes.Contains(dataClass) || (minimum && classes.Contains(char.ToLowerInvariant(dataClass))) || (attendance && classes.Contains('t')),
                    $"{subject} was shown {path}, which is class {dataClass}: {value.GetRawText()}");
                shown.Add(dataClass.ToString());
            }
        }

        // All of it is seen that the matrix has and somebody wrote down, Part 2 records with their notice.
        Assert.Equal(string.Concat(classes.ToUpperInvariant().Replace('T', 'A').Where(char.IsLetter).Distinct().Order()), string.Concat(shown));
        var hasPart2 = classes.Contains('D', StringComparison.OrdinalIgnoreCase);
        Assert.Equal(classes.Contains('D'), AccessSweepTests.Text(answers).Contains(AccessSweepTests.Part2, StringComparison.Ordinal));
        Assert.Equal(hasPart2, AccessSweepTests.Text(answers).Contains("redisclosureNotice", StringComparison.Ordinal));

        // What was shown is in the log: a row for each request that showed something.
        var disclosed = (await Disclosed(tenant, client, kind))[before..];
        Assert.Equal(shown, new SortedSet<string>(disclosed.SelectMany(d => d.GetProperty("classes").EnumerateArray().Select(c => c.GetString()!))));
        Assert.Equal(answers.Values.Count(a => AccessSweepTests.Shown(sweep, a).Any()), disclosed.Count);
        Assert.All(disclosed, d => Assert.Equal(d.GetProperty("part2").GetBoolean(), d.GetProperty("noticeSent").GetBoolean()));
    }

    private static async Task<List<JsonElement>> Disclosed(TestTenant tenant, string client, string kind) => [.. (await tenant.Ask(
        "clinical-director",
        "query($c: ID!) { accountingOfDisclosures(client: $c, kind: EVERYTHING) { recipientName classes part2 noticeSent } }", new { c = client }))
        .GetProperty("accountingOfDisclosures").EnumerateArray().Reverse().Where(d => d.GetProperty("recipientName").GetString() == kind)];

    // The partner has referred the client, and the client was referred to the partner.
    private static async Task Refer(TestTenant tenant, string client, string organisation)
    {
        await AccessSweepTests.Sql(
            tenant, """
            insert into intake.inquiries (id, tenant_id, client, status, door, received_at, team, asker_relation, referring, acuity, outside_acuity, triaged_at)
            select $3, $1, $2, 'triaged', 'partner-referral', now(), id, 'professional', $4, 'routine', 'routine', now() from platform.teams where tenant_id = $1 limit 1
            """, Raw(client), Guid.CreateVersion7(), Raw(organisation));
        await AccessSweepTests.Sql(
            tenant, """
            with service as (
                insert into referrals.services (id, tenant_id, partner, name, needs, cost, channel, written_at)
                values ($3, $1, $4, 'Some help', '{food}', 'free', 'platform', now()) returning id)
            insert into referrals.referrals (
                id, tenant_id, client, first_client, service, partner, need, priority, status, owner, drafted_at, sent_at, shared)
            select $3, $1, $2, $2, service.id, $4, 'food', 'routine', 'sent', u.id, now(), now(), '{clientName,birthDate,phone,language,need}'
            from service, (select id from platform.users where tenant_id = $1 and subject = 'supervisor') u
            """, Raw(client), Guid.CreateVersion7(), Raw(organisation));
        await AccessSweepTests.Sql(
            tenant, """
            insert into referrals.inbound_referrals (
                id, tenant_id, sender, sender_name, sender_key, reference, via, person, need, need_class, priority, received_at, client, first_client,
                inquiry, status, scheduled_at, starts_at, seen_at, completed_at, outcome_at, met, outcome, shared)
            select $3, $1, $4, 'each', $4::text, 'zq', 'platform', '{}', 'food-insecurity', 'g', 'routine', now(), $2, $2,
                $3, 'outcome-reported', now(), now(), now(), now(), now(), 'met', 'Eats.', '{met,outcome}'
            """, Raw(client), Guid.CreateVersion7(), Raw(organisation));
    }

    private static async Task Consent(TestTenant tenant, string client, string kind, string organisation)
    {
        var view = PrivacyPolicy.Usual.ViewOf(kind)!;
        var consent = (await tenant.Do("supervisor", "draftConsent", new
        {
            client,
            kind = "SPECIFIC",
            terms = new
            {
                discloser = "Harbor",
                recipients = new[] { organisation },
                recipientKind = view.Recipient is RecipientKind.NonHipaa ? "NON_HIPAA" : "HIPAA",
                information = new[] { "A", "B", "C", "D", "G" },
                purposes = new[] { view.Purposes[0].ToString().ToUpperInvariant() },
                expiryEvent = "the end of treatment",
                language = "en",
                formVersion = "1",
                notice = "You can take this back.",
            },
        }, "consent { id }")).GetProperty("id").GetString();
        await tenant.Do("supervisor", "signConsent", new { consent, signature = new { evidence = "scan" } }, "consent { id }");
    }

    private static async Task<string> Partner(TestTenant tenant, string kind)
    {
        var id = Guid.CreateVersion7();
        await AccessSweepTests.Sql(tenant, """
            with o as (insert into platform.organisations (id, tenant_id, key, name, kind) values ($2, $1, 'each-' || $3, $3, $3)),
                 u as (insert into platform.users (id, tenant_id, subject, name, organisation_id) values ($2, $1, 'p-' || $3, $3, $2))
            insert into platform.user_roles (tenant_id, user_id, role) values ($1, $2, 'partner')
            """, id, kind);
        return Id.Format(new OrganisationId(id));
    }

    private static Guid Raw(string id) => Id.TrySplit(id, out _, out var value) ? value : throw new ArgumentException(id);
}
