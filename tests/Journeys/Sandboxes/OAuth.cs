using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using CarePlatform.Testing;
using Xunit;

namespace CarePlatform.Journeys.Tests.Sandboxes;

/// <summary>A program that signs in with its secret and asks.</summary>
internal static class OAuth
{
    public static async Task<JsonElement> Ask(TestHost host, string clientId, string secret, string query)
    {
        var ct = TestContext.Current.CancellationToken;
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = clientId,
            ["client_secret"] = secret,
        });
        using var issued = await host.Client.PostAsync(new Uri("/oauth/token", UriKind.Relative), form, ct);
        var token = (await issued.Content.ReadFromJsonAsync<JsonElement>(ct)).GetProperty("access_token").GetString();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query }) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await host.Client.SendAsync(request, ct);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>(ct);
        Assert.False(answer.TryGetProperty("errors", out var errors), $"The request failed: {errors}");
        return answer.GetProperty("data");
    }
}
