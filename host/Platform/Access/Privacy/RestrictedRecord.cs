using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CarePlatform.Platform;

/// <summary>
/// A record that is for named people alone: for anybody else it does not exist, and neither does what other modules have written about it. The module that keeps
/// the records writes this table in the same transaction; others leave out of their lists what is about them:
/// <c>db.Restricted.Any(k =&gt; k.Subject == row.Client &amp;&amp; !k.Users.Contains(db.MeKey))</c>.
/// </summary>
/// <typeparam name="TId">What kind of record.</typeparam>
public sealed class RestrictedRecord<TId>
    where TId : struct, IId<TId>
{
    /// <summary>The record.</summary>
    public TId Subject { get; private init; }

    /// <summary>The people, by the keys of their accounts; nobody where it is empty.</summary>
    public Guid[] Users { get; private init; } = [];
}

/// <summary>Shows a module the records of one kind that are restricted; it only reads them.</summary>
/// <typeparam name="TId">What kind of record.</typeparam>
public abstract class RestrictedRecordMap<TId> : IEntityTypeConfiguration<RestrictedRecord<TId>>
    where TId : struct, IId<TId>
{
    /// <summary>Maps the platform's table.</summary>
    public void Configure(EntityTypeBuilder<RestrictedRecord<TId>> builder)
    {
        builder.ToTable("restricted_records", "platform");
        builder.Property<Guid>("TenantId");
        builder.HasKey("TenantId", nameof(RestrictedRecord<>.Subject));
    }
}
