using System.Text.Json;
using Npgsql;

namespace CarePlatform.Platform;

/// <summary>The business calendars of the session's tenant and its sites; read in one statement, once per scope.</summary>
public sealed class Calendars(Session session)
{
    private static readonly Guid TenantWide = Guid.Empty;

    private readonly Dictionary<Guid, BusinessCalendar> _weekdays = [];
    private readonly Dictionary<Guid, CalendarDocument> _documents = [];

    private Task<Dictionary<Guid, BusinessCalendar>>? _calendars;

    /// <summary>
    /// The calendar of a site, or the tenant's when the site has none or is not named. A site keeps its own time zone in any
    /// case, and is closed when the whole tenant is.
    /// </summary>
    public async Task<BusinessCalendar> Of(SiteId? site, CancellationToken ct)
    {
        var calendars = await (_calendars ??= ReadAll(ct));
        return calendars.GetValueOrDefault(site?.Value ?? TenantWide) ?? calendars[TenantWide];
    }

    /// <summary>Whether the tenant has a site with this id.</summary>
    public async Task<bool> Knows(SiteId site, CancellationToken ct) => site.Value != TenantWide && (await (_calendars ??= ReadAll(ct))).ContainsKey(site.Value);

    /// <summary>The site that was entered first; null when the tenant has none.</summary>
    public async Task<SiteId?> FirstSite(CancellationToken ct) =>
        (await (_calendars ??= ReadAll(ct))).Keys.Where(k => k != TenantWide).Order().Cast<Guid?>().FirstOrDefault() is { } first ? new SiteId(first) : null;

    /// <summary>
    /// The weekdays and holidays of a site or the tenant, whatever its opening hours and closings: what measures that compare
    /// organisations count by.
    /// </summary>
    public async Task<BusinessCalendar> WeekdaysOf(SiteId? site, CancellationToken ct)
    {
        await (_calendars ??= ReadAll(ct));
        return _weekdays.GetValueOrDefault(site?.Value ?? TenantWide) ?? _weekdays[TenantWide];
    }

    /// <summary>What was laid down for a site or the tenant.</summary>
    internal async Task<WorkCalendar> DocumentOf(SiteId? site, CancellationToken ct)
    {
        await (_calendars ??= ReadAll(ct));
        return _documents.TryGetValue(site?.Value ?? TenantWide, out var own)
            ? new WorkCalendar(site, IsOwn: true, own)
            : new WorkCalendar(site, IsOwn: false, _documents[TenantWide]);
    }

    private async Task<Dictionary<Guid, BusinessCalendar>> ReadAll(CancellationToken ct)
    {
        await session.OpenAsync(ct);
        await using var command = new NpgsqlCommand(
            """
            select site.id, site.time_zone, calendar.week, calendar.holidays, calendar.closed_days
            from (select null::uuid as id, null as time_zone union all select id, time_zone from platform.sites) site
            left join platform.calendars calendar on calendar.site_id is not distinct from site.id
            order by site.id nulls first
            """,
            session.Connection,
            session.Transaction);
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        var whole = Document(reader) ?? throw new InvalidOperationException(
            $"The tenant {session.Tenant.Slug} has no business calendar. Found it again from its recipe: nothing that exists is changed by that.");
        _documents[TenantWide] = whole;
        var calendars = new Dictionary<Guid, BusinessCalendar> { [TenantWide] = whole.In(session.Tenant.TimeZone) };
        _weekdays[TenantWide] = whole.Weekdays(session.Tenant.TimeZone);
        while (await reader.ReadAsync(ct))
        {
            var zone = TimeZoneInfo.FindSystemTimeZoneById(reader.GetString(1));
            if (Document(reader) is { } laidDown)
            {
                _documents[reader.GetGuid(0)] = laidDown;
            }

            var own = _documents.GetValueOrDefault(reader.GetGuid(0), whole);
            calendars[reader.GetGuid(0)] = own.In(zone, whole.ClosedDays);
            _weekdays[reader.GetGuid(0)] = own.Weekdays(zone);
        }

        return calendars;
    }

    private static CalendarDocument? Document(NpgsqlDataReader reader) => reader.IsDBNull(2)
        ? null
        : new CalendarDocument(
            Json<Dictionary<DayOfWeek, OpeningHours>>(reader, 2), Json<Holidays>(reader, 3), Json<IReadOnlyList<ClosedDay>>(reader, 4));

    private static T Json<T>(NpgsqlDataReader reader, int column) =>
        JsonSerializer.Deserialize<T>(reader.GetString(column), StrictJson.Options)!;
}
