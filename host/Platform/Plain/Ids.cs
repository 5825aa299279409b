namespace CarePlatform.Platform;

/// <summary>One organisation that runs the platform.</summary>
public readonly record struct TenantId(Guid Value) : IId<TenantId>
{
    public static string Prefix => "ten";

    public static TenantId From(Guid value) => new(value);

    public override string ToString() => Id.Format(this);
}

/// <summary>A person who signs in, or a system actor.</summary>
public readonly record struct UserId(Guid Value) : IId<UserId>
{
    public static string Prefix => "usr";

    public static UserId From(Guid value) => new(value);

    public override string ToString() => Id.Format(this);
}

/// <summary>A group of people who share work: a queue, a care team, a site's front desk.</summary>
public readonly record struct TeamId(Guid Value) : IId<TeamId>
{
    public static string Prefix => "team";

    public static TeamId From(Guid value) => new(value);

    public override string ToString() => Id.Format(this);
}

/// <summary>An organisation that the tenant works with.</summary>
public readonly record struct OrganisationId(Guid Value) : IId<OrganisationId>
{
    public static string Prefix => "org";

    public static OrganisationId From(Guid value) => new(value);

    public override string ToString() => Id.Format(this);
}

/// <summary>A place where the tenant works; it has a time zone and a business calendar.</summary>
public readonly record struct SiteId(Guid Value) : IId<SiteId>
{
    public static string Prefix => "site";

    public static SiteId From(Guid value) => new(value);

    public override string ToString() => Id.Format(this);
}

/// <summary>A period in which a person is away.</summary>
public readonly record struct AbsenceId(Guid Value) : IId<AbsenceId>
{
    public static string Prefix => "abs";

    public static AbsenceId From(Guid value) => new(value);

    public override string ToString() => Id.Format(this);
}
