using CarePlatform.Coordination.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CarePlatform.Coordination;

/// <summary>How many open steps a person, or each person of a role, is given at most. What is said of a person goes before the role.</summary>
internal sealed class Capacity
{
    public required CapacityId Id { get; init; }

    public UserId? Person { get; init; }

    public string? Role { get; init; }

    public int Most { get; private set; }

    public int Version { get; private set; } = 1;

    public void Allow(int most) => Most = most;
}

internal sealed class CapacityMap : IEntityTypeConfiguration<Capacity>
{
    public void Configure(EntityTypeBuilder<Capacity> builder)
    {
        builder.ToTable("capacities");
        builder.Property<Guid>("TenantId");
        builder.HasIndex("TenantId", nameof(Capacity.Person)).IsUnique().HasFilter("person is not null");
        builder.HasIndex("TenantId", nameof(Capacity.Role)).IsUnique().HasFilter("role is not null");
    }
}

/// <summary>How many open steps a person, or each person of a role, is given at most.</summary>
[View<Capacity>]
internal static class CapacityView
{
    /// <summary>The person; null when it is about a role.</summary>
    public static UserId? Person(Capacity capacity) => capacity.Person;

    /// <summary>Key of the role; null when it is about a person.</summary>
    public static string? Role(Capacity capacity) => capacity.Role;

    /// <summary>The most open steps at a time that the rules of owners give.</summary>
    public static int Most(Capacity capacity) => capacity.Most;

    /// <summary>Send it as expectedVersion with a change.</summary>
    public static int Version(Capacity capacity) => capacity.Version;
}
