using System.Text.Json;
using CarePlatform.Platform;
using CarePlatform.Testing;

namespace CarePlatform.Referrals.Tests;

/// <summary>
/// A tenant with the partners of the demonstration: a housing alliance whose people sign in, a hospital, a food shelf; and a client of the
/// care coordinator's who has agreed to be referred to the alliance.
/// </summary>
internal sealed class LoopTenant
{
    /// <summary>Who refers.</summary>
    public const string Referrer = "care-coordinator";

    /// <summary>Who answers for the housing alliance.</summary>
    public const string Partner = "housing-partner";

    /// <summary>What the tests look at of a referral.</summary>
    public const string Fields = """
        {
          id status version need note shared consent overrideReason noAgreementReason declineReason startsAt missed met outcome endReason unreadHere unreadThere
          loop { tracked answered confirmed outcome } codes { bser task } owner { id name } offeredTo { name } next { id status } before { id } agreement { id }
          history { number move status byName forPartner reason note owner { name } }
        }
        """;

    public const string Referral = $"referral {Fields}";

    /// <summary>What a partner is given back.</summary>
    public const string Received = "receivedReferral { id status need note unread version startsAt }";

    private static int _people;

    private LoopTenant(TestTenant outside, IReadOnlyDictionary<string, string> partners) => (Outside, Partners) = (outside, partners);

    public TestTenant Outside { get; }

    /// <summary>Ids of the partners by name.</summary>
    public IReadOnlyDictionary<string, string> Partners { get; }

    public string Housing => Partners["Keystone Housing Alliance"];

    public string Hospital => Partners["St. Brigid Hospital"];

    public string FoodShelf => Partners["Harbor Food Shelf"];

    /// <param name="host">By which host it is served; the shared one when nothing is said.</param>
    /// <param name="database">In which of its databases it lives; in the first when nothing is said.</param>
    public static async Task<LoopTenant> New(TestHost? host = null, string? database = null)
    {
        var outside = await TestTenant.From(
            host: host, plan: TenantPlan.ReadDemo().Single(p => p.CareModel == "ambulatory-intensive") with { Database = database });
        var partners = await outside.Ask("admin", "{ organisations { id name } }");
        return new LoopTenant(outside, partners.GetProperty("organisations").EnumerateArray()
            .ToDictionary(o => o.GetProperty("name").GetString()!, o => o.GetProperty("id").GetString()!));
    }

    /// <summary>The same tenant as another host serves it.</summary>
    public LoopTenant At(TestHost host) => new(Outside.At(host), Partners);

    /// <summary>A client, with a consent that names these partners.</summary>
    public async Task<string> Client(params string[] agreesTo)
    {
        var client = (await Outside.Do("intake-worker", "registerClient", new
        {
            person = new { given = "Zora", family = $"Quill{Interlocked.Increment(ref _people)}", birthDate = "1990-03-04", phones = new[] { "617-555-0177" } },
            registerAsNew = true,
        }, "client { id }")).GetProperty("id").GetString()!;
        if (agreesTo.Length > 0)
        {
            await Agree(client, agreesTo);
        }

        return client;
    }

    /// <summary>The client consents to be referred to these partners.</summary>
    public Task<string> Agree(string client, params string[] to) => Agree(client, ["A", "G"], to);

    /// <summary>The client consents that these partners are told what is of these classes.</summary>
    public async Task<string> Agree(string client, IReadOnlyList<string> information, params string[] to)
    {
        var consent = (await Outside.Do("supervisor", "draftConsent", new
        {
            client,
            kind = "REFERRAL_CBO",
            terms = new
            {
                discloser = "Harbor",
                recipients = to,
                recipientKind = "NON_HIPAA",
                information,
                purposes = new[] { "TREATMENT" },
                expiresOn = "2099-01-01",
                language = "en",
                formVersion = "1",
                notice = "You can take this back.",
            },
        }, "consent { id }")).GetProperty("id").GetString()!;
        await Outside.Do("supervisor", "signConsent", new { consent, signature = new { evidence = "scan" } }, "consent { id }");
        return consent;
    }

    /// <summary>A service in the directory.</summary>
    public async Task<string> Service(string? partner = null, object? entry = null) =>
        (await Outside.Do("supervisor", "writeServiceEntry", new
        {
            partner = partner ?? Housing,
            entry = entry ?? new { name = "Emergency housing", needs = new[] { "homelessness", "housing-instability" } },
        }, "serviceEntry { id }")).GetProperty("id").GetString()!;

    /// <summary>A draft by the care coordinator.</summary>
    public async Task<JsonElement> Draft(string? client = null, string? service = null, string need = "homelessness", string priority = "ROUTINE") =>
        await Outside.Do(Referrer, "draftReferral", new
        {
            client = client ?? await Client(Housing),
            service = service ?? await Service(),
            need,
            priority,
            note = "Has a dog.",
        }, Referral);

    /// <summary>A referral that has gone out to the housing alliance.</summary>
    public async Task<string> Sent(string priority = "ROUTINE")
    {
        var draft = await Draft(priority: priority);
        return IdOf(await Outside.Do(Referrer, "sendReferral", new { referral = IdOf(draft) }, Referral));
    }

    /// <summary>The partner does this to the referral.</summary>
    public Task<JsonElement> Answer(string referral, string mutation, object? more = null, string who = Partner) =>
        Outside.Do(who, mutation, With(referral, more), Received);

    /// <summary>The partner is refused this; gives the type of the refusal.</summary>
    public async Task<string> Refused(string referral, string mutation, object? more = null, string who = Partner, string thing = Received) =>
        (await Outside.Refused(who, mutation, With(referral, more), thing))[0].GetProperty("__typename").GetString()!;

    /// <summary>The referral as the supervisor sees it.</summary>
    public async Task<JsonElement> See(string referral) =>
        (await Outside.Ask("supervisor", $"query($r: ID!) {{ referral(id: $r) {Fields} }}", new { r = referral })).GetProperty("referral");

    /// <summary>The open work about a referral, or about something else.</summary>
    public async Task<IReadOnlyList<JsonElement>> OpenWork(string subject)
    {
        await Outside.Quiet();
        return [.. (await Outside.Ask("supervisor", "{ workItems(first: 100, where: { state: OPEN }) { nodes { template step subject owner { id name } } } }"))
            .GetProperty("workItems").GetProperty("nodes").EnumerateArray().Where(i => i.GetProperty("subject").GetString() == subject)];
    }

    /// <summary>The partner accepts, completes and tells the outcome.</summary>
    public async Task<string> Reported()
    {
        var referral = await Sent();
        await Answer(referral, "acceptReferral");
        await Answer(referral, "completeReferral");
        await Answer(referral, "reportReferralOutcome", new { met = "MET", outcome = "Moved in." });
        return referral;
    }

    /// <summary>The id of a person of the staff.</summary>
    public async Task<string> Person(string subject) =>
        (await Outside.Ask(subject, "{ me { id } }")).GetProperty("me").GetProperty("id").GetString()!;

    /// <summary>What was disclosed of the client, in order.</summary>
    public async Task<IReadOnlyList<JsonElement>> Disclosures(string client) => [.. (await Outside.Ask(
        "clinical-director", "query($c: ID!) { accountingOfDisclosures(client: $c, kind: EVERYTHING) { description basis items } }", new { c = client }))
        .GetProperty("accountingOfDisclosures").EnumerateArray()];

    public static string IdOf(JsonElement thing) => thing.GetProperty("id").GetString()!;

    public static string Status(JsonElement thing) => thing.GetProperty("status").GetString()!;

    private static Dictionary<string, object?> With(string referral, object? more)
    {
        var input = new Dictionary<string, object?> { ["referral"] = referral };
        foreach (var property in more?.GetType().GetProperties() ?? [])
        {
            input[property.Name] = property.GetValue(more);
        }

        return input;
    }
}
