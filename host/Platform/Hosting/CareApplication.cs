using Microsoft.AspNetCore.Builder;

namespace CarePlatform.Platform;

/// <summary>The endpoints of the platform, in the order in which a request meets them.</summary>
public static class CareApplication
{
    /// <summary>Signs requests in, begins their sessions and maps the API.</summary>
    public static WebApplication UseCarePlatform(this WebApplication app)
    {
        app.UseAuthentication();
        app.UseSessions();
        app.UseAuthorization();
        app.MapApi();
        return app;
    }
}
