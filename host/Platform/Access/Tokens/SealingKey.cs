using System.Security.Cryptography;
using System.Text;

namespace CarePlatform.Platform;

/// <summary>
/// Encrypts what lies in the database and must not be read there, with a secret of this deployment that no database knows
/// (<see cref="SignInOptions.KeyFile"/>).
/// </summary>
public sealed class SealingKey
{
    private const int Nonce = 12;
    private const int Tag = 16;
    private const int KeyBytes = 32;

    private readonly byte[] _key;

    /// <param name="secret">At least 32 bytes that nobody can guess.</param>
    /// <exception cref="ArgumentException">It is shorter.</exception>
    public SealingKey(ReadOnlySpan<byte> secret)
    {
        if (secret.Length < KeyBytes)
        {
            throw new ArgumentException(
                $"The secret of this deployment has {secret.Length} bytes and needs {KeyBytes}: make one with 'openssl rand -out <file> 32'.", nameof(secret));
        }

        _key = HKDF.DeriveKey(HashAlgorithmName.SHA256, secret.ToArray(), KeyBytes, info: "careplatform sealed rows"u8.ToArray());
    }

    /// <param name="place">Where it will lie: what was sealed for one place opens in no other.</param>
    internal byte[] Seal(ReadOnlySpan<byte> plain, string place)
    {
        var result = new byte[Nonce + Tag + plain.Length];
        RandomNumberGenerator.Fill(result.AsSpan(0, Nonce));
        using var cipher = new AesGcm(_key, Tag);
        cipher.Encrypt(result.AsSpan(0, Nonce), plain, result.AsSpan(Nonce + Tag), result.AsSpan(Nonce, Tag), Encoding.UTF8.GetBytes(place));
        return result;
    }

    /// <summary>What was sealed; null when it was sealed with another secret, for another place, or was changed.</summary>
    internal byte[]? Open(ReadOnlySpan<byte> sealedBytes, string place)
    {
        if (sealedBytes.Length < Nonce + Tag)
        {
            return null;
        }

        var plain = new byte[sealedBytes.Length - Nonce - Tag];
        using var cipher = new AesGcm(_key, Tag);
        try
        {
            cipher.Decrypt(sealedBytes[..Nonce], sealedBytes[(Nonce + Tag)..], sealedBytes.Slice(Nonce, Tag), plain, Encoding.UTF8.GetBytes(place));
            return plain;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }
}
