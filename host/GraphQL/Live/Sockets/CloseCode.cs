namespace CarePlatform.GraphQL;

/// <summary>Why a socket is closed, as the protocol numbers the reasons.</summary>
internal enum CloseCode
{
    /// <summary>The client has closed, and is answered.</summary>
    Normal = 1000,

    /// <summary>The server stops. The client may connect again.</summary>
    GoingAway = 1001,
    MessageTooBig = 1009,
    BadRequest = 4400,
    Unauthorized = 4401,
    Forbidden = 4403,
    SubprotocolNotAcceptable = 4406,
    InitTimeout = 4408,
    SubscriberExists = 4409,
    TooManyInits = 4429,
    InternalError = 4500,
}
