using System.Linq.Expressions;
using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;

namespace CarePlatform.Referrals;

/// <summary>A referral as the partner to whom it was sent sees it: what was sent, and where it stands.</summary>
internal sealed class ReceivedReferral
{
    public ReferralId Referral { get; init; }

    public ClientId Client { get; init; }

    public ServiceId Service { get; init; }

    public string Need { get; init; } = "";

    /// <summary>How sensitive it is that somebody has this need.</summary>
    public DataClass NeedClass { get; init; }

    /// <summary>Whoever is shown it is the partner to which it was sent.</summary>
    public bool IsOwn { get; } = true;

    public string? Note { get; init; }

    public ReferralPriority Priority { get; init; }

    public ReferralStatus Status { get; init; }

    public DateTimeOffset SentAt { get; init; }

    public DateTimeOffset? StartsAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public int Unread { get; init; }

    public string[] Shared { get; init; } = [];

    public int Version { get; init; }

    /// <summary>Why it ended; null while it is open, and where its loop is closed.</summary>
    public string? EndReason { get; init; }

    /// <summary>What a partner sees of a referral.</summary>
    public static Expression<Func<Referral, ReceivedReferral>> Shown { get; } = r => new ReceivedReferral
    {
        Referral = r.Id,
        Client = r.Client,
        Service = r.Service,
        Need = r.Need,
        NeedClass = r.NeedClass,
        Note = r.Note,
        Priority = r.Priority,
        Status = r.Status,
        SentAt = r.SentAt!.Value,
        StartsAt = r.StartsAt,
        EndedAt = r.EndedAt,
        Unread = r.UnreadThere,
        Shared = r.Shared,
        Version = r.Version,
        EndReason = r.EndReason,
    };

    private static readonly Func<Referral, ReceivedReferral> Show = Shown.Compile();

    public static ReceivedReferral Of(Referral referral) => Show(referral);

    /// <summary>Names of what of it and of the person the partner may see: nothing where it should never have been.</summary>
    public IReadOnlyList<string> Shows => Status is ReferralStatus.Void ? [] : Shared;

    /// <summary>Whether this was sent, and may still be seen.</summary>
    public bool Has(string part) => Shows.Contains(part);
}
