using System.ComponentModel.DataAnnotations.Schema;
using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;

namespace CarePlatform.Referrals;

/// <summary>What a service costs the person.</summary>
internal enum ServiceCost
{
    /// <summary>Nothing.</summary>
    Free,

    /// <summary>By income.</summary>
    SlidingFee,

    /// <summary>What covers the person pays.</summary>
    Insurance,

    /// <summary>A fee.</summary>
    Fee,
}

/// <summary>How a referral reaches a service.</summary>
internal enum ReferralChannel
{
    /// <summary>Its people sign in here.</summary>
    Platform,

    /// <summary>In its own front door: the partner is a tenant of the platform with which there is a link.</summary>
    Tenant,

    /// <summary>By a one-time link.</summary>
    Link,

    /// <summary>By telephone.</summary>
    Phone,

    /// <summary>By fax.</summary>
    Fax,

    /// <summary>By mail.</summary>
    Email,

    /// <summary>On the partner's own pages.</summary>
    Web,
}

/// <summary>A condition that only the person, or a document, can tell of; it is asked, not computed.</summary>
/// <param name="Code">Such as <c>veteran</c>.</param>
/// <param name="Text">What to ask for.</param>
[NotMapped]
internal sealed record ServiceCondition(string Code, string Text);

/// <summary>A service of a partner organisation, as the directory has it. Its rules of eligibility are data: an empty one lets everybody in.</summary>
internal sealed class ServiceEntry
{
    public ServiceId Id { get; private init; }

    public OrganisationId Partner { get; private init; }

    public string Name { get; private set; } = "";

    public string? Description { get; private set; }

    /// <summary>Codes of the needs that it answers.</summary>
    public string[] Needs { get; private set; } = [];

    /// <summary>The languages spoken, as BCP 47 tags.</summary>
    public string[] Languages { get; private set; } = [];

    /// <summary>In words, such as <c>Mon to Fri 9 to 5</c>.</summary>
    public string? Hours { get; private set; }

    /// <summary>When it is open; null where nobody knows.</summary>
    public ServiceHours? Opening { get; private set; }

    public ServiceCost Cost { get; private set; }

    public ReferralChannel Channel { get; private set; }

    /// <summary>Where referrals go: a number, an address.</summary>
    public string? ReferTo { get; private set; }

    /// <summary>The least age in whole years.</summary>
    public int? AgeFrom { get; private set; }

    /// <summary>The greatest age in whole years.</summary>
    public int? AgeTo { get; private set; }

    /// <summary>Kinds of payer that it takes, such as <c>medicaid</c>.</summary>
    public string[] Payers { get; private set; } = [];

    /// <summary>Where people must live: states, and postal codes or their beginnings.</summary>
    public string[] Areas { get; private set; } = [];

    /// <summary>What must be asked besides.</summary>
    public IReadOnlyList<ServiceCondition> Conditions { get; private set; } = [];

    /// <summary>How many people it can take; null while nobody has said.</summary>
    public int? Openings { get; private set; }

    public DateTimeOffset? CapacityAt { get; private set; }

    /// <summary>Whether the partner said so itself.</summary>
    public bool CapacityByPartner { get; private set; }

    public DateTimeOffset? PausedAt { get; private set; }

    /// <summary>The last day of the pause; null when nobody knows.</summary>
    public DateOnly? PausedUntil { get; private set; }

    public string? PauseReason { get; private set; }

    public DateTimeOffset? RetiredAt { get; private set; }

    public DateTimeOffset WrittenAt { get; private set; }

    public int Version { get; private set; } = 1;

    /// <summary>Whether it takes no referrals on this day.</summary>
    public bool IsPausedOn(DateOnly day) => PausedAt is not null && (PausedUntil is null || day <= PausedUntil);

    /// <summary>A service that the directory did not have.</summary>
    public static ServiceEntry Of(OrganisationId partner, ServiceText text, TimeProvider clock)
    {
        var entry = new ServiceEntry { Id = Platform.Id.New<ServiceId>(clock), Partner = partner };
        entry.Write(text, clock.GetUtcNow());
        return entry;
    }

    /// <summary>What the directory says of it from now on.</summary>
    public void Write(ServiceText text, DateTimeOffset now)
    {
        (Name, Description, Hours, Cost, Channel, ReferTo) = (text.Name, text.Description, text.Hours, text.Cost, text.Channel, text.ReferTo);
        (AgeFrom, AgeTo, Conditions, WrittenAt) = (text.AgeFrom, text.AgeTo, text.Conditions ?? [], now);
        Opening = text.Opening;
        Needs = [.. text.Needs.Distinct(StringComparer.Ordinal)];
        Languages = [.. text.Languages ?? []];
        Payers = [.. text.Payers ?? []];
        Areas = [.. (text.Areas ?? []).Select(a => a.ToUpperInvariant())];
    }

    /// <summary>Somebody said how many people it can take.</summary>
    public void Report(int openings, bool byPartner, DateTimeOffset at) => (Openings, CapacityByPartner, CapacityAt) = (openings, byPartner, at);

    public void Pause(string reason, DateOnly? until, DateTimeOffset at) => (PauseReason, PausedUntil, PausedAt) = (reason, until, at);

    public void Resume() => (PauseReason, PausedUntil, PausedAt) = (null, null, null);

    public void Retire(DateTimeOffset at) => RetiredAt ??= at;
}

/// <summary>A need that a service answers, so that services are found by it.</summary>
internal sealed class ServiceNeed
{
    public required string Need { get; init; }

    public required ServiceId Service { get; init; }
}

/// <summary>What the directory says of a service.</summary>
/// <param name="Name">How people call it.</param>
/// <param name="Needs">Codes of the needs that it answers.</param>
/// <param name="Description">What it is, for those who refer.</param>
/// <param name="Languages">The languages spoken, as BCP 47 tags.</param>
/// <param name="Hours">When it is open, in words.</param>
/// <param name="Cost">What it costs the person.</param>
/// <param name="Channel">How a referral reaches it.</param>
/// <param name="ReferTo">Where referrals go: a number, an address.</param>
/// <param name="AgeFrom">The least age in whole years.</param>
/// <param name="AgeTo">The greatest age in whole years.</param>
/// <param name="Payers">Kinds of payer that it takes, such as medicaid; any when none is named.</param>
/// <param name="Areas">Where people must live: states such as MA, and postal codes or their beginnings; anywhere when none is named.</param>
/// <param name="Conditions">What must be asked of the person besides.</param>
/// <param name="Opening">When it is open, in a form that can be searched.</param>
[NotMapped]
internal sealed record ServiceText(
    string Name, IReadOnlyList<string> Needs, string? Description = null, IReadOnlyList<string>? Languages = null, string? Hours = null,
    ServiceCost Cost = ServiceCost.Free, ReferralChannel Channel = ReferralChannel.Platform, string? ReferTo = null, int? AgeFrom = null,
    int? AgeTo = null, IReadOnlyList<string>? Payers = null, IReadOnlyList<string>? Areas = null, IReadOnlyList<ServiceCondition>? Conditions = null,
    ServiceHours? Opening = null);
