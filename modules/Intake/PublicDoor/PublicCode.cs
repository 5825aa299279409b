using System.Security.Cryptography;
using System.Text;

namespace CarePlatform.Intake;

/// <summary>
/// The codes by which somebody without an account finds their request again: a reference, which may be said aloud, and a secret. Both in
/// Crockford's base 32, so that they survive being read over the telephone.
/// </summary>
internal static class PublicCode
{
    private const string Digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int ReferenceLength = 8;
    private const int SecretLength = 16;

    /// <summary>A new reference, such as <c>7KQD-3M9P</c>.</summary>
    public static string NewReference() => Text(RandomNumberGenerator.GetBytes(ReferenceLength));

    /// <summary>A new number for a form: 128 bits that only the browser which was given it knows.</summary>
    public static string NewForm() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <summary>
    /// The secret of the request that this form makes: 80 bits. It follows from the form's number, so that whoever sends a form twice sees
    /// the same secret, although only its hash is kept.
    /// </summary>
    public static string SecretOf(string form) => Text(SHA256.HashData(Encoding.UTF8.GetBytes($"front-door secret {form}"))[..SecretLength]);

    /// <summary>What is kept of a secret or of a form's number.</summary>
    public static string Hash(string code) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Normal(code))));

    /// <summary>A code as somebody typed it, in the form in which codes are compared.</summary>
    public static string Normal(string code) => new([.. code.ToUpperInvariant().Where(char.IsAsciiLetterOrDigit).Select(c => c switch
    {
        'O' => '0',
        'I' or 'L' => '1',
        _ => c,
    })]);

    private static string Text(byte[] bytes) =>
        string.Join('-', bytes.Select(b => Digits[b & 31]).Chunk(4).Select(four => new string(four)));
}
