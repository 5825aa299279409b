using System.Globalization;
using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Coordination;

/// <summary>
/// Somebody wants to book into a clinician's day: the registry of decision rights asks the clinician, and no more once the held time is
/// free again. One listener hears both, so that the end of a hold never comes before its question.
/// </summary>
[Feature("coordination.decisions")]
internal static class WhenAddOnWanted
{
    /// <summary>Key of the decision type. Where a tenant has retired it nobody is asked, and the held time runs out.</summary>
    public const string Key = "clinician-add-on";

    private const string Wanted = "intake.add-on-wanted@1";
    private const string Freed = "intake.appointment-cancelled@1";
    private const string TimeFreed = "time-freed";

    public static Task<IReadOnlySet<string>> Awaited(IReadOnlyList<string> types) =>
        Task.FromResult<IReadOnlySet<string>>(types.Where(t => t is Wanted or Freed).ToHashSet(StringComparer.Ordinal));

    public static Task<IReadOnlyList<object>> Handle(
        LogEntry heard, CoordinationDb db, Deciding deciding, Calendars calendars, TimeProvider clock, CancellationToken ct) =>
        heard.Type == Wanted
            ? Ask(heard.As<AddOnWanted>(), db, deciding, calendars, clock, ct)
            : deciding.WithdrawAbout(Key, heard.As<AppointmentCancelled>().Appointment.ToString(), TimeFreed, clock.GetUtcNow(), ct);

    private static async Task<IReadOnlyList<object>> Ask(
        AddOnWanted wanted, CoordinationDb db, Deciding deciding, Calendars calendars, TimeProvider clock, CancellationToken ct)
    {
        if (await db.DecisionTypes.FirstOrDefaultAsync(t => t.Key == Key && t.RetiredAt == null, ct) is not { } type)
        {
            return [];
        }

        var zone = (await calendars.Of(wanted.Site, ct)).Zone;
        var known = new Dictionary<string, string>
        {
            ["time"] = string.Create(CultureInfo.InvariantCulture, $"{TimeZoneInfo.ConvertTime(wanted.StartsAt, zone):yyyy-MM-dd HH:mm}"),
            ["why"] = wanted.Why,
            ["double-booked"] = wanted.DoubleBooked ? "yes" : "no",
        };
        var checklist = type.Rule.Information
            .Select(q => new ChecklistLine(q.Key, q.Text, q.Required, known.GetValueOrDefault(q.Key), known.ContainsKey(q.Key))).ToList();
        var about = new DecisionMatter(wanted.Appointment.ToString(), wanted.Client, Item: null, Team: null, wanted.Site, wanted.Clinician);
        var request = DecisionRequest.Ask(
            type, $"May a client be seen at {known["time"]}, although you are not free then?", about, checklist, wanted.AskedBy, clock.GetUtcNow());
        db.Add(request);
        return [await deciding.Begin(request, ct)];
    }
}
