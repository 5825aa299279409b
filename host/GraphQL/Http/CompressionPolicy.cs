namespace CarePlatform.GraphQL;

/// <summary>Which answers are compressed for clients that accept it.</summary>
public enum CompressionPolicy
{
    /// <summary>
    /// Answers to requests that another site cannot make a browser send: without cookies, client certificates and schemes that
    /// browsers add by themselves (Basic, Negotiate). The size of the others would tell secrets apart (the BREACH attack),
    /// because an answer repeats what was asked beside what was found.
    /// </summary>
    WhenSafe,

    /// <summary>All answers: for servers whose cookies never come from other sites.</summary>
    Always,

    /// <summary>None, for example where a proxy does it.</summary>
    Never,
}
