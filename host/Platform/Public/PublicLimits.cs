using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace CarePlatform.Platform;

/// <summary>What people without an account may ask of a host: the configuration section <c>Public</c>.</summary>
public sealed class PublicOptions
{
    /// <summary>How many forms one address may send to a tenant in a minute.</summary>
    public int FormsPerMinute { get; set; } = 20;

    /// <summary>How many forms a tenant takes in a minute, whoever sends them.</summary>
    public int FormsOfTenantPerMinute { get; set; } = 300;

    /// <summary>How many bytes a form may have.</summary>
    public int MostBytes { get; set; } = 32_768;
}

/// <summary>
/// Slows down whoever sends many forms, on each host: by address and tenant, and by tenant. Behind a proxy the host must be told to
/// trust its header, or everybody counts as one.
/// </summary>
public sealed class PublicLimits : IDisposable
{
    private readonly PartitionedRateLimiter<(string Tenant, string Address)> _byAddress;
    private readonly PartitionedRateLimiter<(string Tenant, string Address)> _byTenant;

    public PublicLimits(IConfiguration configuration)
    {
        Options = configuration.GetSection("Public").Get<PublicOptions>() ?? new PublicOptions();
        _byAddress = Limiter(sender => $"{sender.Tenant} {sender.Address}", Options.FormsPerMinute);
        _byTenant = Limiter(sender => sender.Tenant, Options.FormsOfTenantPerMinute);
    }

    /// <summary>What is configured.</summary>
    public PublicOptions Options { get; }

    /// <summary>Whether this sender may send one more form to the tenant now.</summary>
    public bool Allow(Tenant tenant, HttpContext http)
    {
        var sender = (tenant.Slug, http.Connection.RemoteIpAddress?.ToString() ?? "");
        using var ofAddress = _byAddress.AttemptAcquire(sender);
        if (!ofAddress.IsAcquired)
        {
            return false;
        }

        using var ofTenant = _byTenant.AttemptAcquire(sender);
        return ofTenant.IsAcquired;
    }

    public void Dispose()
    {
        _byAddress.Dispose();
        _byTenant.Dispose();
    }

    private static PartitionedRateLimiter<(string Tenant, string Address)> Limiter(Func<(string Tenant, string Address), string> key, int perMinute) =>
        PartitionedRateLimiter.Create<(string Tenant, string Address), string>(sender => RateLimitPartition.GetSlidingWindowLimiter(
            key(sender),
            _ => new SlidingWindowRateLimiterOptions
            {
                PermitLimit = perMinute,
                Window = TimeSpan.FromMinutes(1),
                SegmentsPerWindow = 6,
                QueueLimit = 0,
            }));
}
