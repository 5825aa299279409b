using System.Text.Json;
using CarePlatform.Platform;
using CarePlatform.Testing;
using Xunit;

namespace CarePlatform.Referrals.Tests;

/// <summary>A coalition: a pantry, a housing organisation and a treatment center whose people sign in, and a client with a shared plan.</summary>
internal sealed class PlanTenant
{
    /// <summary>Who is responsible for plans where they are convened.</summary>
    public const string Owner = "care-coordinator";

    /// <summary>Who signs in for the pantry, a food bank.</summary>
    public const string Pantry = "pantry-partner";

    /// <summary>Who signs in for the housing organisation.</summary>
    public const string Housing = "key-partner";

    /// <summary>Who signs in for a contracted clinic (DCO).</summary>
    public const string Clinic = "dco-partner";

    public const string Plan = "sharedPlan { id version endedAt endReason reviewOn owner { id } client { id } }";

    public const string Member = "planMember { id state version }";

    public const string Received = "receivedPlan { id plan state version }";

    public const string Entry = "planReceipt { id state version takenBy takenByConvenor dueOn settledOn }";

    public const string Note = "ownPlanNote { id text sharedAt }";

    private static int _people;

    private PlanTenant(TestTenant outside, IReadOnlyDictionary<string, string> partners) => (Outside, Partners) = (outside, partners);

    public TestTenant Outside { get; }

    /// <summary>Ids of the partners by who signs in for them.</summary>
    public IReadOnlyDictionary<string, string> Partners { get; }

    public static async Task<PlanTenant> New()
    {
        var outside = await TestTenant.From("community-coalition");
        var found = (await outside.Ask("admin", "{ organisations { id name } }")).GetProperty("organisations").EnumerateArray()
            .ToDictionary(o => o.GetProperty("name").GetString()!, o => o.GetProperty("id").GetString()!);
        var clinic = Guid.CreateVersion7();
        await Sql(outside, "insert into platform.organisations (id, tenant_id, key, name, kind) values ($2, $1, 'clinic', 'Mesa Clinic', 'dco')", clinic);
        var partners = new Dictionary<string, string>
        {
            [Pantry] = found["Open Table Pantry"],
            [Housing] = found["First Key Supportive Housing"],
            [Clinic] = Id.Format(new OrganisationId(clinic)),
        };
        foreach (var (subject, organisation) in partners.Where(p => p.Key != Pantry))
        {
            await Sql(outside, """
                with u as (insert into platform.users (id, tenant_id, subject, name, organisation_id) values (gen_random_uuid(), $1, $3, $3, $2) returning id)
                insert into platform.user_roles (tenant_id, user_id, role) select $1, id, 'partner' from u
                """, Raw(organisation), subject);
        }

        // What partners are is remembered for seconds; a change of the policy is known at once.
        await outside.Do("clinical-director", "changePrivacyPolicy", new { expectedVersion = 0 }, "privacyPolicy { version }");
        return new PlanTenant(outside, partners);
    }

    public async Task<string> Client() => IdOf(await Outside.Do("intake-worker", "registerClient", new
    {
        person = new { given = "Zora", family = $"Quill{Interlocked.Increment(ref _people)}", birthDate = "1990-03-04", phones = new[] { "617-555-0177" } },
        registerAsNew = true,
    }, "client { id }"));

    /// <summary>The client consents to share these classes with these partners.</summary>
    public async Task<string> Agree(string client, string[] partners, string[]? classes = null, string kind = "REFERRAL_CBO", string binds = "NON_HIPAA")
    {
        var consent = IdOf(await Outside.Do("supervisor", "draftConsent", new
        {
            client,
            kind,
            terms = new
            {
                discloser = "Bridge",
                recipients = partners.Select(p => Partners[p]),
                recipientKind = binds,
                information = classes ?? ["A", "G"],
                purposes = new[] { "TREATMENT" },
                expiresOn = "2099-01-01",
                language = "en",
                formVersion = "1",
                notice = "You can take this back.",
            },
        }, "consent { id }"));
        await Outside.Do("supervisor", "signConsent", new { consent, signature = new { evidence = "scan" } }, "consent { id }");
        return consent;
    }

    public Task Revoke(string consent) => Outside.Do("supervisor", "revokeConsent", new { consent, method = "LETTER" }, "consent { id }");

    public async Task<string> Open(string client) => IdOf(await Outside.Do(Owner, "openSharedPlan", new { client, reviewOn = Day(90) }, Plan));

    public Task<JsonElement> Invite(string plan, string partner, string need = "food-insecurity", string role = "Food each week") =>
        Outside.Do(Owner, "invitePlanPartner", new { plan, partner = Partners[partner], need, role }, Member);

    /// <summary>The partner is invited and takes part; gives its part.</summary>
    public async Task<string> Join(string plan, string partner, string need = "food-insecurity")
    {
        var member = IdOf(await Invite(plan, partner, need));
        await Outside.Do(partner, "answerPlanInvitation", new { member, accept = true }, Received);
        return member;
    }

    /// <summary>A client who has agreed to share with these partners, all of which take part in the plan; gives the plan.</summary>
    public async Task<string> Shared(params string[] partners)
    {
        var client = await Client();
        await Agree(client, partners);
        var plan = await Open(client);
        foreach (var partner in partners)
        {
            await Join(plan, partner);
        }

        return plan;
    }

    public async Task<string> Goal(string plan, string words = "I want to cook again.", string need = "food-insecurity", string who = Owner) =>
        IdOf(await Outside.Do(who, "writePlanEntry", new { plan, kind = "GOAL", words, need }, Entry));

    public async Task<string> Action(string plan, string words = "Bring a box each week.", string need = "food-insecurity", string who = Owner) =>
        IdOf(await Outside.Do(who, "writePlanEntry", new { plan, kind = "ACTION", words, need }, Entry));

    public async Task<JsonElement> See(string plan) => (await Outside.Ask("supervisor", """
        { sharedPlans(first: 50) { nodes {
            id endedAt endReason version client { id } owner { name } history { kind member entry byName byPartner reason }
            members { id state reason consentLostAt partner { name } } entries { id kind need words state takenBy takenByConvenor } notes { id text sharedAt } } } }
        """)).GetProperty("sharedPlans").GetProperty("nodes").EnumerateArray().Single(p => IdOf(p) == plan);

    /// <summary>What a partner is shown of its plans, the whole answer with what is withheld.</summary>
    public Task<JsonElement> Seen(string partner) => Outside.Send(partner, """
        { plansSharedWithUs(first: 20) { nodes {
            id plan role state version person { name } members { id name need role } entries { id kind need words state dueOn takenBy takenByConvenor overdue }
            notes { id member text } ourNotes { id text sharedAt } } } }
        """);

    /// <summary>The one plan that a partner is shown.</summary>
    public async Task<JsonElement> SeenPlan(string partner) =>
        Assert.Single((await Seen(partner)).GetProperty("data").GetProperty("plansSharedWithUs").GetProperty("nodes").EnumerateArray());

    /// <summary>The type of the first refusal.</summary>
    public async Task<string> Refused(string who, string mutation, object input, string thing) =>
        (await Outside.Refused(who, mutation, input, thing))[0].GetProperty("__typename").GetString()!;

    /// <summary>Open work about this, by the key of its template.</summary>
    public async Task<IReadOnlyList<string>> Work(string subject)
    {
        await Outside.Quiet();
        return [.. (await Outside.Ask("supervisor", "{ workItems(first: 100, where: { state: OPEN }) { nodes { template subject } } }"))
            .GetProperty("workItems").GetProperty("nodes").EnumerateArray()
            .Where(i => i.GetProperty("subject").GetString() == subject).Select(i => i.GetProperty("template").GetString()!).Order()];
    }

    public static string Day(int days) => TimeProvider.System.GetUtcNow().AddDays(days).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    public static string IdOf(JsonElement thing) => thing.GetProperty("id").GetString()!;

    public static Guid Raw(string id) => Id.TrySplit(id, out _, out var value) ? value : throw new ArgumentException(id);

    private static async Task Sql(TestTenant tenant, string sql, params object[] values)
    {
        await using var command = tenant.Host.Database.Administrator.CreateCommand(sql);
        command.Parameters.AddWithValue(tenant.Tenant.Id.Value);
        foreach (var value in values)
        {
            command.Parameters.AddWithValue(value);
        }

        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
