namespace CarePlatform.Platform;

/// <summary>An invitation to sign in.</summary>
public readonly record struct InvitationId(Guid Value) : IId<InvitationId>
{
    public static string Prefix => "inv";

    public static InvitationId From(Guid value) => new(value);

    public override string ToString() => Id.Format(this);
}
