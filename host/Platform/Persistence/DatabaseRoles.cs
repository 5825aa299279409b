namespace CarePlatform.Platform;

/// <summary>The roles that infra/database/roles.sql makes; what each may do is said there.</summary>
public static class DatabaseRoles
{
    public const string Owner = "care_owner";
    public const string Application = "care_app";
    public const string Relay = "care_relay";
}
