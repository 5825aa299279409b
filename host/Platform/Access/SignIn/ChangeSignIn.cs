using System.Text.Json;
using FluentValidation;
using Microsoft.AspNetCore.Http;
using Npgsql;
using NpgsqlTypes;

namespace CarePlatform.Platform;

/// <summary>
/// Decides how the organisation's people sign in: through which authority, how old tokens and sign-ins may be, and who needs more than
/// one factor. It holds within seconds, also for those who are signed in; what is left out is as the deployment says.
/// </summary>
[Mutation, Requires("platform.secure")]
internal static class ChangeSignIn
{
    /// <param name="Issuer">The OpenID Connect authority that vouches for the organisation's people from now on, and no other does.</param>
    /// <param name="Audience">What its tokens are made for.</param>
    /// <param name="SubjectClaim">The claim that names the person.</param>
    /// <param name="MaxTokenMinutes">How old a token may be since its issue.</param>
    /// <param name="MaxSessionMinutes">How long ago a person may have signed in.</param>
    /// <param name="MfaRequired">Whether everybody signs in with more than one factor.</param>
    /// <param name="MfaRoles">The roles whose holders do, if not everybody does.</param>
    /// <param name="AcrValues">The acr values each of which shows it.</param>
    /// <param name="AmrValues">The amr values each of which shows it; mfa when none are named.</param>
    public sealed record Input(
        string? Issuer = null,
        string? Audience = null,
        string? SubjectClaim = null,
        int? MaxTokenMinutes = null,
        int? MaxSessionMinutes = null,
        bool MfaRequired = false,
        IReadOnlyList<string>? MfaRoles = null,
        IReadOnlyList<string>? AcrValues = null,
        IReadOnlyList<string>? AmrValues = null);

    /// <summary>With this authority nobody could sign in.</summary>
    /// <param name="Issuer">The address that was given.</param>
    public sealed record AuthorityNotReached(string Issuer) : Refusal(
        "platform.authority_not_reached",
        $"{Issuer}/.well-known/openid-configuration does not answer with an authority of that name. Check the address: nothing was changed.",
        "input.issuer");

    /// <summary>Whoever asks for it would be out the next moment, and nobody could take it back.</summary>
    /// <param name="Reason">What their own token lacks then.</param>
    public sealed record WouldLockOut(string Reason) : Refusal(
        "platform.would_lock_out", $"Nothing was changed: you could not sign in any more yourself. {Reason} Send this with a token that it would let in.", "input");

    public static async Task<Outcome<Tenant>> Handle(
        Input input, Session session, Databases databases, Authorities authorities, MachineIssuer machines, TenantCatalog tenants, RoleBook roles,
        Callers callers, IHttpContextAccessor http, CancellationToken ct)
    {
        if (input.Issuer is { } issuer && (issuer.TrimEnd('/') == machines.Name || await authorities.Find(issuer, null, ct) is null))
        {
            return new AuthorityNotReached(issuer);
        }

        var policy = new TenantSignIn(
            input.Issuer, input.Audience, input.SubjectClaim, input.MaxTokenMinutes, input.MaxSessionMinutes,
            input.MfaRequired, input.MfaRoles, input.AcrValues, input.AmrValues);
        if (GrantRules.Unknown(await roles.Lock(ct), input.MfaRoles ?? []) is { } unknown)
        {
            return unknown;
        }

        if (http.HttpContext?.User is { } caller && callers.WouldRefuse(session.Tenant, policy, caller, session.Actor.Roles) is { } reason)
        {
            return new WouldLockOut(reason);
        }

        await Write(policy, session, ct);
        if (session.Tenant.Database != databases.HomeName)
        {
            // The register at home says whose an authority is; what holds is read from the cell.
            await using var home = new Session(databases, session.Clock.World);
            home.Begin(session.Tenant with { Database = databases.HomeName }, session.Actor, session.Correlation);
            await home.OpenAsync(ct);
            await Write(policy, home, ct);
            await home.CommitAsync(ct);
        }

        session.AfterCommit(() => tenants.Forget(session.Tenant.Id));
        return session.Tenant with { SignIn = policy };
    }

    private static async Task Write(TenantSignIn policy, Session session, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            "update platform.tenants set sign_in = $2, version = version + 1 where id = $1", session.Connection, session.Transaction)
        {
            Parameters =
            {
                new NpgsqlParameter<Guid> { TypedValue = session.Tenant.Id.Value },
                new NpgsqlParameter<string> { TypedValue = JsonSerializer.Serialize(policy, IdJson.Options), NpgsqlDbType = NpgsqlDbType.Jsonb },
            },
        };
        await command.ExecuteNonQueryAsync(ct);
    }

    internal sealed class Validator : AbstractValidator<Input>
    {
        private const int LongestText = 500;
        private const int LongestMinutes = 60 * 24 * 90;

        public Validator()
        {
            RuleFor(i => i.Issuer).MaximumLength(LongestText)
                .Must(i => i is null || Uri.TryCreate(i, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http"
                    && uri.Query.Length + uri.Fragment.Length == 0)
                .WithMessage("Give the address of an authority, such as https://id.example.org.");
            RuleFor(i => i.Audience).Length(1, LongestText);
            RuleFor(i => i.SubjectClaim).Length(1, LongestText);
            RuleFor(i => i.MaxTokenMinutes).InclusiveBetween(1, LongestMinutes);
            RuleFor(i => i.MaxSessionMinutes).InclusiveBetween(1, LongestMinutes);
        }
    }
}

/// <summary>How people sign in: as the organisation has decided.</summary>
[View<TenantSignIn>("SignInPolicy")]
internal static class TenantSignInView
{
    /// <summary>The OpenID Connect authority that vouches for the organisation's people; null for the deployment's.</summary>
    public static string? Issuer(TenantSignIn policy) => policy.Issuer;

    /// <summary>What its tokens are made for; null for the deployment's audience.</summary>
    public static string? Audience(TenantSignIn policy) => policy.Audience;

    /// <summary>The claim that names the person; null for the deployment's.</summary>
    public static string? SubjectClaim(TenantSignIn policy) => policy.SubjectClaim;

    /// <summary>How old a token may be since its issue, in minutes; null for as long as it says.</summary>
    public static int? MaxTokenMinutes(TenantSignIn policy) => policy.MaxTokenMinutes;

    /// <summary>How long ago a person may have signed in, in minutes; null for any time.</summary>
    public static int? MaxSessionMinutes(TenantSignIn policy) => policy.MaxSessionMinutes;

    /// <summary>Whether everybody signs in with more than one factor.</summary>
    public static bool MfaRequired(TenantSignIn policy) => policy.MfaRequired;

    /// <summary>The roles whose holders do, if not everybody does.</summary>
    public static IReadOnlyList<string> MfaRoles(TenantSignIn policy) => policy.MfaRoles ?? [];

    /// <summary>The acr values each of which shows it.</summary>
    public static IReadOnlyList<string> AcrValues(TenantSignIn policy) => policy.AcrValues ?? [];

    /// <summary>The amr values each of which shows it.</summary>
    public static IReadOnlyList<string> AmrValues(TenantSignIn policy) => policy.AmrValues ?? [];
}

/// <summary>How people sign in.</summary>
[Query, Requires("platform.secure")]
internal static class SignInQueries
{
    /// <summary>How the organisation's people sign in; where nothing was decided, as the deployment says.</summary>
    public static TenantSignIn SignInPolicy(Tenant tenant) => tenant.SignIn ?? new TenantSignIn();
}
