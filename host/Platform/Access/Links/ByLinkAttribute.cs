namespace CarePlatform.Platform;

/// <summary>
/// The mutation may be done through a one-time link by somebody without an account. Its input names the subject in the property
/// <paramref name="subject"/>, which the link fills in; whoever opens the link gives the rest.
/// </summary>
/// <param name="subject">Name of the property of the input that holds the subject's id.</param>
/// <param name="title">For whoever opens the link: what they are asked to do.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ByLinkAttribute(string subject, string title) : Attribute
{
    public string Subject { get; } = subject;

    public string Title { get; } = title;
}
