using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>A clinician who could take somebody on.</summary>
/// <param name="First">The first time at which the visit could begin; null when none is free within the days looked at.</param>
/// <param name="SpeaksLanguage">Whether the client's language is spoken; null when it is not known.</param>
/// <param name="ClientsAhead">How many different clients have appointments ahead.</param>
/// <param name="MostClients">How many there may be; null without limit.</param>
/// <param name="AtSite">Whether the first time is at the site of the inquiry; null when it has none.</param>
internal sealed record ClinicianSuggestion(
    UserId Clinician, Slot? First, bool? SpeaksLanguage, int ClientsAhead, int? MostClients, bool? AtSite);

/// <summary>
/// Who could take the person of an inquiry on: those who may give the visit, take on people as urgent as this and have room. Whoever
/// speaks the language comes first, then the inquiry's site, then the earliest time, then the smallest load. It says why, and decides
/// nothing.
/// </summary>
[Query, Feature("intake.scheduling"), Requires("intake.schedule")]
internal static class SuggestClinicians
{
    private const int UsualDays = 30;
    private const int Most = 20;

    /// <param name="inquiry">The inquiry.</param>
    /// <param name="visitType">The kind of visit.</param>
    /// <param name="mode">How to meet.</param>
    public static async Task<IReadOnlyList<ClinicianSuggestion>> Handle(
        InquiryId inquiry, VisitTypeId visitType, AppointmentMode? mode, IntakeDb db, People people, SlotSearch search, TimeProvider clock,
        CancellationToken ct)
    {
        var type = await db.VisitTypes.AsNoTracking().FirstOrDefaultAsync(v => v.Id == visitType && v.RetiredAt == null, ct);
        if (type is null || await db.FindInquiry(inquiry, "intake.schedule", ct) is not { } asked)
        {
            return [];
        }

        var now = clock.GetUtcNow();
        var client = await db.Clients.AsNoTracking().FirstAsync(c => c.Id == asked.Client, ct);
        var (panels, load) = (await db.ClinicianPanels.AsNoTracking().ToDictionaryAsync(p => p.Clinician, ct), await Load(db, now, ct));
        var known = (await db.Appointments.AsNoTracking().Where(a => a.Client == client.Id && a.State == AppointmentState.CheckedIn)
            .Select(a => a.Clinician).Distinct().ToListAsync(ct)).ToHashSet();
        var wanted = new SlotsWanted(type, now, now.AddDays(UsualDays), Mode: mode);
        var able = (await search.Clinicians(wanted, ct)).Where(c => Takes(panels.GetValueOrDefault(c), asked, load.GetValueOrDefault(c), known.Contains(c)))
            .ToList();
        var away = (await people.Users(ct)).Where(u => u.Away).Select(u => u.Id).ToHashSet();
        var slots = (await search.Nth(wanted with { Clinicians = able }, rank: 1, ct)).ToLookup(s => s.Clinician);
        return
        [
            .. able.Select(c => Suggest(c, [.. slots[c]], asked, client.Language, panels.GetValueOrDefault(c), load.GetValueOrDefault(c)))
                .Where(s => s.First is not null || !away.Contains(s.Clinician))
                .OrderByDescending(s => s.SpeaksLanguage is true).ThenByDescending(s => s.First is not null)
                .ThenByDescending(s => s.AtSite is true).ThenBy(s => s.First?.StartsAt).ThenBy(s => s.ClientsAhead).ThenBy(s => s.Clinician.Value)
                .Take(Most),
        ];
    }

    private static bool Takes(ClinicianPanel? panel, Inquiry inquiry, int ahead, bool isKnown) => panel is null
        || ((panel.AcceptsNew || isKnown) && !(ahead >= panel.MostClients && !isKnown) && (inquiry.Acuity is not { } acuity || acuity >= panel.MostAcute));

    // The inquiry's site goes before an earlier time elsewhere.
    private static ClinicianSuggestion Suggest(
        UserId clinician, IReadOnlyList<Slot> slots, Inquiry inquiry, string? language, ClinicianPanel? panel, int ahead)
    {
        var first = slots.FirstOrDefault(s => s.Site == inquiry.Site) ?? (slots is [var earliest, ..] ? earliest : null);
        return new ClinicianSuggestion(
            clinician, first, language is null || panel is null ? null : panel.Speaks(language), ahead, panel?.MostClients,
            inquiry.Site is { } site && first is not null ? first.Site == site : null);
    }

    // How many different clients each clinician has appointments with ahead.
    private static async Task<Dictionary<UserId, int>> Load(IntakeDb db, DateTimeOffset now, CancellationToken ct) => await db.Appointments
        .AsNoTracking().Where(a => a.StartsAt > now && (a.State == AppointmentState.Booked || a.State == AppointmentState.Held))
        .GroupBy(a => a.Clinician).Select(g => new { g.Key, Clients = g.Select(a => a.Client).Distinct().Count() })
        .ToDictionaryAsync(g => g.Key, g => g.Clients, ct);
}

/// <summary>A clinician who could take somebody on.</summary>
[View<ClinicianSuggestion>]
internal static class ClinicianSuggestionView
{
    /// <summary>Who.</summary>
    public static UserId Clinician(ClinicianSuggestion suggestion) => suggestion.Clinician;

    /// <summary>The first time at which the visit could begin; null when none is free in the next 30 days.</summary>
    public static Slot? First(ClinicianSuggestion suggestion) => suggestion.First;

    /// <summary>Whether the client's language is spoken; null when it is not known.</summary>
    public static bool? SpeaksLanguage(ClinicianSuggestion suggestion) => suggestion.SpeaksLanguage;

    /// <summary>Whether the first time is at the site of the inquiry; null when the inquiry has none.</summary>
    public static bool? AtSite(ClinicianSuggestion suggestion) => suggestion.AtSite;

    /// <summary>How many different clients have appointments ahead.</summary>
    public static int ClientsAhead(ClinicianSuggestion suggestion) => suggestion.ClientsAhead;

    /// <summary>How many there may be; null without limit.</summary>
    public static int? MostClients(ClinicianSuggestion suggestion) => suggestion.MostClients;
}
