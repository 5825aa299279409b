using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CarePlatform.Platform;

/// <summary>Registers what sandboxes need.</summary>
internal static class SandboxServices
{
    /// <summary>Adds founding, resetting, removing and keeping sandboxes.</summary>
    public static IServiceCollection AddSandboxes(this IServiceCollection services) => services
        .AddSingleton(static provider =>
            provider.GetRequiredService<IConfiguration>().GetSection("Sandboxes").Get<SandboxOptions>() ?? new SandboxOptions())
        .AddSingleton<SandboxRegister>().AddSingleton<SandboxClearing>().AddSingleton<SandboxLife>().AddSingleton<SandboxKeeper>()
        .AddHostedService(static provider => provider.GetRequiredService<SandboxKeeper>());

    /// <summary>Whoever meets a sandbox while it is emptied is told to come again.</summary>
    public static IApplicationBuilder UseSandboxGate(this IApplicationBuilder app) => app.Use(static async (context, next) =>
    {
        try
        {
            await next(context);
        }
        catch (SandboxBusyException busy) when (!context.Response.HasStarted)
        {
            await RefuseEntry(context, busy.Message);
        }
    });

    /// <summary>Answers that the sandbox lets nobody in at this moment.</summary>
    public static Task RefuseEntry(HttpContext context, string message)
    {
        context.Response.Headers.RetryAfter = "2";
        return SignIn.Refuse(context, StatusCodes.Status503ServiceUnavailable, SandboxGate.NotReady, message);
    }
}
