using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace CarePlatform.Platform;

/// <summary>How a program says who it is when it asks for a token (RFC 6749 §2.3, RFC 7523 §2.2).</summary>
/// <param name="ClientId">Who it says it is.</param>
/// <param name="Secret">Its secret; null when it sends an assertion.</param>
/// <param name="Assertion">A token that its private key signed; null when it sends a secret.</param>
/// <param name="InHeader">Whether it used the header, and expects to be told so.</param>
internal sealed record ClientCredentials(string ClientId, string? Secret, string? Assertion, bool InHeader)
{
    /// <summary>Reads them; the problem when there are none, or more than one.</summary>
    public static (ClientCredentials? Found, string? Problem) Read(HttpRequest request, IFormCollection form)
    {
        var (header, assertion) = (request.Headers.Authorization.ToString(), form["client_assertion"].ToString());
        var (clientId, secret) = (form["client_id"].ToString(), form["client_secret"].ToString());
        var ways = (header.Length > 0 ? 1 : 0) + (secret.Length > 0 ? 1 : 0) + (assertion.Length > 0 ? 1 : 0);
        if (ways != 1)
        {
            return (null, ways == 0
                ? "Say who you are: by HTTP Basic, by client_id and client_secret, or by client_assertion."
                : "Say who you are in one way only: by HTTP Basic, by client_secret or by client_assertion.");
        }

        if (header.Length > 0)
        {
            return OfHeader(header) is { } basic && (clientId.Length == 0 || clientId == basic.ClientId)
                ? (basic, null)
                : (null, "The Authorization header is not: Basic base64(client_id:client_secret).");
        }

        if (secret.Length > 0)
        {
            return clientId.Length > 0 ? (new ClientCredentials(clientId, secret, null, InHeader: false), null) : (null, "client_id is missing.");
        }

        return form["client_assertion_type"] == ClientAssertions.Type
            && ClientAssertions.SubjectOf(assertion) is { } subject && (clientId.Length == 0 || clientId == subject)
                ? (new ClientCredentials(subject, null, assertion, InHeader: false), null)
                : (null, $"The assertion must be a JWT whose sub is the client_id, with client_assertion_type={ClientAssertions.Type}.");
    }

    // Both halves are form-encoded before they are joined (RFC 6749 §2.3.1).
    private static ClientCredentials? OfHeader(string header)
    {
        if (!AuthenticationHeaderValue.TryParse(header, out var value) || !value.Scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var bytes = new byte[(value.Parameter?.Length ?? 0) * 3 / 4 + 3];
        if (!Convert.TryFromBase64String(value.Parameter ?? "", bytes, out var length))
        {
            return null;
        }

        var parts = Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2);
        return parts is [{ Length: > 0 } id, { Length: > 0 } secret]
            ? new ClientCredentials(Uri.UnescapeDataString(id.Replace('+', ' ')), Uri.UnescapeDataString(secret.Replace('+', ' ')), null, InHeader: true)
            : null;
    }
}
