namespace CarePlatform.Platform;

/// <summary>
/// On a view: whoever is shown such a thing is noted in the audit trail, with the id of the person that it is about.
/// </summary>
/// <param name="subject">
/// The field of the view that gives that person's id, or the property of the thing where the view does not show it; the thing's own <c>Id</c> when
/// nothing is said.
/// </param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class AuditedAttribute(string subject = "Id") : Attribute
{
    public string Subject { get; } = subject;
}
