using CarePlatform.Coordination;
using CarePlatform.Intake;
using CarePlatform.Platform;
using CarePlatform.Referrals;

namespace CarePlatform.Host;

/// <summary>Picks the modules and puts the web application together.</summary>
internal static class CareHost
{
    /// <summary>The modules that this host loads.</summary>
    public static IReadOnlyList<IModule> Modules { get; } = [new IntakeModule(), new CoordinationModule(), new ReferralsModule()];

    /// <summary>Their migrations with those of the platform, in the order in which they are applied.</summary>
    public static IReadOnlyList<MigrationSet> Migrations => PlatformSetup.Migrations(Modules);

    /// <summary>Reads configuration: appsettings beside the program, then the environment.</summary>
    public static WebApplicationBuilder CreateBuilder() =>
        WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });

    /// <summary>The application on this database, ready to start.</summary>
    public static WebApplication Build(WebApplicationBuilder builder, HostDatabase database)
    {
        if (!builder.Environment.IsDevelopment())
        {
            builder.Logging.AddJsonLogs();
        }

        var signIn = SignInOf(builder.Configuration);
        if (!builder.Environment.IsDevelopment() && signIn.KeyFile is not null && builder.Configuration["SignIn:PublicAddress"] is null)
        {
            throw new HostException("Tokens of machines name where they come from: set SignIn__PublicAddress, such as https://care.example.org.");
        }

        builder.Services.AddCarePlatform(new PlatformSetup(
            Modules, new Databases(database.ConnectionString, Cells(builder.Configuration)), signIn,
            Issuer(builder.Configuration, builder.Environment, signIn), ShowFaults: builder.Environment.IsDevelopment())
        {
            Sealing = Sealing(signIn),
        });
        return builder.Build().UseCarePlatform();
    }

    /// <summary>The section <c>SignIn</c>. Where no public address is configured it is the one that is served.</summary>
    public static SignInOptions SignInOf(IConfiguration configuration)
    {
        var options = configuration.GetSection("SignIn").Get<SignInOptions>() ?? new SignInOptions();
        if (configuration["SignIn:PublicAddress"] is null && configuration["urls"]?.Split(';') is [var first, ..])
        {
            options.PublicAddress = first;
        }

        return options;
    }

    // The same file on every host: what one seals the others open.
    private static SealingKey? Sealing(SignInOptions signIn)
    {
        try
        {
            return signIn.KeyFile is { } file ? new SealingKey(File.ReadAllBytes(file)) : null;
        }
        catch (Exception unusable) when (unusable is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new HostException($"The file of SignIn__KeyFile cannot be used: {unusable.Message}", unusable);
        }
    }

    /// <summary>The built-in issuer, in Development where no authority is configured; null where one is.</summary>
    /// <exception cref="HostException">Neither is there.</exception>
    public static BuiltInIssuer? Issuer(IConfiguration configuration, IHostEnvironment environment, SignInOptions signIn)
    {
        if (signIn.Authority is not null)
        {
            return null;
        }

        return environment.IsDevelopment()
            ? new BuiltInIssuer(EmbeddedPostgresOptions.From(configuration).StateDirectory, signIn)
            : throw new HostException(
                "Nobody vouches for the people who sign in: set SignIn__Authority to the address of your OpenID Connect authority. " +
                "The built-in issuer works in Development only.");
    }

    // Cells are databases on other servers: ConnectionStrings:Cell:<name>.
    private static Dictionary<string, string> Cells(ConfigurationManager configuration) => configuration.GetSection("ConnectionStrings:Cell")
        .GetChildren().Where(c => c.Value is not null).ToDictionary(c => c.Key, c => c.Value!, StringComparer.Ordinal);
}
