using System.Security.Cryptography;
using CarePlatform.Platform;

namespace CarePlatform.Referrals;

/// <summary>What is asked of the bytes of a document, whoever attaches it.</summary>
internal static class DocumentBytes
{
    /// <summary>How long a title may be.</summary>
    public const int TitleLength = 200;

    /// <summary>Which classes go with referrals, in words.</summary>
    public const string Attachable =
        "Attach what is of class A, B, C or G, and name the program where it comes from one under 42 CFR Part 2. Notes of classes E and F, and what is for named people only, do not go with referrals.";

    /// <summary>Whether what is of this class goes with referrals.</summary>
    public static bool IsAttachable(DataClass of) => of is DataClass.A or DataClass.B or DataClass.C or DataClass.G;

    /// <summary>What somebody of this organisation asks for who wants to open one.</summary>
    public static AskedFor AskedFor(DataClass of, bool part2, string? program) => new(PurposeOfUse.Treatment, of, Extent.Full, part2, program);

    /// <summary>SHA-256 of the bytes, in hexadecimal.</summary>
    public static string HashOf(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    /// <summary>The bytes, where there are some, not too many, and of the kind that they are said to be.</summary>
    public static Outcome<byte[]> Read(string base64, string mediaType, DocumentRules limits)
    {
        var content = new byte[base64.Length];
        if (!Convert.TryFromBase64String(base64, content, out var size) || size == 0)
        {
            return new InvalidInput("input.content", "The bytes must be written as Base64, and there must be some.");
        }

        Array.Resize(ref content, size);
        return size > limits.MostBytes ? new AttachReferralDocument.DocumentTooLarge(limits.MostBytes)
            : !limits.MediaTypes.Contains(mediaType) || !MediaTypes.Fits(mediaType, content) ? new AttachReferralDocument.MediaTypeNotAllowed(limits.MediaTypes)
            : Outcome.Of(content);
    }
}
