namespace CarePlatform.Platform;

/// <summary>Writes invitations to the people who are invited. The secret goes to them alone: nobody here is shown it.</summary>
internal sealed class InvitationLetters(IMessageSink messages, SignInOptions options)
{
    /// <summary>The languages that letters are written in.</summary>
    public static readonly IReadOnlyList<string> Languages = ["en", "es"];

    /// <summary>Sends the invitation with its secret.</summary>
    public Task Send(Tenant tenant, Invitation invitation, string name, string secret, CancellationToken ct)
    {
        var code = InvitationCode.Of(tenant, invitation.Id, secret);
        var address = $"{options.InvitationAddress ?? options.PublicAddress.TrimEnd('/') + InvitationEndpoint.Path}#{code}";
        var until = TimeZoneInfo.ConvertTime(invitation.ExpiresAt, tenant.TimeZone).ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture);
        var (subject, text) = invitation.Language == "es"
            ? ($"{tenant.Name} le invita a CarePlatform", $"""
                Hola {name}:

                {tenant.Name} le ha preparado una cuenta. Abra esta dirección antes del {until} e inicie sesión; con ello la cuenta será suya:

                {address}

                Si le piden un código, es este: {code}

                Sirve una sola vez. No lo comparta con nadie. Si no lo esperaba, no haga nada.
                """)
            : ($"{tenant.Name} invites you to CarePlatform", $"""
                Hello {name},

                {tenant.Name} has made an account for you. Open this address before {until} and sign in; the account is yours from then on:

                {address}

                If you are asked for a code, it is this one: {code}

                It works once. Show it to nobody. If you did not expect it, do nothing.
                """);
        return messages.Send(
            new OutgoingMessage(
                OutgoingMessage.IdOf($"invitation {invitation.Id} {invitation.Sent}"), tenant, MessageChannel.Mail, invitation.Mail, subject, text, invitation.Language),
            ct);
    }
}
