using System.Text.Json;
using CarePlatform.Coordination.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CarePlatform.Coordination;

/// <summary>The boundaries of roles as the tenant has set them here.</summary>
internal sealed class BoundarySettings
{
    /// <summary>What holds while the tenant has set nothing.</summary>
    public static BoundarySettings Unset { get; } = new() { Id = Guid.Empty, Version = 0 };

    public required Guid Id { get; init; }

    public Outside Outside { get; private set; } = Outside.Allowed;

    /// <summary>The kinds of work by role; a role that is not named has no boundary.</summary>
    public IReadOnlyDictionary<string, IReadOnlySet<StepKind>> Kinds { get; private set; } = new Dictionary<string, IReadOnlySet<StepKind>>();

    public int Version { get; private set; } = 1;

    public void Change(Outside outside, IReadOnlyDictionary<string, IReadOnlySet<StepKind>> kinds) => (Outside, Kinds) = (outside, kinds);
}

internal sealed class BoundarySettingsMap : IEntityTypeConfiguration<BoundarySettings>
{
    public void Configure(EntityTypeBuilder<BoundarySettings> builder)
    {
        builder.ToTable("boundary_settings");
        builder.Property<Guid>("TenantId");
        builder.HasIndex("TenantId").IsUnique();
        builder.Property(s => s.Kinds).HasColumnType("jsonb").HasConversion(
            k => JsonSerializer.Serialize(k, IdJson.Options), json => Read(json),
            new ByReference<IReadOnlyDictionary<string, IReadOnlySet<StepKind>>>());
    }

    private static Dictionary<string, IReadOnlySet<StepKind>> Read(string json) =>
        JsonSerializer.Deserialize<Dictionary<string, HashSet<StepKind>>>(json, IdJson.Options)!
            .ToDictionary(p => p.Key, IReadOnlySet<StepKind> (p) => p.Value);
}

/// <summary>The boundaries as set in Coordination; a module that keeps a matrix of roles takes this place.</summary>
internal sealed class RoleBoundaryLookup(CoordinationDb db) : IRoleBoundaryLookup
{
    public async Task<RoleBoundaries> Find(CancellationToken ct) =>
        await db.BoundarySettings.AsNoTracking().FirstOrDefaultAsync(ct) is { } set ? new RoleBoundaries(set.Outside, set.Kinds) : RoleBoundaries.None;
}
