namespace CarePlatform.Platform;

/// <summary>Marks an input that is no typed id and yet tells to what something was done, such as the key of a stream.</summary>
[AttributeUsage(AttributeTargets.Property, Inherited = false)]
internal sealed class AuditSubjectAttribute : Attribute;
