using System.CommandLine;

namespace CarePlatform.Host;

/// <summary>Issues a token for a person of a demo tenant, in Development only.</summary>
internal static class TokenVerb
{
    public static Command Create()
    {
        var tenant = new Option<string>("--tenant") { Description = "The organisation, such as harbor.", Required = true };
        var person = new Option<string>("--as") { Description = "The person, such as supervisor or intake-worker.", Required = true };
        var hours = new Option<int>("--hours") { Description = "How long the token holds.", DefaultValueFactory = _ => 8 };
        var factors = new Option<bool>("--mfa") { Description = "Whether it shows a sign-in with more than one factor." };
        var command = new Command("token", "Makes a token for a person of a tenant; in Development only.") { tenant, person, hours, factors };
        command.SetAction(parsed => Issue(parsed.GetRequiredValue(tenant), parsed.GetRequiredValue(person), parsed.GetValue(hours), parsed.GetValue(factors)));
        return command;
    }

    private static int Issue(string tenant, string person, int hours, bool severalFactors)
    {
        var builder = CareHost.CreateBuilder();
        if (!builder.Environment.IsDevelopment())
        {
            throw new HostException(
                "Tokens are made here in Development only; elsewhere the configured authority issues them. Set ASPNETCORE_ENVIRONMENT=Development to try.");
        }

        var issuer = CareHost.Issuer(builder.Configuration, builder.Environment, CareHost.SignInOf(builder.Configuration)) ?? throw new HostException(
            "An authority is configured (SignIn:Authority), so tokens come from there. Unset it to use the built-in issuer.");
        Console.Out.WriteLine(issuer.Issue(tenant, person, TimeProvider.System, TimeSpan.FromHours(hours), severalFactors));
        return 0;
    }
}
