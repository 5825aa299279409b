namespace CarePlatform.Platform;

/// <summary>Writes invitations to the people who are invited, in the organisation's words for their language or as they ship. The secret goes to them alone: nobody here is shown it.</summary>
internal sealed class InvitationLetters(IMessageSink messages, SignInOptions options, Session session)
{
    /// <summary>Sends the invitation with its secret.</summary>
    public async Task Send(Tenant tenant, Invitation invitation, string name, string secret, CancellationToken ct)
    {
        var code = InvitationCode.Of(tenant, invitation.Id, secret);
        var address = $"{options.InvitationAddress ?? options.PublicAddress.TrimEnd('/') + InvitationEndpoint.Path}#{code}";
        var until = TimeZoneInfo.ConvertTime(invitation.ExpiresAt, tenant.TimeZone).ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture);
        var texts = await InvitationTexts.Read(session, ct);
        var letter = InvitationText.For(invitation.Language, texts.Own);
        var (subject, text) = letter.With(tenant.Name, name, until, address, code);
        await messages.Send(
            new OutgoingMessage(
                OutgoingMessage.IdOf($"invitation {invitation.Id} {invitation.Sent}"), tenant, MessageChannel.Mail, invitation.Mail, subject, text, letter.Language),
            ct);
    }
}
