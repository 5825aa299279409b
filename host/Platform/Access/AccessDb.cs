using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Platform;

/// <summary>Who else may enter: API clients and one-time links.</summary>
internal sealed class AccessDb(DbContextOptions options) : ModuleDb(options)
{
    public override string Schema => "platform";

    public DbSet<ApiClient> ApiClients => Set<ApiClient>();

    public DbSet<ApiClientSecret> ApiClientSecrets => Set<ApiClientSecret>();

    public DbSet<ApiClientKey> ApiClientKeys => Set<ApiClientKey>();

    public DbSet<OneTimeLink> OneTimeLinks => Set<OneTimeLink>();
}
