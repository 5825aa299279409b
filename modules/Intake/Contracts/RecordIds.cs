using CarePlatform.Platform;

namespace CarePlatform.Intake.Contracts;

/// <summary>A telephone number or mail address of a client.</summary>
public readonly record struct ContactPointId(Guid Value) : IId<ContactPointId>
{
    public static string Prefix => "cpt";

    public static ContactPointId From(Guid value) => new(value);

    public override string ToString() => Id.Format(this);
}

/// <summary>A place where a client lives or lived.</summary>
public readonly record struct AddressId(Guid Value) : IId<AddressId>
{
    public static string Prefix => "adr";

    public static AddressId From(Guid value) => new(value);

    public override string ToString() => Id.Format(this);
}

/// <summary>What a tenant has set for its front door.</summary>
public readonly record struct IntakeSettingsId(Guid Value) : IId<IntakeSettingsId>
{
    public static string Prefix => "iset";

    public static IntakeSettingsId From(Guid value) => new(value);

    public override string ToString() => Id.Format(this);
}

/// <summary>The decision that two records are one person, which can be taken back.</summary>
public readonly record struct ClientMergeId(Guid Value) : IId<ClientMergeId>
{
    public static string Prefix => "mrg";

    public static ClientMergeId From(Guid value) => new(value);

    public override string ToString() => Id.Format(this);
}

/// <summary>One answering of the triage script.</summary>
public readonly record struct TriageId(Guid Value) : IId<TriageId>
{
    public static string Prefix => "tri";

    public static TriageId From(Guid value) => new(value);

    public override string ToString() => Id.Format(this);
}

/// <summary>A visit or stay that another system told of.</summary>
public readonly record struct EncounterId(Guid Value) : IId<EncounterId>
{
    public static string Prefix => "enc";

    public static EncounterId From(Guid value) => new(value);

    public override string ToString() => Id.Format(this);
}

/// <summary>A problem or finding that another system told of.</summary>
public readonly record struct ConditionId(Guid Value) : IId<ConditionId>
{
    public static string Prefix => "cond";

    public static ConditionId From(Guid value) => new(value);

    public override string ToString() => Id.Format(this);
}

/// <summary>A measurement or answer that another system told of.</summary>
public readonly record struct ObservationId(Guid Value) : IId<ObservationId>
{
    public static string Prefix => "obs";

    public static ObservationId From(Guid value) => new(value);

    public override string ToString() => Id.Format(this);
}

/// <summary>A clinic or hospital known from imported records.</summary>
public readonly record struct CareOrganisationId(Guid Value) : IId<CareOrganisationId>
{
    public static string Prefix => "corg";

    public static CareOrganisationId From(Guid value) => new(value);

    public override string ToString() => Id.Format(this);
}

/// <summary>A clinician known from imported records.</summary>
public readonly record struct PractitionerId(Guid Value) : IId<PractitionerId>
{
    public static string Prefix => "prac";

    public static PractitionerId From(Guid value) => new(value);

    public override string ToString() => Id.Format(this);
}

/// <summary>One run of an import.</summary>
public readonly record struct ImportRunId(Guid Value) : IId<ImportRunId>
{
    public static string Prefix => "imp";

    public static ImportRunId From(Guid value) => new(value);

    public override string ToString() => Id.Format(this);
}

/// <summary>The end of a client's care here.</summary>
public readonly record struct DischargeId(Guid Value) : IId<DischargeId>
{
    public static string Prefix => "dis";

    public static DischargeId From(Guid value) => new(value);

    public override string ToString() => Id.Format(this);
}

/// <summary>What a tenant has set for measuring the way into care.</summary>
public readonly record struct AccessRulesId(Guid Value) : IId<AccessRulesId>
{
    public static string Prefix => "arul";

    public static AccessRulesId From(Guid value) => new(value);

    public override string ToString() => Id.Format(this);
}
