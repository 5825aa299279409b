using System.Text.Json;

namespace CarePlatform.Platform;

/// <summary>What an invitation says in one language.</summary>
/// <param name="Language">A BCP 47 tag, such as <c>es</c>; one with a region, such as <c>es-MX</c>, goes before the language alone.</param>
/// <param name="Subject">The subject, with <c>{organisation}</c> where its name stands.</param>
/// <param name="Text">The letter. It has <c>{address}</c>, and may have the other <see cref="Blanks"/>.</param>
internal sealed record InvitationText(string Language, string Subject, string Text)
{
    /// <summary>Where the address stands that opens the account.</summary>
    public const string Address = "{address}";

    private const string Usual = "en";
    private const string Folder = "CarePlatform.Invitations.";

    /// <summary>Everything that a letter may have filled in.</summary>
    public static readonly IReadOnlyList<string> Blanks = ["{organisation}", "{name}", "{until}", Address, "{code}"];

    /// <summary>What ships: a file of <c>Texts</c> each. A further language is a further file.</summary>
    public static readonly IReadOnlyList<InvitationText> Shipped =
        [.. typeof(InvitationText).Assembly.GetManifestResourceNames().Where(n => n.StartsWith(Folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(Read)];

    /// <summary>
    /// The text for somebody who reads this language: the organisation's for the very tag, then for the language, then what ships; English where there
    /// is none.
    /// </summary>
    public static InvitationText For(string language, IReadOnlyList<InvitationText> own)
    {
        var plain = language.Split('-')[0];
        return Find(own, language) ?? Find(own, plain) ?? Find(Shipped, plain) ?? Find(own, Usual) ?? Find(Shipped, Usual)!;
    }

    /// <summary>This with the blanks filled, in the order of <see cref="Blanks"/>.</summary>
    public (string Subject, string Text) With(params ReadOnlySpan<string> values)
    {
        var (subject, text) = (Subject, Text);
        for (var i = 0; i < Blanks.Count; i++)
        {
            // The address and the code hold no blanks, and come last.
            (subject, text) = (subject.Replace(Blanks[i], values[i], StringComparison.Ordinal), text.Replace(Blanks[i], values[i], StringComparison.Ordinal));
        }

        return (subject, text);
    }

    private static InvitationText? Find(IReadOnlyList<InvitationText> texts, string language) =>
        texts.FirstOrDefault(t => t.Language.Equals(language, StringComparison.OrdinalIgnoreCase));

    private static InvitationText Read(string resource)
    {
        using var stream = typeof(InvitationText).Assembly.GetManifestResourceStream(resource)!;
        var words = JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!;
        return new InvitationText(resource[Folder.Length..^".json".Length], words["subject"], words["text"]);
    }
}

/// <summary>What an invitation says in one language.</summary>
[View<InvitationText>]
internal static class InvitationTextView
{
    /// <summary>A BCP 47 tag, such as es.</summary>
    public static string Language(InvitationText text) => text.Language;

    /// <summary>The subject.</summary>
    public static string Subject(InvitationText text) => text.Subject;

    /// <summary>The letter, with its blanks: {organisation}, {name}, {until}, {address}, {code}.</summary>
    public static string Text(InvitationText text) => text.Text;
}
