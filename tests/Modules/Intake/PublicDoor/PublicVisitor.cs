using System.Net;
using System.Text.RegularExpressions;
using CarePlatform.Testing;
using Xunit;

namespace CarePlatform.Intake.Tests;

/// <summary>Somebody without an account, with a browser of their own, on the public page of a tenant.</summary>
internal sealed partial class PublicVisitor(TestTenant tenant) : IDisposable
{
    private readonly HttpClient _browser = new(new SocketsHttpHandler { CookieContainer = new CookieContainer() }) { BaseAddress = tenant.Host.Client.BaseAddress };

    public string Path { get; } = $"/front-door/{tenant.Tenant.Slug}";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>The answer to a page being asked for.</summary>
    public Task<HttpResponseMessage> Get(string path) => _browser.GetAsync(new Uri(path, UriKind.Relative), Ct);

    /// <summary>The token of a freshly shown form.</summary>
    public async Task<string> Token(string query = "") => TokenIn().Match(await (await Get(Path + query)).Content.ReadAsStringAsync(Ct)).Groups[1].Value;

    /// <summary>Sends a form.</summary>
    public async Task<(HttpStatusCode Status, string Html)> Send(string path, IEnumerable<(string Name, string Value)> fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        using var response = await _browser.PostAsync(new Uri(path, UriKind.Relative), form, Ct);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(Ct));
    }

    /// <summary>Asks for help for themselves and returns the two codes.</summary>
    public async Task<(string Reference, string Secret)> Ask(params (string Name, string Value)[] fields)
    {
        var (status, html) = await Send(Path, [("token", await Token()), .. Maria, .. fields]);
        Assert.True(status is HttpStatusCode.OK, html);
        var codes = CodeIn().Matches(html);
        return (codes[0].Groups[1].Value, codes[1].Groups[1].Value);
    }

    /// <summary>What the page says of a request.</summary>
    public async Task<(HttpStatusCode Status, string Html)> Look(string reference, string secret) =>
        await Send(Path + "/outcome", [("reference", reference), ("secret", secret)]);

    /// <summary>What somebody types who asks for themselves.</summary>
    public static (string Name, string Value)[] Maria { get; } =
        [("relation", "self"), ("given", "Maria"), ("family", "Reyes"), ("answerBy", "call"), ("to", "617-555-0101"), ("reason", "I cannot sleep")];

    public void Dispose() => _browser.Dispose();

    [GeneratedRegex("name=\"token\" value=\"([^\"]+)\"")]
    private static partial Regex TokenIn();

    [GeneratedRegex("class=\"code\">([^<]+)<")]
    private static partial Regex CodeIn();
}
