using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>Changes the needs for which people are referred, which partners need an agreement, and for which a consent is needed.</summary>
[Mutation, Feature("referrals"), Requires("referrals.configure")]
internal static class ChangeReferralSettings
{
    private const int MostDays = 3660;
    private const int LongestLink = 30;

    /// <summary>What changes. What is left out stays as it is.</summary>
    /// <param name="Needs">All needs.</param>
    /// <param name="Agreements">All kinds of partner that need an agreement.</param>
    /// <param name="ConsentFor">What binds those partners to whom nobody is referred without a consent.</param>
    /// <param name="CapacityDays">After how many days what was said of openings is too old, 1 to 3660.</param>
    /// <param name="MeasureDays">Over how many days partners are measured, 1 to 3660.</param>
    /// <param name="LinkDays">How long a one-time link can be opened, 1 to 30 days.</param>
    /// <param name="Handoffs">All for which a warm handoff is owed.</param>
    /// <param name="EndAtDischarge">All reasons of a discharge for which open referrals end.</param>
    /// <param name="Documents">What may be attached.</param>
    /// <param name="TextWarnings">All words of which is warned in the text to a partner whom HIPAA does not bind; an empty list warns of nothing.</param>
    /// <param name="LinkShows">What one-time links show of a referral.</param>
    /// <param name="ExpectedVersion">The version that the caller has read; 0 while nothing was ever changed.</param>
    public sealed record Input(
        IReadOnlyList<Need>? Needs = null, IReadOnlyList<AgreementDuty>? Agreements = null, IReadOnlyList<RecipientKind>? ConsentFor = null,
        int? CapacityDays = null, int? MeasureDays = null, int? LinkDays = null, IReadOnlyList<HandoffDuty>? Handoffs = null,
        IReadOnlyList<DischargeReason>? EndAtDischarge = null, DocumentRules? Documents = null,
        IReadOnlyList<SensitiveWords>? TextWarnings = null, LinkShows? LinkShows = null, int? ExpectedVersion = null);

    public static async Task<Outcome<ReferralSettings>> Handle(Input input, ReferralsDb db, TimeProvider clock, CancellationToken ct)
    {
        if (Problems(input).ToList() is { Count: > 0 } problems)
        {
            return Outcome<ReferralSettings>.Refused(problems);
        }

        var settings = await db.Settings.FirstOrDefaultAsync(ct);
        if (input.ExpectedVersion is { } expected && expected != (settings?.Version ?? 0))
        {
            return new VersionConflict(expected, settings?.Version ?? 0);
        }

        if (settings is null)
        {
            settings = new ReferralSettings { Id = Id.New<ReferralSettingsId>(clock) };
            db.Add(settings);
        }

        var rules = settings.Rules;
        settings.Change(rules with
        {
            Needs = input.Needs ?? rules.Needs,
            Agreements = input.Agreements ?? rules.Agreements,
            ConsentFor = input.ConsentFor ?? rules.ConsentFor,
            CapacityDays = input.CapacityDays ?? rules.CapacityDays,
            MeasureDays = input.MeasureDays ?? rules.MeasureDays,
            LinkDays = input.LinkDays ?? rules.LinkDays,
            Handoffs = input.Handoffs ?? rules.Handoffs,
            EndAtDischarge = input.EndAtDischarge ?? rules.EndAtDischarge,
            Documents = input.Documents ?? rules.Documents,
            TextWarnings = input.TextWarnings ?? rules.TextWarnings,
            Links = input.LinkShows ?? rules.Links,
        });
        return settings;
    }

    private static IEnumerable<Refusal> Problems(Input input)
    {
        if (input.Needs is { } needs && (needs.Count == 0 || needs.Any(n => !IsCode(n.Code) || string.IsNullOrWhiteSpace(n.Title))
            || needs.DistinctBy(n => n.Code).Count() != needs.Count))
        {
            yield return new InvalidInput("input.needs", "Give each need a code of its own (small letters, digits and dashes) and a title; there must be one.");
        }

        if (input.CapacityDays is < 1 or > MostDays || input.MeasureDays is < 1 or > MostDays)
        {
            yield return new InvalidInput("input.capacityDays", $"Days are 1 to {MostDays}.");
        }

        if (input.LinkDays is < 1 or > LongestLink)
        {
            yield return new InvalidInput("input.linkDays", $"A link can be opened for 1 to {LongestLink} days.");
        }

        if (input.Handoffs is { } duties && duties.Any(d => d.Needs.Count == 0 || d.Priorities.Count == 0 || string.IsNullOrWhiteSpace(d.Source)))
        {
            yield return new InvalidInput("input.handoffs", "Give each at least one need, one priority and where it comes from; an empty list asks for no handoffs.");
        }

        if (input.Documents is { } documents && (documents.MostBytes is < 1 or > DocumentRules.Bound || documents.MostOnReferral < 0 || documents.MediaTypes.Count == 0
            || documents.MediaTypes.Except(MediaTypes.Known).Any()))
        {
            yield return new InvalidInput("input.documents", $"A document has 1 to {DocumentRules.Bound} bytes; name at least one media type of {string.Join(", ", MediaTypes.Known)}, or 0 as the most on a referral.");
        }

        if (input.TextWarnings is { } warnings && (warnings.DistinctBy(w => w.Topic).Count() != warnings.Count || warnings.Any(w => string.IsNullOrWhiteSpace(w.Source)
            || w.Words.Count > TextWarnings.MostWords || !w.Words.All(TextWarnings.IsWord))))
        {
            yield return new InvalidInput(
                "input.textWarnings",
                $"Give each topic once, with where its words come from and up to {TextWarnings.MostWords} of them: each with a letter or digit, without blanks around it and of up to {TextWarnings.LongestWord} characters.");
        }
    }

    private static bool IsCode(string code) => code.Length is > 0 and <= 60 && code.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
}
