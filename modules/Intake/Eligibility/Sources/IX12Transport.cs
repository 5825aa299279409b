namespace CarePlatform.Intake;

/// <summary>Carries one interchange to a payer and brings the answer.</summary>
internal interface IX12Transport
{
    /// <summary>Sends and waits for the answer within the connection's time.</summary>
    /// <param name="payload">What is asked: the payload's type of CORE, and the interchange.</param>
    /// <exception cref="X12TransportException">There is no answer; the message says why and holds nothing of what was sent.</exception>
    Task<string> Exchange(X12Connection connection, X12Payload payload, CancellationToken ct);
}

/// <summary>An interchange to send.</summary>
/// <param name="Type">CORE's name of the payload, such as <c>X12_270_Request_005010X279A1</c>.</param>
/// <param name="Id">Unique for each sending.</param>
/// <param name="At">When it is sent.</param>
internal sealed record X12Payload(string Type, Guid Id, DateTimeOffset At, string Interchange);

/// <summary>The payer was not reached, or did not answer with an interchange.</summary>
internal sealed class X12TransportException(string message, Exception? cause = null) : Exception(message, cause);
