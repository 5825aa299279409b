using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Intake;

/// <summary>The decision that two records are one person. It can be taken back: what moved is remembered row by row.</summary>
internal sealed class ClientMerge
{
    private ClientMerge()
    {
    }

    public ClientMergeId Id { get; private init; }

    /// <summary>The record that is used from now on.</summary>
    public ClientId Survivor { get; private init; }

    public ClientId Merged { get; private init; }

    public required string Reason { get; init; }

    public DateTimeOffset MergedAt { get; private init; }

    public UserId? MergedBy { get; private init; }

    public DateTimeOffset? SeparatedAt { get; private set; }

    public UserId? SeparatedBy { get; private set; }

    /// <summary>Why it was taken back.</summary>
    public string? Separation { get; private set; }

    public int Version { get; private set; }

    /// <summary>Two records become one.</summary>
    public static ClientMerge Of(Client survivor, Client merged, string reason, UserId? by, TimeProvider clock)
    {
        merged.MergeInto(survivor.Id);
        return new ClientMerge
        {
            Id = Platform.Id.New<ClientMergeId>(clock),
            Survivor = survivor.Id,
            Merged = merged.Id,
            Reason = reason,
            MergedAt = clock.GetUtcNow(),
            MergedBy = by,
            Version = 1,
        };
    }

    /// <summary>The two are two again.</summary>
    public void TakeBack(Client merged, string why, UserId? by, DateTimeOffset at)
    {
        merged.Separate();
        (Separation, SeparatedBy, SeparatedAt) = (why, by, at);
    }
}

/// <summary>One row that a merge moved from one client to the other.</summary>
internal sealed class MergeMove
{
    public required ClientMergeId Merge { get; init; }

    /// <summary>The table whose row moved.</summary>
    public required string Part { get; init; }

    public required Guid RowId { get; init; }
}
