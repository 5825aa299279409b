namespace CarePlatform.Platform;

/// <summary>A program that signs in as itself.</summary>
public readonly record struct ApiClientId(Guid Value) : IId<ApiClientId>
{
    public static string Prefix => "apc";

    public static ApiClientId From(Guid value) => new(value);

    public override string ToString() => Id.Format(this);
}

/// <summary>A public key with which an API client signs in instead of a secret.</summary>
public readonly record struct ApiClientKeyId(Guid Value) : IId<ApiClientKeyId>
{
    public static string Prefix => "apk";

    public static ApiClientKeyId From(Guid value) => new(value);

    public override string ToString() => Id.Format(this);
}

/// <summary>A link by which somebody without an account does one thing, once.</summary>
public readonly record struct OneTimeLinkId(Guid Value) : IId<OneTimeLinkId>
{
    public static string Prefix => "otl";

    public static OneTimeLinkId From(Guid value) => new(value);

    public override string ToString() => Id.Format(this);
}
