using System.Net;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Xunit;

namespace CarePlatform.Platform.Tests;

public sealed class ChangeSignInTests
{
    private const string Books = "{ books { nodes { title } } }";

    [Fact]
    public async Task A_tenants_own_authority_vouches_for_its_people_and_no_other_does()
    {
        var (tenant, other) = (await MachineTenant.New(), await MachineTenant.New());
        await using var authority = await LocalAuthority.Start();
        await Change(tenant, new { issuer = authority.Issuer });

        var token = authority.Token("reader", claims: [("tenant", tenant.Tenant.Tenant.Slug)]);
        Assert.Equal(HttpStatusCode.OK, (await tenant.Query(token, Books)).Status);
        Assert.Equal("ISSUER_NOT_TRUSTED", await tenant.Code(tenant.Tenant.Host.Token(tenant.Tenant.Tenant.Slug, "reader")));
        Assert.Equal("ISSUER_NOT_TRUSTED", await tenant.Code(authority.Token("reader", claims: [("tenant", other.Tenant.Tenant.Slug)])));
        Assert.Equal("USER_UNKNOWN", await tenant.Code(authority.Token("nobody", claims: [("tenant", tenant.Tenant.Tenant.Slug)])));
        Assert.Contains(await FailuresOf(other), f => f == ("reader", "ISSUER_NOT_TRUSTED"));
    }

    [Fact]
    public async Task An_authority_of_one_tenant_need_not_name_it_and_one_of_two_is_told_by_audience()
    {
        var (tenant, other) = (await MachineTenant.New(), await MachineTenant.New());
        await using var authority = await LocalAuthority.Start();
        await Change(tenant, new { issuer = authority.Issuer, audience = "app-one", subjectClaim = "email" });
        await Change(other, new { issuer = authority.Issuer, audience = "app-two" });
        Assert.Equal(HttpStatusCode.OK, (await tenant.Query(authority.Token("x", "app-one", ("email", "reader")), Books)).Status);
        Assert.Equal(HttpStatusCode.OK, (await tenant.Query(authority.Token("reader", "app-two"), Books)).Status);
        Assert.Equal("ISSUER_NOT_TRUSTED", await tenant.Code(authority.Token("x", "app-two", ("email", "reader"), ("tenant", tenant.Tenant.Tenant.Slug))));
        Assert.Equal("UNAUTHENTICATED", await tenant.Code(authority.Token("x", "app-three", ("email", "reader"))));
    }

    [Fact]
    public async Task A_token_whose_secret_is_the_authoritys_public_key_or_that_has_no_signature_is_refused()
    {
        var tenant = await MachineTenant.New();
        await using var authority = await LocalAuthority.Start();
        await Change(tenant, new { issuer = authority.Issuer });
        var good = new JsonWebToken(authority.Token("reader"));
        Assert.Equal(HttpStatusCode.OK, (await tenant.Query(good.EncodedToken, Books)).Status);
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var confused = new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = authority.Issuer,
            Audience = "careplatform",
            Expires = now.AddHours(1),
            Claims = new Dictionary<string, object> { ["sub"] = "reader" },
            SigningCredentials = new SigningCredentials(new SymmetricSecurityKey(authority.PublicKey) { KeyId = authority.Kid }, SecurityAlgorithms.HmacSha256),
        });
        Assert.Equal("UNAUTHENTICATED", await tenant.Code(confused));
        Assert.Equal("UNAUTHENTICATED", await tenant.Code($"{Base64UrlEncoder.Encode("""{"alg":"none"}""")}.{good.EncodedPayload}."));
    }

    [Fact]
    public async Task A_sign_in_without_several_factors_is_refused_where_the_policy_asks_for_them()
    {
        var tenant = await MachineTenant.New();
        await Change(tenant, new { mfaRoles = new[] { "librarian" } });
        var (host, slug) = (tenant.Tenant.Host, tenant.Tenant.Tenant.Slug);
        var (status, answer) = await tenant.Query(host.Token(slug, "librarian"), Books);
        var error = answer.GetProperty("errors")[0];
        Assert.Equal((HttpStatusCode.Unauthorized, "MFA_REQUIRED"), (status, error.GetProperty("extensions").GetProperty("code").GetString()));
        Assert.EndsWith("asks for amr=mfa in the token, which has amr=pwd.", error.GetProperty("message").GetString());
        Assert.Equal(HttpStatusCode.OK, (await tenant.Query(host.Token(slug, "librarian", severalFactors: true), Books)).Status);
        Assert.Equal(HttpStatusCode.OK, (await tenant.Query(host.Token(slug, "reader"), Books)).Status);

        await Change(tenant, new { mfaRequired = true });
        Assert.Equal("MFA_REQUIRED", await tenant.Code(host.Token(slug, "reader")));
        Assert.Contains(("reader", "MFA_REQUIRED"), await FailuresOf(tenant, severalFactors: true));
    }

    [Fact]
    public async Task An_acr_value_shows_it_as_well()
    {
        var tenant = await MachineTenant.New();
        await using var authority = await LocalAuthority.Start();
        await Change(tenant, new { issuer = authority.Issuer, mfaRequired = true, acrValues = new[] { "urn:example:strong" } });
        Assert.Equal(HttpStatusCode.OK, (await tenant.Query(authority.Token("reader", claims: [("acr", "urn:example:strong")]), Books)).Status);
        Assert.Equal("MFA_REQUIRED", await tenant.Code(authority.Token("reader", claims: [("acr", "urn:example:weak")])));
        Assert.Equal(HttpStatusCode.OK, (await tenant.Query(authority.Token("reader", claims: [("amr", new[] { "pwd", "mfa" })]), Books)).Status);
    }

    [Fact]
    public async Task Tokens_and_sign_ins_that_are_too_old_are_refused_although_they_still_hold()
    {
        var tenant = await MachineTenant.New();
        var (host, slug) = (tenant.Tenant.Host, tenant.Tenant.Tenant.Slug);
        var old = host.Token(slug, "reader", TimeSpan.FromMinutes(30));
        Assert.Equal(HttpStatusCode.OK, (await tenant.Query(old, Books)).Status);
        await Change(tenant, new { maxTokenMinutes = 20 });
        Assert.Equal("TOKEN_TOO_OLD", await tenant.Code(old));
        Assert.Equal(HttpStatusCode.OK, (await tenant.Query(host.Token(slug, "reader", TimeSpan.FromMinutes(10)), Books)).Status);
        await Change(tenant, new { maxSessionMinutes = 5 });
        Assert.Equal("SIGN_IN_TOO_OLD", await tenant.Code(host.Token(slug, "reader", TimeSpan.FromMinutes(10))));
    }

    [Fact]
    public async Task An_authority_that_does_not_answer_or_is_somebody_else_is_refused_and_nothing_changes()
    {
        var tenant = await MachineTenant.New();
        await using var liar = await LocalAuthority.Start(says: "https://somebody.example");
        foreach (var issuer in new[] { liar.Issuer, "http://127.0.0.1:1", "http://127.0.0.1:5080" })
        {
            var refused = await tenant.Tenant.Refused("admin", "changeSignIn", new { issuer }, "tenant { id }");
            Assert.Equal("AuthorityNotReached", refused[0].GetProperty("__typename").GetString());
        }

        Assert.Equal(HttpStatusCode.OK, (await tenant.Query(tenant.Tenant.Host.Token(tenant.Tenant.Tenant.Slug, "reader"), Books)).Status);
        var malformed = await tenant.Tenant.Refused("admin", "changeSignIn", new { issuer = "file:///etc/passwd", maxTokenMinutes = 0 }, "tenant { id }");
        Assert.Equal(2, malformed.GetArrayLength());
    }

    [Fact]
    public async Task Nobody_locks_themselves_out()
    {
        var tenant = await MachineTenant.New();
        var refused = Assert.Single((await Changed(tenant, new { mfaRequired = true })).EnumerateArray());
        Assert.Equal("WouldLockOut", refused.GetProperty("__typename").GetString());
        Assert.Contains("you could not sign in any more yourself. Sign in with more than one factor", refused.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal("WouldLockOut", Assert.Single((await Changed(tenant, new { subjectClaim = "email" })).EnumerateArray()).GetProperty("__typename").GetString());
        Assert.Equal("NoSuchRole", Assert.Single((await Changed(tenant, new { mfaRoles = new[] { "libarian" } })).EnumerateArray()).GetProperty("__typename").GetString());
        Assert.Equal(HttpStatusCode.OK, (await tenant.Query(tenant.Tenant.Host.Token(tenant.Tenant.Tenant.Slug, "admin"), "{ tenant { slug } }")).Status);

        await using var authority = await LocalAuthority.Start();
        await Change(tenant, new { issuer = authority.Issuer });
        const string Typo = "mutation { changeSignIn(input: { issuer: \"{0}\", audience: \"typo\" }) { errors { message } } }";
        var (_, answer) = await tenant.Query(
            authority.Token("admin", claims: [("tenant", tenant.Tenant.Tenant.Slug)]), Typo.Replace("{0}", authority.Issuer, StringComparison.Ordinal));
        Assert.Contains("made for another audience", answer.GetProperty("data").GetProperty("changeSignIn").GetProperty("errors")[0].GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_the_authority_has_just_begun_to_use_is_asked_for()
    {
        var tenant = await MachineTenant.New();
        await using var authority = await LocalAuthority.Start();
        await Change(tenant, new { issuer = authority.Issuer });
        Assert.Equal(HttpStatusCode.OK, (await tenant.Query(authority.Token("reader"), Books)).Status);
        authority.ChangeKey();
        Assert.Equal(HttpStatusCode.OK, (await tenant.Query(authority.Token("reader"), Books)).Status);
    }

    [Fact]
    public async Task Machines_sign_in_as_before_whoever_vouches_for_people()
    {
        var tenant = await MachineTenant.New();
        var token = await tenant.Token(await tenant.Create(["shelf.read"]));
        await Change(tenant, new { mfaRequired = true, maxSessionMinutes = 1 });
        Assert.Equal(HttpStatusCode.OK, (await tenant.Query(token, Books)).Status);
    }

    [Theory]
    [InlineData("127.0.0.1", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("172.16.0.1", false)]
    [InlineData("172.32.0.1", true)]
    [InlineData("192.168.1.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("::1", false)]
    [InlineData("::ffff:127.0.0.1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fd00::1", false)]
    [InlineData("8.8.8.8", true)]
    [InlineData("2001:4860:4860::8888", true)]
    public void Only_public_addresses_are_reached(string address, bool isPublic) => Assert.Equal(isPublic, Authorities.IsPublic(IPAddress.Parse(address)));

    // Whoever asks for several factors has signed in with them.
    private static async Task Change(MachineTenant tenant, object input) => Assert.Equal(0, (await Changed(tenant, input, severalFactors: true)).GetArrayLength());

    private static async Task<JsonElement> Changed(MachineTenant tenant, object input, bool severalFactors = false) => (await tenant.Query(
        tenant.Tenant.Host.Token(tenant.Tenant.Tenant.Slug, "admin", severalFactors: severalFactors),
        "mutation($input: ChangeSignInInput!) { changeSignIn(input: $input) { errors { __typename message } } }", new { input }))
        .Answer.GetProperty("data").GetProperty("changeSignIn").GetProperty("errors");

    // The policy of the tenant may keep its administrator from looking without several factors.
    private static async Task<IReadOnlyList<(string Who, string Why)>> FailuresOf(MachineTenant tenant, bool severalFactors = false) =>
        [.. (await tenant.Query(
            tenant.Tenant.Host.Token(tenant.Tenant.Tenant.Slug, "admin", severalFactors: severalFactors),
            "{ auditEntries(first: 50, where: { action: \"signIn\" }) { nodes { actorName outcome } } }"))
            .Answer.GetProperty("data").GetProperty("auditEntries").GetProperty("nodes").EnumerateArray()
            .Select(e => (e.GetProperty("actorName").GetString()!, e.GetProperty("outcome").GetString()!))];
}
