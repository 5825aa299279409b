using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace CarePlatform.Platform;

/// <summary>
/// Keeps database contexts for use again: making one with all that belongs to it costs more than a query. Whatever a context
/// remembered of its last session is gone before the next one gets it.
/// </summary>
public static class ContextPool<TDb>
    where TDb : ModuleDb
{
    private const int KeptAtMost = 256;

    private static readonly PooledDbContextFactory<TDb> Pool = new(Options, KeptAtMost);

    /// <summary>What differs from session to session is only the connection, so these hold for all.</summary>
    public static DbContextOptions<TDb> Options =>
        new DbContextOptionsBuilder<TDb>().UseNpgsql().AddInterceptors(new FirstStatement()).Options;

    /// <summary>A context for this session; disposing it gives it back.</summary>
    public static TDb For(Session session)
    {
        var context = Pool.CreateDbContext();
        context.Serve(session);
        return context;
    }
}
