using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CarePlatform.Platform;

/// <summary>
/// A module's view of the database: its own schema and nothing else. Rows belong to the session's tenant: stamped when added,
/// filtered when read (row-level security is the wall behind that). Names are snake_case, typed ids are UUIDs, enums are
/// kebab-case text, and an <c>int Version</c> guards against lost updates. It never begins or ends a transaction: the
/// pipeline does.
/// </summary>
public abstract class ModuleDb(DbContextOptions options) : DbContext(options)
{
    internal Session? Session { get; private set; }

    /// <summary>The database schema: the module's name.</summary>
    public abstract string Schema { get; }

    /// <summary>The tenant whose rows are seen. Used by the query filter.</summary>
    public Guid TenantKey => Session?.Tenant.Id.Value ?? Guid.Empty;

    /// <summary>Who is acting.</summary>
    public Actor Actor => Session?.Actor ?? Actor.System;

    /// <summary>The person who is acting; null when the platform does by itself.</summary>
    public UserId? Me => Actor.User;

    /// <summary>The key of the person who is acting; nobody's when the platform does by itself.</summary>
    public Guid MeKey => Me?.Value ?? Guid.Empty;

    /// <summary>The teams of the person who is acting.</summary>
    public TeamId[] MyTeams => [.. Actor.Teams];

    /// <summary>The teams of programs under 42 CFR Part 2 in which the person who is acting does not work; none where the tenant has no program.</summary>
    public TeamId[] ClosedTeams => [.. Actor.ClosedTeams];

    /// <summary>Serves this session until the context is given back.</summary>
    internal void Serve(Session session)
    {
        Session = session;
        session.Track(this);
        Database.SetDbConnection(session.Connection);
        Database.AutoTransactionBehavior = AutoTransactionBehavior.Never;
        if (session.OnlyReads)
        {
            ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        }
    }

    protected sealed override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        foreach (var id in IdTypes.All)
        {
            configurationBuilder.Properties(id).HaveConversion(typeof(IdConverter<>).MakeGenericType(id));
        }

        configurationBuilder.Conventions.Add(_ => new SnakeCase());
    }

    protected sealed override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasDefaultSchema(Schema);
        modelBuilder.ApplyConfigurationsFromAssembly(GetType().Assembly);
        foreach (var entity in modelBuilder.Model.GetEntityTypes().Where(IsTable).ToList())
        {
            OwnByTenant(modelBuilder.Entity(entity.ClrType));
        }

        foreach (var property in modelBuilder.Model.GetEntityTypes().SelectMany(e => e.GetProperties()))
        {
            var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
            if (type.IsEnum)
            {
                property.SetValueConverter(typeof(KebabEnum<>).MakeGenericType(type));
            }
        }
    }

    public sealed override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        var entries = ChangeTracker.Entries().ToList();
        foreach (var entry in entries)
        {
            if (entry.State is EntityState.Added && entry.Metadata.FindProperty("TenantId") is not null)
            {
                entry.Property("TenantId").CurrentValue = TenantKey;
            }
            else if (entry.State is EntityState.Modified && entry.Metadata.FindProperty("Version") is { IsConcurrencyToken: true })
            {
                var version = entry.Property("Version");
                version.CurrentValue = (int)version.OriginalValue! + 1;
            }
        }

        return acceptAllChangesOnSuccess && Session is { } session && await ManyRows.TrySave(this, session, entries, cancellationToken)
            ? entries.Count
            : await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    public sealed override int SaveChanges(bool acceptAllChangesOnSuccess) =>
        throw new InvalidOperationException("Saving is asynchronous and belongs to the pipeline: return an Outcome instead.");

    // What conventions took for an entity on their way (a type that turned out to be stored in a column) is none, and leaves by itself.
    private static bool IsTable(IMutableEntityType entity) => !entity.IsOwned() && entity.BaseType is null
        && ((IConventionEntityType)entity).GetConfigurationSource() != ConfigurationSource.Convention;

    private void OwnByTenant(EntityTypeBuilder entity)
    {
        entity.Property<Guid>("TenantId");
        var row = Expression.Parameter(entity.Metadata.ClrType, "row");
        var owner = Expression.Call(
            typeof(EF), nameof(EF.Property), [typeof(Guid)], row, Expression.Constant("TenantId"));
        var mine = Expression.Property(Expression.Constant(this, typeof(ModuleDb)), nameof(TenantKey));
        entity.HasQueryFilter(Expression.Lambda(Expression.Equal(owner, mine), row));
        if (entity.Metadata.FindProperty("Version")?.ClrType == typeof(int))
        {
            entity.Property<int>("Version").IsConcurrencyToken();
        }
    }
}

/// <summary>All typed ids of the platform's and the modules' assemblies.</summary>
internal static class IdTypes
{
    /// <summary>Found once, among the assemblies whose name begins with CarePlatform.</summary>
    public static IReadOnlyList<Type> All { get; } = [.. Find()];

    private static IEnumerable<Type> Find() => AppDomain.CurrentDomain.GetAssemblies()
        .Where(a => a.GetName().Name?.StartsWith("CarePlatform.", StringComparison.Ordinal) == true)
        .SelectMany(a => a.GetReferencedAssemblies().Where(IsOurs).Select(Assembly.Load).Append(a))
        .Distinct()
        .SelectMany(a => a.GetTypes())
        .Where(t => t is { IsValueType: true, IsGenericType: false }
            && t.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IId<>)));

    private static bool IsOurs(AssemblyName name) => name.Name?.StartsWith("CarePlatform.", StringComparison.Ordinal) == true;
}
