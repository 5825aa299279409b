namespace CarePlatform.Platform;

/// <summary>
/// The name by which an API client signs in: tenant and id, such as <c>harbor.apc_01…</c>. It says where to look before anything
/// is known, so that no register of clients lies outside the wall between tenants.
/// </summary>
internal static class OAuthClientId
{
    private const char Between = '.';

    public static string Of(Tenant tenant, ApiClientId client) => $"{tenant.Slug}{Between}{client}";

    /// <summary>The tenant's slug and the client; false when the text is no such name.</summary>
    public static bool TryParse(string? text, out string tenant, out ApiClientId client)
    {
        var at = text?.IndexOf(Between, StringComparison.Ordinal) ?? -1;
        if (at > 0 && Id.TryParse(text![(at + 1)..], out client))
        {
            tenant = text[..at];
            return true;
        }

        (tenant, client) = ("", default);
        return false;
    }
}
