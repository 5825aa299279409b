using System.ComponentModel.DataAnnotations.Schema;
using System.Text.Json.Serialization;
using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;

namespace CarePlatform.Referrals;

/// <summary>A need for which people are referred.</summary>
/// <param name="Code">By which referrals and services name it.</param>
/// <param name="Title">How people call it.</param>
/// <param name="Class">How sensitive it is that somebody has it.</param>
[NotMapped]
internal sealed record Need(string Code, string Title, DataClass Class);

/// <summary>A kind of partner with which there must be an agreement.</summary>
/// <param name="Kinds">Kinds of organisation, such as <c>hospital</c>.</param>
/// <param name="MustSay">What the agreement must say.</param>
/// <param name="Source">The rule that asks for it.</param>
[NotMapped]
internal sealed record AgreementDuty(IReadOnlyList<string> Kinds, string MustSay, string Source);

/// <summary>What a tenant has laid down on its referrals; <c>referral-settings.json</c> has what holds by default, with the sources.</summary>
/// <param name="Needs">The needs for which people are referred.</param>
/// <param name="Agreements">The kinds of partner that need an agreement.</param>
/// <param name="ConsentFor">What binds those partners to whom nobody is referred without a consent that reaches them.</param>
/// <param name="CapacityDays">After how many days what was said of openings is too old to rely on.</param>
/// <param name="MeasureDays">Over how many days partners are measured.</param>
/// <param name="LinkDays">How long a one-time link can be opened.</param>
[NotMapped]
internal sealed partial record ReferralRules(
    IReadOnlyList<Need> Needs, IReadOnlyList<AgreementDuty> Agreements, IReadOnlyList<RecipientKind> ConsentFor, int CapacityDays,
    int MeasureDays, int LinkDays)
{
    /// <summary>What holds for a tenant that has laid down nothing else.</summary>
    public static ReferralRules Usual { get; } = UsualRules.Read<ReferralRules>("referral-settings.json");

    /// <summary>What one-time links show of a referral; null in what was laid down before it could be.</summary>
    public LinkShows? Links { get; init; }

    /// <summary>What one-time links show of a referral.</summary>
    [JsonIgnore]
    public LinkShows LinksShow => Links ?? Usual.Links!.Value;

    public Need? NeedOf(string code) => Needs.FirstOrDefault(n => n.Code == code);

    /// <summary>Why partners of this kind need an agreement; null when they do not.</summary>
    public AgreementDuty? DutyOf(string kind) => Agreements.FirstOrDefault(a => a.Kinds.Contains(kind));
}

/// <summary>What a tenant wants otherwise than usual in its referrals.</summary>
internal sealed class ReferralSettings
{
    /// <summary>What holds while the tenant has changed nothing.</summary>
    public static ReferralSettings Usual { get; } = new() { Id = default, Version = 0 };

    public required ReferralSettingsId Id { get; init; }

    public ReferralRules Rules { get; private set; } = ReferralRules.Usual;

    public int Version { get; private set; } = 1;

    public void Change(ReferralRules rules) => Rules = rules;
}
