using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Platform;

/// <summary>Who else may enter: API clients, one-time links, people who are invited and auditors.</summary>
internal sealed class AccessDb(DbContextOptions options) : ModuleDb(options)
{
    public override string Schema => "platform";

    public DbSet<ApiClient> ApiClients => Set<ApiClient>();

    public DbSet<ApiClientSecret> ApiClientSecrets => Set<ApiClientSecret>();

    public DbSet<ApiClientKey> ApiClientKeys => Set<ApiClientKey>();

    public DbSet<OneTimeLink> OneTimeLinks => Set<OneTimeLink>();

    public DbSet<Invitation> Invitations => Set<Invitation>();

    public DbSet<Auditor> Auditors => Set<Auditor>();
}
