using CarePlatform.Testing;
using Xunit;

namespace CarePlatform.Platform.Tests;

internal static class Partners
{
    /// <summary>The wire id of a tenant's partner.</summary>
    public static async Task<string> Id(TestTenant tenant, string key)
    {
        await using var command = tenant.Host.Database.Administrator.CreateCommand("select id from platform.organisations where tenant_id = $1 and key = $2");
        command.Parameters.AddWithValue(tenant.Tenant.Id.Value);
        command.Parameters.AddWithValue(key);
        return new OrganisationId((Guid)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!).ToString();
    }
}
