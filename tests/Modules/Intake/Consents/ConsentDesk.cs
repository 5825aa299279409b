using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Xunit;

namespace CarePlatform.Intake.Tests;

/// <summary>What tests of consents say again and again.</summary>
internal static class ConsentDesk
{
    /// <summary>Terms of a general consent with everything that is asked for.</summary>
    public static object General => new
    {
        discloser = "A clinic",
        recipientClasses = new[] { "treating-providers" },
        recipientKind = "HIPAA",
        information = new[] { "A", "B", "C", "D", "G" },
        purposes = new[] { "TREATMENT", "PAYMENT", "OPERATIONS" },
        neverExpires = true,
        language = "en",
        formVersion = "tpo-2026-01",
        notice = "You can take this back in writing at any time.",
    };

    public static object Signature => new { evidence = "scan 4711", by = "CLIENT" };

    /// <summary>Drafts a consent and returns its id.</summary>
    public static async Task<string> Draft(this IntakeDesk desk, string client, object? terms = null, string kind = "TPO") => (await desk.Do(
        "draftConsent", new { client, kind, terms = terms ?? General }, "consent { id }")).GetProperty("id").GetString()!;

    /// <summary>Drafts a consent, signs it and returns its id.</summary>
    public static async Task<string> Consent(this IntakeDesk desk, string client, object? terms = null, string kind = "TPO")
    {
        var consent = await desk.Draft(client, terms, kind);
        await desk.Do("signConsent", new { consent, signature = Signature }, "consent { id }");
        return consent;
    }

    /// <summary>Asks with a stated purpose and returns the whole answer.</summary>
    public static async Task<JsonElement> AskFor(this IntakeDesk desk, string purpose, string query, object? variables = null, string by = "desk")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query, variables }) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", desk.Tenant.Host.Token(desk.Tenant.Tenant.Slug, by));
        request.Headers.Add("X-Care-Purpose", purpose);
        using var response = await desk.Tenant.Host.Client.SendAsync(request, TestContext.Current.CancellationToken);
        return await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
    }

    /// <summary>
    /// Gives the client a visit with a finding at an ordinary clinic and one at a program under 42 CFR Part 2, as an import would have. Returns
    /// the id of the program's organisation.
    /// </summary>
    public static async Task<Guid> Visits(this IntakeDesk desk, string client)
    {
        Assert.True(Platform.Id.TrySplit(client, out _, out var person));
        var (clinic, program) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        foreach (var (organisation, name, code) in new[] { (clinic, "Clinic", "38341003"), (program, "Recovery House", "191816009") })
        {
            await desk.Rows(
                """
                with o as (insert into intake.care_organisations (id, tenant_id, source_system, external_id, name) values ($2, $1, 'test', $2::text, $4)),
                     e as (insert into intake.encounters (id, tenant_id, client, source_system, external_id, class, code, starts_at, local_date, organisation)
                           values ($2, $1, $3, 'test', $2::text, 'AMB', $5, now(), current_date, $2))
                insert into intake.conditions (id, tenant_id, client, encounter, source_system, external_id, code, display)
                values ($2, $1, $3, $2, 'test', $2::text, $5, $4)
                """, organisation, person, name, code);
        }

        return program;
    }
}
