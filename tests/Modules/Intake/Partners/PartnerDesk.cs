using System.Text.Json;
using CarePlatform.Platform;
using Xunit;

namespace CarePlatform.Intake.Tests;

/// <summary>What tests of partner organisations say again and again.</summary>
internal static class PartnerDesk
{
    /// <summary>A partner organisation of this kind, with somebody who signs in under the same name. Returns its wire id.</summary>
    public static async Task<string> Partner(this IntakeDesk desk, string key, string kind)
    {
        var id = Guid.CreateVersion7();
        await desk.Rows(
            """
            with o as (insert into platform.organisations (id, tenant_id, key, name, kind) values ($2, $1, $3, $3, $4)),
                 r as (insert into platform.roles (tenant_id, key, title) values ($1, 'partner', 'Partner') on conflict do nothing),
                 p as (insert into platform.role_permissions (tenant_id, role, permission, reach)
                       select $1, 'partner', unnest(array['intake.referred', 'intake.shared', 'intake.declare-emergency']), 'organisation' on conflict do nothing),
                 u as (insert into platform.users (id, tenant_id, subject, name, organisation_id) values ($2, $1, $3, $3, $2))
            insert into platform.user_roles (tenant_id, user_id, role) values ($1, $2, 'partner')
            """, id, key, kind);
        return Id.Format(new OrganisationId(id));
    }

    /// <summary>Terms of a consent that names the partner.</summary>
    public static object Naming(string partner, string[] information, string purpose = "TREATMENT", string recipientKind = "HIPAA") => new
    {
        discloser = "A clinic",
        recipients = new[] { partner },
        recipientKind,
        information,
        purposes = new[] { purpose },
        expiryEvent = "the end of treatment",
        language = "en",
        formVersion = "1",
        notice = "You can take this back in writing at any time.",
    };

    /// <summary>Receives an inquiry that the partner referred.</summary>
    public static async Task<string> ReferredBy(this IntakeDesk desk, string client, string partner) => (await desk.Do(
        "receiveInquiry", new { door = "PARTNER_REFERRAL", client, referring = partner }, "inquiry { id }")).GetProperty("id").GetString()!;

    /// <summary>Whom the partner sees, whole answers.</summary>
    public static async Task<JsonElement> Shared(this IntakeDesk desk, string by, string fields, string purpose = "") =>
        purpose.Length > 0 ? await desk.AskFor(purpose, Query(fields), by: by) : await desk.Tenant.Send(by, Query(fields));

    /// <summary>The people in an answer.</summary>
    public static IReadOnlyList<JsonElement> People(this JsonElement answer)
    {
        Assert.False(answer.TryGetProperty("errors", out var errors), errors.ToString());
        return [.. answer.GetProperty("data").GetProperty("sharedWithUs").GetProperty("nodes").EnumerateArray()];
    }

    /// <summary>The disclosures about a client, the latest first.</summary>
    public static async Task<IReadOnlyList<JsonElement>> Disclosures(this IntakeDesk desk, string client) => [.. (await desk.Ask(
        "query($c: ID!) { accountingOfDisclosures(client: $c, kind: EVERYTHING) { recipientName classes part2 items purpose basis ground noticeSent notice { text case policyVersion } channel } }",
        new { c = client })).GetProperty("accountingOfDisclosures").EnumerateArray()];

    private static string Query(string fields) => $"{{ sharedWithUs(first: 50) {{ nodes {{ {fields} }} totalCount }} }}";
}
