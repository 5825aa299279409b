using System.Net;
using CarePlatform.Testing;
using Xunit;

namespace CarePlatform.Platform.Tests;

public sealed class DeactivateUserTests
{
    private const string User = "user { id active away }";

    [Fact]
    public async Task Whoever_is_deactivated_is_refused_at_once_with_the_token_that_they_hold_and_on_other_hosts_too()
    {
        var people = await PeopleTenant.New();
        var user = await people.Join("nora", "librarian");
        await using var another = await people.Tenant.Host.Another();
        var elsewhere = people.Tenant.At(another);
        Assert.Null(await people.ErrorOf("nora"));
        Assert.True((await elsewhere.Send("nora", PeopleTenant.Books)).TryGetProperty("data", out _));

        var left = await people.Tenant.Do("admin", "deactivateUser", new { user }, User);
        Assert.False(left.GetProperty("active").GetBoolean());
        Assert.Equal("USER_UNKNOWN", await people.ErrorOf("nora"));
        // The other host hears of it from the database.
        while ((await elsewhere.Send("nora", PeopleTenant.Books)).TryGetProperty("data", out _))
        {
            await Task.Yield();
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
        }
    }

    [Fact]
    public async Task An_invitation_that_waits_is_withdrawn_with_it()
    {
        var people = await PeopleTenant.New();
        var user = (await people.Invite("nora@example.org")).GetProperty("user").GetProperty("id").GetString();
        await people.Tenant.Do("admin", "deactivateUser", new { user }, User);
        Assert.Equal(HttpStatusCode.Gone, (await people.Accept(people.Code("nora@example.org"), "nora")).Status);
    }

    [Fact]
    public async Task The_last_who_can_administer_stays()
    {
        var people = await PeopleTenant.New();
        var admin = await people.User("Ada");
        var refused = (await people.Tenant.Refused("admin", "deactivateUser", new { user = admin }, User))[0];
        Assert.Equal("platform.administration_would_end", refused.GetProperty("code").GetString());

        await people.Tenant.Do("admin", "giveRole", new { user = await people.Join("second"), role = "admin" }, PeopleTenant.Change);
        await people.Tenant.Do("second", "deactivateUser", new { user = admin }, User);
        Assert.Equal("USER_UNKNOWN", await people.ErrorOf("admin", "{ tenant { name } }"));
    }

    [Fact]
    public async Task Of_two_administrators_who_let_each_other_out_at_once_one_stays()
    {
        var people = await PeopleTenant.New();
        var (first, second) = (await people.User("Ada"), await people.Join("second"));
        await people.Tenant.Do("admin", "giveRole", new { user = second, role = "admin" }, PeopleTenant.Change);
        const string Mutation = "mutation($user: ID!) { deactivateUser(input: { user: $user }) { user { id } errors { code } } }";
        await Task.WhenAll(people.Tenant.Send("admin", Mutation, new { user = second }), people.Tenant.Send("second", Mutation, new { user = first }));
        Assert.Equal(1L, await people.Tenant.Host.Database.Administrator.CreateCommand($"""
            select count(*) from platform.users u join platform.user_roles r on r.user_id = u.id
            where u.active and r.role = 'admin' and u.tenant_id = '{people.Tenant.Tenant.Id.Value}'
            """).ExecuteScalarAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_successor_must_be_somebody_else_who_works_here()
    {
        var people = await PeopleTenant.New();
        var (user, gone) = (await people.User("Rea"), await people.User("Gus"));
        Assert.Equal("InvalidInput", await people.Refused("deactivateUser", new { user, successor = user }, User));
        await people.Tenant.Do("admin", "deactivateUser", new { user = gone }, User);
        Assert.Equal("InvalidInput", await people.Refused("deactivateUser", new { user, successor = gone }, User));
        await people.Tenant.Do("admin", "deactivateUser", new { user, successor = await people.User("Lib") }, User);
        var told = await people.Tenant.Host.Database.Administrator.CreateCommand($"""
            select payload ->> 'successor' from messaging.log where tenant_id = '{people.Tenant.Tenant.Id.Value}' and type = 'platform.user-deactivated@1' and stream = '{user}'
            """).ExecuteScalarAsync(TestContext.Current.CancellationToken);
        Assert.Equal(await people.User("Lib"), told);
    }

    [Fact]
    public async Task An_open_connection_of_theirs_ends()
    {
        var people = await PeopleTenant.New();
        var user = await people.Join("nora", "librarian");
        await using var books = await TestSubscription.Open(people.Tenant, "nora", "subscription { bookNews { title } }");
        await people.Tenant.Do("admin", "deactivateUser", new { user }, User);
        await people.Tenant.Do("librarian", "addBook", new { title = "After" }, "book { title }");
        while (await books.NextOrEnd() is { } answer)
        {
            Assert.DoesNotContain("After", answer.GetRawText(), StringComparison.Ordinal);
        }
    }
}

public sealed class ReactivateUserTests
{
    private const string User = "user { id active away }";

    [Fact]
    public async Task They_sign_in_as_before_with_the_roles_that_they_had()
    {
        var people = await PeopleTenant.New();
        var user = await people.Join("nora", "librarian");
        await people.Tenant.Do("admin", "deactivateUser", new { user, successor = await people.User("Lib") }, User);
        var back = await people.Tenant.Do("admin", "reactivateUser", new { user }, User);
        Assert.Equal((true, false), (back.GetProperty("active").GetBoolean(), back.GetProperty("away").GetBoolean()));
        Assert.Null(await people.ErrorOf("nora"));
        Assert.False((await people.Tenant.Ask("admin", "{ users { name away } }")).GetProperty("users").EnumerateArray()
            .First(u => u.GetProperty("name").GetString()!.Contains("nora", StringComparison.Ordinal)).GetProperty("away").GetBoolean());
    }

    [Fact]
    public async Task Whoever_never_signed_in_is_invited_instead_and_nobody_lets_in_whom_they_could_not_equip()
    {
        var people = await PeopleTenant.New();
        var waiting = (await people.Invite("nora@example.org")).GetProperty("user").GetProperty("id").GetString();
        Assert.Equal("NeverSignedIn", await people.Refused("reactivateUser", new { user = waiting }, User));
        var reader = await people.User("Rea");
        await people.Tenant.Do("admin", "deactivateUser", new { user = reader }, User);
        Assert.Equal("GrantsBeyondOwn", await people.Refused("reactivateUser", new { user = reader }, User));
    }
}
