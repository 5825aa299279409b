using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace CarePlatform.Intake;

/// <summary>
/// Seals a form for the browser that it was shown to, so that no other page can send it in somebody's name: the seal is made with a key
/// that only a cookie of this page holds. It needs no memory, so any host may take the form.
/// </summary>
internal static class FormSeal
{
    private const string Cookie = "front-door";
    private const int KeyLength = 32;

    /// <summary>A new form for this browser: its number and the seal.</summary>
    public static string New(HttpContext http)
    {
        var key = http.Request.Cookies[Cookie] is { Length: KeyLength } known ? known : PublicCode.NewForm();
        http.Response.Cookies.Append(Cookie, key, new CookieOptions
        {
            HttpOnly = true,
            IsEssential = true,
            Path = "/front-door",
            SameSite = SameSiteMode.Strict,
            Secure = http.Request.IsHttps,
        });
        var form = PublicCode.NewForm();
        return $"{form}.{Seal(key, form)}";
    }

    /// <summary>The number of a form that was shown to this browser; null when it was not.</summary>
    public static string? Open(HttpContext http, string token)
    {
        if (http.Request.Cookies[Cookie] is not { Length: KeyLength } key || token.Split('.') is not [var form, var seal])
        {
            return null;
        }

        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(seal), Encoding.UTF8.GetBytes(Seal(key, form))) ? form : null;
    }

    private static string Seal(string key, string form) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(form)));
}
