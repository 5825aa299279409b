namespace CarePlatform.Platform;

/// <summary>The sandbox of an organisation, which is a tenant of its own.</summary>
public readonly record struct SandboxId(Guid Value) : IId<SandboxId>
{
    public static string Prefix => "sbx";

    public static SandboxId From(Guid value) => new(value);

    /// <summary>The tenant that it is.</summary>
    public TenantId Tenant => new(Value);

    public override string ToString() => Platform.Id.Format(this);
}

/// <summary>How a sandbox stands.</summary>
internal enum SandboxStatus
{
    /// <summary>It is in use.</summary>
    Open,

    /// <summary>It is being founded or reset, and lets nobody in for a few seconds.</summary>
    Closed,

    /// <summary>Its time is over; it is removed within a minute or so.</summary>
    Expired,
}

/// <summary>A sandbox as the organisation sees it that founded it.</summary>
/// <param name="Plan">What it was founded from.</param>
/// <param name="FoundedBy">Wire id of the person or API client.</param>
internal sealed record Sandbox(
    SandboxId Id, TenantId Owner, TenantPlan Plan, string Database, DateTimeOffset FoundedAt, string FoundedBy, DateTimeOffset ExpiresAt, DateTimeOffset? ClosedAt);

/// <summary>A sandbox of the organisation: a tenant of its own with synthetic people, for trying and for tests.</summary>
[View<Sandbox>]
internal static class SandboxView
{
    /// <summary>Its id.</summary>
    public static SandboxId Id(Sandbox sandbox) => sandbox.Id;

    /// <summary>Its short name in addresses, tokens and names of API clients.</summary>
    public static string Slug(Sandbox sandbox) => sandbox.Plan.Slug;

    /// <summary>Its name.</summary>
    public static string Name(Sandbox sandbox) => sandbox.Plan.Name;

    /// <summary>The care model that it was founded from.</summary>
    public static Recipe? CareModel(Sandbox sandbox, RecipeCatalog recipes) => recipes.Find(sandbox.Plan.CareModel);

    /// <summary>The IANA time zone in which its days begin.</summary>
    public static string TimeZone(Sandbox sandbox) => sandbox.Plan.TimeZone;

    /// <summary>How it stands.</summary>
    public static SandboxStatus Status(Sandbox sandbox, TenantClock clock) => sandbox.ExpiresAt <= clock.World.GetUtcNow()
        ? SandboxStatus.Expired
        : sandbox.ClosedAt is null ? SandboxStatus.Open : SandboxStatus.Closed;

    /// <summary>When it was founded, in real time.</summary>
    public static DateTimeOffset FoundedAt(Sandbox sandbox) => sandbox.FoundedAt;

    /// <summary>The id of the person or API client who founded it.</summary>
    public static string FoundedBy(Sandbox sandbox) => sandbox.FoundedBy;

    /// <summary>When it is removed with all that is in it, in real time.</summary>
    public static DateTimeOffset ExpiresAt(Sandbox sandbox) => sandbox.ExpiresAt;

    /// <summary>Its synthetic staff and people of partners, as whom its program may sign in.</summary>
    public static IReadOnlyList<SandboxPerson> People(Sandbox sandbox) =>
    [
        .. sandbox.Plan.Staff.Select(s => new SandboxPerson(s.Subject, s.Name, s.Title, s.Roles, null)),
        .. sandbox.Plan.Partners.SelectMany(p => (p.People ?? []).Select(o => new SandboxPerson(o.Subject, o.Name, null, ["partner"], p.Name))),
    ];
}

/// <summary>A synthetic person of a sandbox.</summary>
internal sealed record SandboxPerson(string Subject, string Name, string? Title, IReadOnlyList<string> Roles, string? Organisation);

/// <summary>A synthetic person of a sandbox, as whom its program may sign in.</summary>
[View<SandboxPerson>]
internal static class SandboxPersonView
{
    /// <summary>The name to sign in with (<c>requested_subject</c>).</summary>
    public static string Subject(SandboxPerson person) => person.Subject;

    /// <summary>The person's name.</summary>
    public static string Name(SandboxPerson person) => person.Name;

    /// <summary>What the person does there; null for people of partners.</summary>
    public static string? Title(SandboxPerson person) => person.Title;

    /// <summary>The roles held, which say what the person may do.</summary>
    public static IReadOnlyList<string> Roles(SandboxPerson person) => person.Roles;

    /// <summary>The partner organisation that the person works for; null for the sandbox's own staff.</summary>
    public static string? Organisation(SandboxPerson person) => person.Organisation;
}
