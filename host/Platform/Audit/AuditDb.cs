using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Platform;

/// <summary>The audit trail as lists read it; nothing is written through this.</summary>
internal sealed class AuditDb(DbContextOptions options) : ModuleDb(options)
{
    public override string Schema => "platform";

    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();
}
