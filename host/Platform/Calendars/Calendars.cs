namespace CarePlatform.Platform;

/// <summary>The business calendars of the session's tenant and its sites.</summary>
public sealed class Calendars(Session session)
{
    /// <summary>The calendar of a site, or the tenant's when the site has none or is not named.</summary>
    public Task<BusinessCalendar> Of(SiteId? site, CancellationToken ct) =>
        throw new NotImplementedException($"{session.Tenant.Slug} {site} {ct}");
}
