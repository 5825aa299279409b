using System.Net;
using System.Text.Json;
using Xunit;

namespace CarePlatform.Platform.Tests;

public sealed class InviteUserTests
{
    [Fact]
    public async Task Whoever_signs_in_with_the_code_is_that_person_from_then_on_and_nobody_was_before()
    {
        var people = await PeopleTenant.New();
        var invited = await people.Invite("nora@example.org", new { roles = new[] { "librarian" }, title = "Librarian" });
        Assert.False(invited.GetProperty("user").GetProperty("active").GetBoolean());
        Assert.Equal("USER_UNKNOWN", await people.ErrorOf("nora-sub"));

        var (status, answer) = await people.Accept(people.Code("nora@example.org"), "nora-sub");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(invited.GetProperty("user").GetProperty("id").GetString(), answer.GetProperty("user").GetString());
        Assert.Null(await people.ErrorOf("nora-sub"));
        Assert.Equal("Person of nora@example.org", await people.Tenant.Host.Database.Administrator.CreateCommand(
            $"select name from platform.users where subject = 'nora-sub' and issuer = 'careplatform-built-in' and tenant_id = '{people.Tenant.Tenant.Id.Value}'")
            .ExecuteScalarAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_code_opens_once_and_its_secret_is_shown_to_nobody_here()
    {
        var people = await PeopleTenant.New();
        var invited = await people.Invite("nora@example.org");
        var code = people.Code("nora@example.org");
        Assert.DoesNotContain(code.Split('.')[^1], invited.GetRawText(), StringComparison.Ordinal);
        await people.Accept(code, "nora-sub");
        var (status, answer) = await people.Accept(code, "mallory");
        Assert.Equal((HttpStatusCode.Gone, "INVITATION_USED"), (status, PeopleTenant.CodeOf(answer)));
        Assert.Equal("USER_UNKNOWN", await people.ErrorOf("mallory"));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("{tenant}.inv_01jd9v7k3m8x2n4p6q8r0s2t4v.secret")]
    [InlineData("nowhere.inv_01jd9v7k3m8x2n4p6q8r0s2t4v.secret")]
    public async Task What_is_no_invitation_opens_nothing(string code)
    {
        var people = await PeopleTenant.New();
        var (status, answer) = await people.Accept(code.Replace("{tenant}", people.Tenant.Tenant.Slug, StringComparison.Ordinal), "mallory");
        Assert.Equal((HttpStatusCode.NotFound, "INVITATION_UNKNOWN"), (status, PeopleTenant.CodeOf(answer)));
    }

    [Fact]
    public async Task Guessing_is_slowed_down_and_in_the_trail()
    {
        var people = await PeopleTenant.New();
        await people.Invite("nora@example.org");
        var guess = string.Join('.', people.Code("nora@example.org").Split('.')[..2]) + ".guess";
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 7; i++)
        {
            statuses.Add((await people.Accept(guess, "mallory")).Status);
        }

        Assert.Equal(HttpStatusCode.NotFound, statuses[0]);
        Assert.Equal(HttpStatusCode.TooManyRequests, statuses[^1]);
        var failures = await people.Tenant.Ask("admin", "{ auditEntries(first: 5, where: { action: \"signIn\", failed: true, outcome: \"invitation_unknown\" }) { nodes { actorName } } }");
        Assert.Equal("invitation", failures.GetProperty("auditEntries").GetProperty("nodes")[0].GetProperty("actorName").GetString());
    }

    [Fact]
    public async Task It_expires_by_the_organisations_clock()
    {
        var people = await PeopleTenant.New();
        await people.Invite("nora@example.org", new { days = 2 });
        await people.Tenant.Forward(TimeSpan.FromDays(2));
        Assert.Equal("INVITATION_EXPIRED", PeopleTenant.CodeOf((await people.Accept(people.Code("nora@example.org"), "nora-sub")).Answer));
    }

    [Fact]
    public async Task Without_a_token_or_with_one_of_another_tenant_nothing_happens()
    {
        var (people, other) = (await PeopleTenant.New(), await PeopleTenant.New());
        await people.Invite("nora@example.org");
        var (code, host) = (people.Code("nora@example.org"), people.Tenant.Host);
        Assert.Equal(HttpStatusCode.Unauthorized, (await PeopleTenant.Accept(code, host, token: null)).Status);
        Assert.Equal("ISSUER_NOT_TRUSTED", PeopleTenant.CodeOf((await PeopleTenant.Accept(code, host, host.Token(other.Tenant.Tenant.Slug, "reader"))).Answer));
        Assert.Equal(HttpStatusCode.OK, (await people.Accept(code, "nora-sub")).Status);
    }

    [Fact]
    public async Task A_sign_in_that_belongs_to_somebody_takes_no_second_account()
    {
        var people = await PeopleTenant.New();
        await people.Invite("nora@example.org");
        var (status, answer) = await people.Accept(people.Code("nora@example.org"), "reader");
        Assert.Equal((HttpStatusCode.Conflict, "SIGN_IN_TAKEN"), (status, PeopleTenant.CodeOf(answer)));
        Assert.Equal(HttpStatusCode.OK, (await people.Accept(people.Code("nora@example.org"), "nora-sub")).Status);
    }

    [Fact]
    public async Task The_policy_of_sign_in_holds_for_invitations()
    {
        var people = await PeopleTenant.New();
        await people.Invite("nora@example.org", new { roles = new[] { "librarian" } });
        await people.Tenant.Do("admin", "changeSignIn", new { mfaRoles = new[] { "librarian" } }, "tenant { id }");
        var (code, host, slug) = (people.Code("nora@example.org"), people.Tenant.Host, people.Tenant.Tenant.Slug);
        Assert.Equal("MFA_REQUIRED", PeopleTenant.CodeOf((await people.Accept(code, "nora-sub")).Answer));
        Assert.Equal(HttpStatusCode.OK, (await PeopleTenant.Accept(code, host, host.Token(slug, "nora-sub", severalFactors: true))).Status);
    }

    [Fact]
    public async Task Two_people_of_two_authorities_may_have_the_same_name_there()
    {
        var people = await PeopleTenant.New();
        var machine = await MachineTenant.New();
        await using var authority = await LocalAuthority.Start();
        await people.Join("1001", "librarian");
        var slug = people.Tenant.Tenant.Slug;
        await people.Invite("other@example.org", new { roles = new[] { "librarian" } });
        await people.Tenant.Do("admin", "changeSignIn", new { issuer = authority.Issuer }, "tenant { id }");

        var token = authority.Token("1001", claims: [("tenant", slug)]);
        Assert.Equal("USER_UNKNOWN", await machine.Code(token));
        Assert.Equal(HttpStatusCode.OK, (await PeopleTenant.Accept(people.Code("other@example.org"), people.Tenant.Host, token)).Status);
        var (_, me) = await machine.Query(token, PeopleTenant.Books);
        Assert.True(me.TryGetProperty("data", out _), me.ToString());
    }

    [Fact]
    public async Task Somebody_of_a_partner_gets_its_role_and_signs_in_for_it()
    {
        var people = await PeopleTenant.New();
        var bindery = (await people.Tenant.Ask("admin", "{ organisations { id name } }")).GetProperty("organisations")[0].GetProperty("id").GetString();
        var invited = await people.Invite("pat@bindery.example", new { organisation = bindery });
        Assert.Equal("Bindery", invited.GetProperty("user").GetProperty("organisation").GetProperty("name").GetString());
        await people.Accept(people.Code("pat@bindery.example"), "pat");
        Assert.Equal("Bindery", (await people.Tenant.Ask("pat", "{ ourOrganisation { name } }")).GetProperty("ourOrganisation").GetProperty("name").GetString());
        Assert.Equal("InvalidInput", await people.Refusal("x@bindery.example", new { organisation = bindery, supervisor = await people.User("Lib") }));
    }

    [Fact]
    public async Task Nobody_gives_a_new_person_more_than_they_may_give_anybody()
    {
        var people = await PeopleTenant.New();
        Assert.Equal("GrantsBeyondOwn", await people.Refusal("x@example.org", new { roles = new[] { "reader" } }));
        Assert.Equal("NoSuchRole", await people.Refusal("x@example.org", new { roles = new[] { "emperor" } }));
        Assert.Equal("InvalidInput", await people.Refusal("nobody-at-all", null));
        Assert.Equal("FORBIDDEN", await people.ErrorOf("librarian", "mutation { inviteUser(input: { name: \"x\", mail: \"x@example.org\" }) { errors { code } } }"));
        Assert.Empty(people.Codes("x@example.org"));
    }

    [Fact]
    public async Task Spanish_speakers_are_written_to_in_Spanish()
    {
        var people = await PeopleTenant.New();
        await people.Invite("luz@example.org", new { language = "es" });
        Assert.StartsWith("Hola Person of luz", Testing.TestHost.Sent.To(people.Tenant.Tenant, "luz@example.org")[0].Text, StringComparison.Ordinal);
    }
}

public sealed class InviteAgainTests
{
    [Fact]
    public async Task The_account_moves_to_the_new_sign_in_once_it_is_accepted()
    {
        var people = await PeopleTenant.New();
        var user = await people.Join("nora", "librarian");
        await people.Tenant.Do("admin", "inviteAgain", new { user, mail = "new@example.org" }, PeopleTenant.Invitation);
        Assert.Null(await people.ErrorOf("nora"));
        await people.Accept(people.Code("new@example.org"), "nora-new");
        Assert.Null(await people.ErrorOf("nora-new"));
        Assert.Equal("USER_UNKNOWN", await people.ErrorOf("nora"));
    }

    [Fact]
    public async Task Nobody_gives_an_account_away_that_may_do_more_than_they_could_give()
    {
        var people = await PeopleTenant.New();
        var input = new { user = await people.User("Rea"), mail = "mine@example.org" };
        Assert.Equal("GrantsBeyondOwn", await people.Refused("inviteAgain", input, PeopleTenant.Invitation));
        Assert.Equal("NotFound", await people.Refused("inviteAgain", new { user = "usr_01jd9v7k3m8x2n4p6q8r0s2t4v", mail = "x@example.org" }, PeopleTenant.Invitation));
    }
}

public sealed class ResendInvitationTests
{
    [Fact]
    public async Task The_new_code_opens_and_the_former_does_not()
    {
        var people = await PeopleTenant.New();
        var invitation = (await people.Invite("nora@example.org")).GetProperty("id").GetString();
        var first = people.Code("nora@example.org");
        var again = await people.Tenant.Do("admin", "resendInvitation", new { invitation, days = 3 }, PeopleTenant.Invitation);
        Assert.Equal(2, again.GetProperty("sent").GetInt32());
        Assert.Equal(HttpStatusCode.NotFound, (await people.Accept(first, "nora")).Status);
        Assert.Equal(HttpStatusCode.OK, (await people.Accept(people.Codes("nora@example.org").Single(c => c != first), "nora")).Status);
        Assert.Equal("InvitationIsClosed", await people.Refused("resendInvitation", new { invitation }, PeopleTenant.Invitation));
    }

    [Fact]
    public async Task An_invitation_that_expired_opens_again_when_it_is_sent_again()
    {
        var people = await PeopleTenant.New();
        var invitation = (await people.Invite("nora@example.org", new { days = 1 })).GetProperty("id").GetString();
        var first = people.Code("nora@example.org");
        await people.Tenant.Forward(TimeSpan.FromDays(3));
        await people.Tenant.Do("admin", "resendInvitation", new { invitation }, PeopleTenant.Invitation);
        Assert.Equal(HttpStatusCode.OK, (await people.Accept(people.Codes("nora@example.org").Single(c => c != first), "nora")).Status);
    }
}

public sealed class WithdrawInvitationTests
{
    [Fact]
    public async Task It_opens_nothing_any_more_and_the_list_says_so()
    {
        var people = await PeopleTenant.New();
        var invitation = (await people.Invite("nora@example.org")).GetProperty("id").GetString();
        await people.Tenant.Do("admin", "withdrawInvitation", new { invitation }, PeopleTenant.Invitation);
        Assert.Equal("INVITATION_WITHDRAWN", PeopleTenant.CodeOf((await people.Accept(people.Code("nora@example.org"), "nora")).Answer));
        var all = await people.Tenant.Ask("admin", "{ all: invitations { nodes { mail withdrawnAt } } open: invitations(open: true) { nodes { id } } }");
        Assert.NotEqual(JsonValueKind.Null, all.GetProperty("all").GetProperty("nodes")[0].GetProperty("withdrawnAt").ValueKind);
        Assert.Equal(0, all.GetProperty("open").GetProperty("nodes").GetArrayLength());
    }

    [Fact]
    public async Task What_was_accepted_cannot_be_withdrawn()
    {
        var people = await PeopleTenant.New();
        await people.Join("nora");
        var invitation = (await people.Tenant.Ask("admin", "{ invitations { nodes { id } } }")).GetProperty("invitations").GetProperty("nodes")[0].GetProperty("id").GetString();
        Assert.Equal("InvitationIsClosed", await people.Refused("withdrawInvitation", new { invitation }, PeopleTenant.Invitation));
    }
}
