namespace CarePlatform.Platform;

/// <summary>A feed whatever its news.</summary>
internal interface ILiveFeed
{
    IReadOnlyList<Type> Hears { get; }

    /// <summary>Whether anybody listens in this process.</summary>
    bool HasListeners { get; }

    bool IsHeardIn(TenantId tenant);

    void Hear(TenantId tenant, IReadOnlyList<object> happened);

    /// <summary>Something may have happened unheard; in every tenant when none is named.</summary>
    void Miss(TenantId? tenant);
}
