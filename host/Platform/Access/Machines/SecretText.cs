using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace CarePlatform.Platform;

/// <summary>
/// Secrets that the platform makes: 256 random bits as text, shown once, of which a hash is kept. There is nothing to guess in
/// them, so one round of HMAC is enough; a slow hash would only let whoever sends wrong ones use up the processor.
/// </summary>
internal static class SecretText
{
    private const int Bytes = 32;

    /// <summary>A new one.</summary>
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    /// <param name="salt">The row that keeps the hash, so that no two rows have the same.</param>
    public static byte[] Hash(Guid salt, string secret) =>
        HMACSHA256.HashData(salt.ToByteArray(bigEndian: true), Encoding.UTF8.GetBytes(secret));

    /// <summary>Whether the hash is this secret's, in a time that does not depend on the answer.</summary>
    public static bool Fits(Guid salt, string secret, byte[] hash) => CryptographicOperations.FixedTimeEquals(Hash(salt, secret), hash);
}
