using Xunit;

namespace CarePlatform.Intake.Tests;

public sealed class ChangePrivacyPolicyTests
{
    private const string Shown = "privacyPolicy { version reAskDays programs { key } partners { kinds } }";

    [Fact]
    public async Task What_changes_holds_for_the_next_request_and_the_rest_stays()
    {
        var desk = await Open();
        var client = await desk.Register("Maria", "Reyes");
        await desk.Visits(client);
        Assert.Equal(System.Text.Json.JsonValueKind.Null, (await Conditions(desk, client)).ValueKind);

        var changed = await desk.Do("changePrivacyPolicy", new
        {
            expectedVersion = 0,
            reAskDays = 30,
            staff = new[] { new { purposes = new[] { "OPERATIONS", "TREATMENT" }, classes = new[] { "A", "B" } } },
        }, Shown, "director");

        Assert.Equal((1, 30), (changed.GetProperty("version").GetInt32(), changed.GetProperty("reAskDays").GetInt32()));
        Assert.NotEqual(0, changed.GetProperty("partners").GetArrayLength());
        Assert.Equal(2, (await Conditions(desk, client)).GetArrayLength());
        Assert.Equal("VersionConflict", await desk.Refusal("changePrivacyPolicy", new { expectedVersion = 0, reAskDays = 10 }, Shown, "director"));
        Assert.Equal(30, (await desk.Ask("{ privacyPolicy { reAskDays } }")).GetProperty("privacyPolicy").GetProperty("reAskDays").GetInt32());
    }

    [Fact]
    public async Task What_kinds_without_a_view_are_shown_is_laid_down_as_well()
    {
        var desk = await Open();
        const string others = "privacyPolicy { otherPartners { kinds recipient cells { class needs } } }";
        object View(params string[] kinds) => new { kinds, recipient = "NON_HIPAA", purposes = new[] { "TREATMENT" }, cells = Array.Empty<object>() };
        Assert.Equal("InvalidInput", await desk.Refusal("changePrivacyPolicy", new { expectedVersion = 0, otherPartners = View("clinic") }, others, "director"));
        Assert.Equal(2, (await desk.Ask($"{{ {others} }}")).GetProperty("privacyPolicy").GetProperty("otherPartners").GetProperty("cells").GetArrayLength());
        var changed = await desk.Do("changePrivacyPolicy", new { expectedVersion = 0, otherPartners = View() }, others, "director");
        Assert.Equal(0, changed.GetProperty("otherPartners").GetProperty("cells").GetArrayLength());
    }

    [Fact]
    public async Task What_cannot_be_is_told_all_at_once_and_changes_nothing()
    {
        var desk = await Open();
        var refused = await desk.Tenant.Refused("director", "changePrivacyPolicy", new
        {
            expectedVersion = 0,
            treatmentPermission = "nobody.knows",
            reAskDays = 0,
            redisclosureNotice = " ",
            programs = new[] { new { key = "", title = "?", teams = Array.Empty<string>() } },
            partners = new[] { new { kinds = Array.Empty<string>(), recipient = "HIPAA", purposes = new[] { "TREATMENT" }, cells = Array.Empty<object>() } },
        }, Shown);
        Assert.Equal(
            ["input.staff", "input.programs", "input.partners", "input", "input.redisclosureNotice"],
            refused.EnumerateArray().Select(r => r.GetProperty("path").GetString()));
        Assert.Equal(0, (await desk.Ask("{ privacyPolicy { version } }")).GetProperty("privacyPolicy").GetProperty("version").GetInt32());
    }

    // The director may lay down the policy here.
    private static async Task<IntakeDesk> Open()
    {
        var desk = await IntakeDesk.Open();
        await desk.Rows("insert into platform.role_permissions (tenant_id, role, permission, reach) values ($1, 'director', 'platform.privacy', 'tenant')");
        return desk;
    }

    private static async Task<System.Text.Json.JsonElement> Conditions(IntakeDesk desk, string client) => (await desk.Ask(
        "query($id: ID!) { client(id: $id) { conditions { code } } }", new { id = client }, "reader")).GetProperty("client").GetProperty("conditions");
}
