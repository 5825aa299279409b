using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using CarePlatform.Testing;
using Xunit;

namespace CarePlatform.Platform.Tests;

/// <summary>A tenant whose administrator lets people in and out.</summary>
internal sealed class PeopleTenant
{
    public const string Invitation = "invitation { id sent expiresAt acceptedAt withdrawnAt user { id name active roles organisation { name } } }";
    public const string Books = "{ books { nodes { title } } }";
    public const string Change = "roleChange { role gains { user { name } permission before after } loses { user { name } permission before after } }";

    private PeopleTenant(TestTenant tenant) => Tenant = tenant;

    public TestTenant Tenant { get; }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<PeopleTenant> New() => new(await ShelfTenant.New());

    /// <summary>Invites somebody; what is given beside name and address is passed on.</summary>
    public async Task<JsonElement> Invite(string mail, object? more = null, string by = "admin") =>
        await Tenant.Do(by, "inviteUser", Input(mail, more), Invitation);

    public async Task<string?> Refusal(string mail, object? more = null, string by = "admin") =>
        TypeOf(await Tenant.Refused(by, "inviteUser", Input(mail, more), Invitation));

    /// <summary>The codes that were sent to this address, in no order.</summary>
    public IReadOnlyList<string> Codes(string mail) =>
        [.. TestHost.Sent.To(Tenant.Tenant, mail).Select(m => m.Text[(m.Text.IndexOf('#', StringComparison.Ordinal) + 1)..].Split(['\n', '\r', ' '])[0])];

    public string Code(string mail) => Assert.Single(Codes(mail));

    /// <summary>Somebody signs in by this subject with this code.</summary>
    public Task<(HttpStatusCode Status, JsonElement Answer)> Accept(string code, string subject) => Accept(code, Tenant.Host, Tenant.Host.Token(Tenant.Tenant.Slug, subject));

    public static async Task<(HttpStatusCode Status, JsonElement Answer)> Accept(string code, TestHost host, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/invitation") { Content = JsonContent.Create(new { invitation = code }) };
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        using var response = await host.Client.SendAsync(request, Ct);
        return (response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>(Ct));
    }

    /// <summary>Invites somebody who accepts as this subject; their id.</summary>
    public async Task<string> Join(string subject, params string[] roles)
    {
        var invitation = await Invite($"{subject}@example.org", new { roles });
        Assert.Equal(HttpStatusCode.OK, (await Accept(Code($"{subject}@example.org"), subject)).Status);
        return invitation.GetProperty("user").GetProperty("id").GetString()!;
    }

    public async Task<string> User(string name) => (await Tenant.Ask("admin", "{ users { id name } }")).GetProperty("users").EnumerateArray()
        .First(u => u.GetProperty("name").GetString() == name).GetProperty("id").GetString()!;

    /// <summary>The code of the error with which somebody is refused; null when they are let in.</summary>
    public async Task<string?> ErrorOf(string subject, string query = Books) =>
        (await Tenant.Send(subject, query)).TryGetProperty("errors", out var errors) ? errors[0].GetProperty("extensions").GetProperty("code").GetString() : null;

    public static string? CodeOf(JsonElement answer) => answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString();

    public static string? TypeOf(JsonElement errors) => errors[0].GetProperty("__typename").GetString();

    public async Task<string?> Refused(string mutation, object input, string thing, string by = "admin") =>
        TypeOf(await Tenant.Refused(by, mutation, input, thing));

    /// <summary>Lines such as <c>Lib shelf.read NONE TENANT</c>.</summary>
    public static IEnumerable<string> Lines(JsonElement changes) => changes.EnumerateArray().Select(c =>
        $"{c.GetProperty("user").GetProperty("name").GetString()} {c.GetProperty("permission").GetString()} {c.GetProperty("before").GetString()} {c.GetProperty("after").GetString()}");

    private static System.Text.Json.Nodes.JsonObject Input(string mail, object? more)
    {
        var input = JsonSerializer.SerializeToNode(more ?? new { })!.AsObject();
        (input["name"], input["mail"]) = ($"Person of {mail}", mail);
        return input;
    }
}
