using Npgsql;

namespace CarePlatform.Platform;

/// <summary>What invitations say: the organisation's own texts, and what ships.</summary>
internal sealed record InvitationTexts(IReadOnlyList<InvitationText> Own)
{
    /// <summary>Reads the organisation's own in the session.</summary>
    public static async Task<InvitationTexts> Read(Session session, CancellationToken ct)
    {
        await session.OpenAsync(ct);
        await using var command = new NpgsqlCommand(
            "select language, subject, text from platform.invitation_texts order by language", session.Connection, session.Transaction);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var own = new List<InvitationText>();
        while (await reader.ReadAsync(ct))
        {
            own.Add(new InvitationText(reader.GetString(0), reader.GetString(1), reader.GetString(2)));
        }

        return new InvitationTexts(own);
    }
}

/// <summary>What invitations say.</summary>
[View<InvitationTexts>]
internal static class InvitationTextsView
{
    /// <summary>The organisation's own texts, by language.</summary>
    public static IReadOnlyList<InvitationText> Own(InvitationTexts texts) => texts.Own;

    /// <summary>What ships, for languages in which the organisation has no text of its own.</summary>
    public static IReadOnlyList<InvitationText> Shipped(InvitationTexts texts) => InvitationText.Shipped;
}

/// <summary>What invitations say.</summary>
[Query, Requires("platform.people")]
internal static class InvitationTextsQueries
{
    /// <summary>What invitations say, in the organisation's own words and as they ship.</summary>
    public static Task<InvitationTexts> InvitationTexts(Session session, CancellationToken ct) => Platform.InvitationTexts.Read(session, ct);
}
