using System.Globalization;
using System.Text.Json;
using CarePlatform.Platform;
using Npgsql;
using Xunit;

namespace CarePlatform.Intake.Tests;

public sealed class RecordDisclosureTests
{
    private const string Account = """
        query($client: ID!, $kind: AccountKind!) { accountingOfDisclosures(client: $client, kind: $kind) { id description recipientName basis } }
        """;

    [Fact]
    public async Task A_part_2_record_leaves_on_a_consent_that_fits_and_with_the_notice()
    {
        var (desk, client, hospital) = await Open();
        object Sends(object? consent = null, bool noticeSent = true, string purpose = "TREATMENT", string[]? classes = null) => new
        {
            client,
            classes = classes ?? ["B", "D"],
            description = "Summary",
            recipient = hospital,
            purpose,
            basis = "CONSENT",
            channel = "fax",
            consent,
            noticeSent,
        };
        Assert.Equal("GroundMissing", await Refused(desk, Sends()));
        var consent = await desk.Consent(client);
        Assert.Equal("NoticeMissing", await Refused(desk, Sends(consent, noticeSent: false)));
        Assert.Equal("ConsentDoesNotFit", await Refused(desk, Sends(consent, purpose: "LEGAL")));
        Assert.Equal("ConsentDoesNotFit", await Refused(desk, Sends(consent, classes: ["D", "E"])));

        var written = await desk.Do("recordDisclosure", Sends(consent), "disclosure { id recipientName part2 ground recipientKind }");
        Assert.Equal("General Hospital", written.GetProperty("recipientName").GetString());
        Assert.Equal(consent, written.GetProperty("ground").GetString());
        Assert.Equal("HIPAA", written.GetProperty("recipientKind").GetString());

        await desk.Do("revokeConsent", new { consent, method = "LETTER" }, "consent { id }");
        Assert.Equal("ConsentDoesNotFit", await Refused(desk, Sends(consent)));
    }

    [Fact]
    public async Task What_left_on_an_earlier_day_says_so_and_rests_on_what_held_then()
    {
        var (desk, client, hospital) = await Open();
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(
            (await desk.Ask("{ tenant { now } }")).GetProperty("tenant").GetProperty("now").GetDateTimeOffset(), TimeZoneInfo.FindSystemTimeZoneById("America/New_York")).DateTime);
        object Sent(DateOnly? on, object? consent = null) => new
        {
            client,
            classes = new[] { "B" },
            description = "Letter",
            recipient = hospital,
            purpose = "TREATMENT",
            basis = consent is null ? "LAW" : "CONSENT",
            channel = "post",
            consent,
            happenedOn = on?.ToString("O", CultureInfo.InvariantCulture),
        };
        Assert.Equal("InvalidInput", await Refused(desk, Sent(today.AddDays(1))));
        var written = await desk.Do("recordDisclosure", Sent(today.AddDays(-3)), "disclosure { id happenedOn at }");
        Assert.Equal(today.AddDays(-3).ToString("O", CultureInfo.InvariantCulture), written.GetProperty("happenedOn").GetString());
        Assert.Equal(JsonValueKind.Null, (await desk.Do("recordDisclosure", Sent(null), "disclosure { happenedOn }")).GetProperty("happenedOn").ValueKind);
        // An account goes back six years from when it left, not from when somebody wrote it down.
        await desk.Do("recordDisclosure", Sent(today.AddYears(-7)), "disclosure { id }");
        var hipaa = (await desk.Ask(Account, new { client, kind = "HIPAA" })).GetProperty("accountingOfDisclosures");
        Assert.Equal(2, hipaa.GetArrayLength());
        Assert.Equal(written.GetProperty("id").GetString(), hipaa[1].GetProperty("id").GetString());
        Assert.Equal("ConsentDoesNotFit", await Refused(desk, Sent(today.AddDays(-3), await desk.Consent(client))));
        await desk.Rows("insert into platform.role_permissions (tenant_id, role, permission, reach) values ($1, 'director', 'platform.privacy', 'tenant')");
        Assert.Equal("3 ", await Verified(desk));
    }

    [Fact]
    public async Task Each_account_lists_what_its_law_asks_for_also_after_a_merge()
    {
        var (desk, client, hospital) = await Open();
        var consent = await desk.Consent(client);
        async Task Write(string description, string basis, string purpose, bool part2 = false, bool through = false) => await desk.Do("recordDisclosure", new
        {
            client,
            classes = new[] { part2 ? "D" : "B" },
            description,
            recipient = hospital,
            purpose,
            basis,
            channel = "fax",
            consent = basis == "CONSENT" ? consent : null,
            noticeSent = true,
            intermediary = through ? hospital : null,
        }, "disclosure { id }");
        await Write("ordinary treatment", "TPO", "TREATMENT");
        await Write("to the person", "PERSON", "PATIENT_REQUEST");
        await Write("a law asks", "LAW", "PUBLIC_HEALTH");
        await Write("from the program", "CONSENT", "TREATMENT", part2: true);
        await Write("over the exchange", "CONSENT", "TREATMENT", part2: true, through: true);
        var survivor = await desk.Register("Mary", "Reyes");
        await desk.Do("mergeClients", new { survivor, merged = client, reason = "same person" }, "clientMerge { id }");

        async Task<string[]> Lists(string kind) => [.. (await desk.Ask(Account, new { client = survivor, kind })).GetProperty("accountingOfDisclosures")
            .EnumerateArray().Select(d => d.GetProperty("description").GetString()!).Reverse()];
        Assert.Equal(["a law asks"], await Lists("HIPAA"));
        Assert.Equal(["from the program", "over the exchange"], await Lists("PART2"));
        Assert.Equal(["over the exchange"], await Lists("INTERMEDIARY"));
        Assert.Equal(5, (await Lists("EVERYTHING")).Length);
    }

    [Fact]
    public async Task A_row_that_is_changed_removed_or_slipped_in_is_found()
    {
        var (desk, client, hospital) = await Open();
        await desk.Do("recordDisclosure", new
        {
            client,
            classes = new[] { "A" },
            description = "Address",
            recipient = hospital,
            purpose = "TREATMENT",
            basis = "TPO",
            channel = "phone",
        }, "disclosure { id }");
        await desk.Rows("insert into platform.role_permissions (tenant_id, role, permission, reach) values ($1, 'director', 'platform.privacy', 'tenant')");
        Assert.Equal("1 ", await Verified(desk));

        // The application cannot change rows, nor can its owner by accident.
        await Assert.ThrowsAsync<PostgresException>(() => desk.Rows("update platform.disclosures set recipient_name = 'Nobody' where tenant_id = $1"));
        const string Unguarded = "set local session_replication_role = replica;";
        await Change(desk, $"{Unguarded} update platform.disclosures set recipient_name = 'Nobody' where tenant_id = '{desk.Tenant.Tenant.Id.Value}'");
        Assert.EndsWith("was changed after it was written.", await Verified(desk));
        await Change(desk, $"{Unguarded} delete from platform.disclosures where tenant_id = '{desk.Tenant.Tenant.Id.Value}'");
        Assert.EndsWith("was removed from the log.", await Verified(desk));
    }

    private static async Task<string> Verified(IntakeDesk desk)
    {
        var verification = (await desk.Ask("{ verifyDisclosures { count problem } }", by: "director")).GetProperty("verifyDisclosures");
        return $"{verification.GetProperty("count")} {verification.GetProperty("problem")}";
    }

    private static async Task Change(IntakeDesk desk, string sql)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var connection = await desk.Tenant.Host.Database.Administrator.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using var command = new NpgsqlCommand(sql, connection, transaction);
        await command.ExecuteNonQueryAsync(ct);
        await transaction.CommitAsync(ct);
    }

    private static Task<string> Refused(IntakeDesk desk, object input) => desk.Refusal("recordDisclosure", input, "disclosure { id }");

    private static async Task<(IntakeDesk Desk, string Client, string Hospital)> Open()
    {
        var desk = await IntakeDesk.Open();
        var hospital = Guid.CreateVersion7();
        await desk.Rows(
            "insert into platform.organisations (id, tenant_id, key, name, kind) values ($2, $1, 'general', 'General Hospital', 'hospital')", hospital);
        return (desk, await desk.Register("Maria", "Reyes"), Id.Format(new OrganisationId(hospital)));
    }
}
