using System.ComponentModel.DataAnnotations.Schema;
using CarePlatform.Platform;

namespace CarePlatform.Referrals;

/// <summary>The numbers that an agreement holds a partner to. What is left out is as it is for every partner.</summary>
/// <param name="DaysToAnswer">Within how many days it answers.</param>
/// <param name="DaysToAppointment">Within how many days of accepting the first appointment is.</param>
/// <param name="DaysToOutcome">Within how many days of completing it tells the outcome.</param>
/// <param name="Acceptance">The share of what it was sent that it accepts, from 0 to 1.</param>
/// <param name="Completion">The share of the accepted that it confirms as given.</param>
/// <param name="Outcome">The share of those given of which it tells the outcome.</param>
[NotMapped]
internal sealed record AgreedStandards(
    int? DaysToAnswer = null, int? DaysToAppointment = null, int? DaysToOutcome = null, decimal? Acceptance = null, decimal? Completion = null,
    decimal? Outcome = null)
{
    /// <summary>Whether all of them can be.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    internal bool IsPossible => new[] { DaysToAnswer, DaysToAppointment, DaysToOutcome }.All(d => d is null or (>= 1 and <= 365))
        && new[] { Acceptance, Completion, Outcome }.All(s => s is null or (>= 0 and <= 1));
}

/// <summary>The numbers that an agreement holds a partner to; null where it says nothing.</summary>
[View<AgreedStandards>]
internal static class AgreedStandardsView
{
    /// <summary>Within how many days it answers.</summary>
    public static int? DaysToAnswer(AgreedStandards standards) => standards.DaysToAnswer;

    /// <summary>Within how many days of accepting the first appointment is.</summary>
    public static int? DaysToAppointment(AgreedStandards standards) => standards.DaysToAppointment;

    /// <summary>Within how many days of completing it tells the outcome.</summary>
    public static int? DaysToOutcome(AgreedStandards standards) => standards.DaysToOutcome;

    /// <summary>The share of what it was sent that it accepts, from 0 to 1.</summary>
    public static decimal? Acceptance(AgreedStandards standards) => standards.Acceptance;

    /// <summary>The share of the accepted that it confirms as given.</summary>
    public static decimal? Completion(AgreedStandards standards) => standards.Completion;

    /// <summary>The share of those given of which it tells the outcome.</summary>
    public static decimal? Outcome(AgreedStandards standards) => standards.Outcome;
}

/// <summary>What becomes of licences with time.</summary>
internal static class Licences
{
    /// <summary>Those that have run out by this day.</summary>
    public static IReadOnlyList<AgreedLicence> ExpiredOn(this AgreementTerms terms, DateOnly day) => [.. terms.Licences.Where(l => l.ExpiresOn < day)];
}
