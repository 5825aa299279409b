using CarePlatform.Platform;

namespace CarePlatform.Intake.Contracts;

/// <summary>A counselling or psychotherapy note.</summary>
public readonly record struct ProtectedNoteId(Guid Value) : IId<ProtectedNoteId>
{
    public static string Prefix => "pnt";

    public static ProtectedNoteId From(Guid value) => new(value);

    public override string ToString() => Id.Format(this);
}

/// <summary>Somebody who may act for a client.</summary>
public readonly record struct RepresentativeId(Guid Value) : IId<RepresentativeId>
{
    public static string Prefix => "rep";

    public static RepresentativeId From(Guid value) => new(value);

    public override string ToString() => Id.Format(this);
}

/// <summary>An order of a court about records of a Part 2 program.</summary>
public readonly record struct CourtOrderId(Guid Value) : IId<CourtOrderId>
{
    public static string Prefix => "ord";

    public static CourtOrderId From(Guid value) => new(value);

    public override string ToString() => Id.Format(this);
}

/// <summary>A request for an account of disclosures.</summary>
public readonly record struct AccountRequestId(Guid Value) : IId<AccountRequestId>
{
    public static string Prefix => "acr";

    public static AccountRequestId From(Guid value) => new(value);

    public override string ToString() => Id.Format(this);
}
