using CarePlatform.Coordination.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CarePlatform.Coordination;

/// <summary>For some days a person's new work goes to somebody else, although the person is there: all of it, or one sort.</summary>
internal sealed class Delegation
{
    private Delegation()
    {
    }

    public DelegationId Id { get; private set; }

    public UserId Person { get; private set; }

    public UserId Delegate { get; private set; }

    public DateOnly FirstDay { get; private set; }

    public DateOnly LastDay { get; private set; }

    /// <summary>Only steps of this template; null for all.</summary>
    public string? TemplateKey { get; private set; }

    /// <summary>Only steps of this kind; null for all.</summary>
    public StepKind? Kind { get; private set; }

    public int Version { get; private set; } = 1;

    public static Delegation From(
        UserId person, UserId to, DateOnly firstDay, DateOnly lastDay, string? template, StepKind? kind, DateTimeOffset at) => new()
        {
            Id = new DelegationId(Guid.CreateVersion7(at)),
            Person = person,
            Delegate = to,
            FirstDay = firstDay,
            LastDay = lastDay,
            TemplateKey = template,
            Kind = kind,
        };

    /// <summary>It holds to this day and no longer.</summary>
    public void EndOn(DateOnly day) => LastDay = day;
}

internal sealed class DelegationMap : IEntityTypeConfiguration<Delegation>
{
    public void Configure(EntityTypeBuilder<Delegation> builder)
    {
        builder.ToTable("delegations");
        builder.Property<Guid>("TenantId");
    }
}

/// <summary>A person's new work goes to somebody else for some days.</summary>
[View<Delegation>]
internal static class DelegationView
{
    /// <summary>Its id.</summary>
    public static DelegationId Id(Delegation delegation) => delegation.Id;

    /// <summary>Whose work it is.</summary>
    public static UserId Person(Delegation delegation) => delegation.Person;

    /// <summary>Who gets it.</summary>
    public static UserId Delegate(Delegation delegation) => delegation.Delegate;

    /// <summary>The first day on which it holds.</summary>
    public static DateOnly FirstDay(Delegation delegation) => delegation.FirstDay;

    /// <summary>The last day on which it holds.</summary>
    public static DateOnly LastDay(Delegation delegation) => delegation.LastDay;

    /// <summary>Key of the template whose steps it is about; null for all.</summary>
    public static string? Template(Delegation delegation) => delegation.TemplateKey;

    /// <summary>The sort of work that it is about; null for all.</summary>
    public static StepKind? Kind(Delegation delegation) => delegation.Kind;

    /// <summary>Send it as expectedVersion with a change.</summary>
    public static int Version(Delegation delegation) => delegation.Version;
}
