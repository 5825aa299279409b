namespace CarePlatform.Host;

/// <summary>Puts the web application together.</summary>
internal static class CareHost
{
    /// <summary>Reads configuration: appsettings beside the program, then the environment.</summary>
    public static WebApplicationBuilder CreateBuilder() =>
        WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });

    /// <summary>The application on this database, ready to start.</summary>
    public static WebApplication Build(WebApplicationBuilder builder, HostDatabase database)
    {
        builder.Configuration[$"ConnectionStrings:{HostDatabase.ConnectionName}"] = database.ConnectionString;
        builder.Services.AddHealthChecks();

        var app = builder.Build();
        app.MapHealthChecks("/health/live");
        return app;
    }
}
