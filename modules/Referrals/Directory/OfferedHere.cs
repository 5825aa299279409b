using System.Linq.Expressions;
using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>A service as the partner that gives it sees its entry.</summary>
internal sealed class OfferedHere
{
    public ServiceId Service { get; init; }

    public string Name { get; init; } = "";

    public string[] Needs { get; init; } = [];

    public int? Openings { get; init; }

    public DateTimeOffset? CapacityAt { get; init; }

    public DateTimeOffset? PausedAt { get; init; }

    public DateOnly? PausedUntil { get; init; }

    public string? PauseReason { get; init; }

    public static Expression<Func<ServiceEntry, OfferedHere>> Shown { get; } = s => new OfferedHere
    {
        Service = s.Id,
        Name = s.Name,
        Needs = s.Needs,
        Openings = s.Openings,
        CapacityAt = s.CapacityAt,
        PausedAt = s.PausedAt,
        PausedUntil = s.PausedUntil,
        PauseReason = s.PauseReason,
    };

    private static readonly Func<ServiceEntry, OfferedHere> Show = Shown.Compile();

    public static OfferedHere Of(ServiceEntry service) => Show(service);
}

/// <summary>The services of a partner.</summary>
[Query, ForPartners, Feature("referrals"), Requires("referrals.capacity")]
internal static class OfferedHereQueries
{
    /// <summary>The services of the caller's organisation that the directory has, by name; nothing for people of the organisation itself.</summary>
    public static Task<Connection<OfferedHere>> OurServices(Page page, ReferralsDb db, Actor actor, CancellationToken ct)
    {
        var partner = actor.Organisation;
        return db.Services.Where(s => partner != null && s.Partner == partner && s.RetiredAt == null).Select(OfferedHere.Shown)
            .ToConnection(page, new Ordering<OfferedHere, string, ServiceId>(s => s.Name, s => s.Service), ct);
    }

    /// <summary>The service, where the caller may report for it: a partner for its own.</summary>
    internal static Task<ServiceEntry?> FindOwnService(this ReferralsDb db, ServiceId id, CancellationToken ct)
    {
        var partner = db.Actor.Organisation;
        return db.Services.FirstOrDefaultAsync(s => s.Id == id && s.RetiredAt == null && (partner == null || s.Partner == partner), ct);
    }
}

/// <summary>A service of the caller's organisation, as the directory has it.</summary>
[View<OfferedHere>("OfferedService")]
internal static class OfferedHereView
{
    /// <summary>By which its capacity is reported.</summary>
    public static string Id(OfferedHere service) => service.Service.ToString();

    /// <summary>How people call it.</summary>
    public static string Name(OfferedHere service) => service.Name;

    /// <summary>Codes of the needs that it answers.</summary>
    public static IReadOnlyList<string> Needs(OfferedHere service) => service.Needs;

    /// <summary>How many people it can take; null while nobody has said.</summary>
    public static int? Openings(OfferedHere service) => service.Openings;

    /// <summary>When that was said.</summary>
    public static DateTimeOffset? CapacityAt(OfferedHere service) => service.CapacityAt;

    /// <summary>Since when it takes no referrals; null when it does.</summary>
    public static DateTimeOffset? PausedAt(OfferedHere service) => service.PausedAt;

    /// <summary>The last day of the pause; null when nobody knows.</summary>
    public static DateOnly? PausedUntil(OfferedHere service) => service.PausedUntil;

    /// <summary>Why it is paused.</summary>
    public static string? PauseReason(OfferedHere service) => service.PauseReason;
}
