using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace CarePlatform.Platform;

/// <summary>
/// Issues tokens where no authority is configured: for the embedded default, in Development only. Its key is made once and
/// kept in the state directory, readable by its owner alone.
/// </summary>
public sealed class BuiltInIssuer
{
    /// <summary>The issuer that the tokens name.</summary>
    public const string Name = "careplatform-built-in";

    private const int KeyBytes = 64;

    private readonly SymmetricSecurityKey _key;
    private readonly SignInOptions _options;

    /// <param name="stateDirectory">Where the key lies or will lie.</param>
    public BuiltInIssuer(string stateDirectory, SignInOptions options)
    {
        _options = options;
        _key = new SymmetricSecurityKey(ReadOrMake(Path.Combine(stateDirectory, "issuer.key")));
    }

    internal SecurityKey Key => _key;

    /// <summary>Seals with the same secret, where the deployment has none of its own.</summary>
    internal SealingKey Sealing => new(_key.Key);

    /// <summary>A token for this person of this tenant.</summary>
    /// <param name="lifetime">How long it holds; demo tokens hold for a working day.</param>
    /// <param name="severalFactors">Whether it shows a sign-in with more than one factor (<c>amr</c>).</param>
    public string Issue(string tenant, string subject, TimeProvider clock, TimeSpan lifetime, bool severalFactors = false)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Name,
            Audience = _options.Audience,
            IssuedAt = now,
            NotBefore = now,
            Expires = now + lifetime,
            Claims = new Dictionary<string, object>
            {
                [_options.SubjectClaim] = subject,
                [_options.TenantClaim] = tenant,
                ["auth_time"] = new DateTimeOffset(now).ToUnixTimeSeconds(),
                ["amr"] = severalFactors ? (string[])["pwd", "mfa"] : ["pwd"],
            },
            SigningCredentials = new SigningCredentials(_key, SecurityAlgorithms.HmacSha512),
        });
    }

    private static byte[] ReadOrMake(string path)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            var key = RandomNumberGenerator.GetBytes(KeyBytes);
            using var file = new FileStream(path, options);
            file.Write(key);
            return key;
        }
        catch (IOException) when (File.Exists(path))
        {
            return File.ReadAllBytes(path);
        }
    }
}
