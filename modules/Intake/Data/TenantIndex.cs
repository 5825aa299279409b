using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CarePlatform.Intake;

/// <summary>Keys that are unique within a tenant.</summary>
internal static class TenantIndex
{
    private const string Tenant = "TenantId";

    /// <summary>No two rows of a tenant share these values.</summary>
    public static void UniqueInTenant<T>(this EntityTypeBuilder<T> builder, params string[] properties)
        where T : class
    {
        builder.Property<Guid>(Tenant);
        builder.HasIndex([Tenant, .. properties]).IsUnique();
    }
}
