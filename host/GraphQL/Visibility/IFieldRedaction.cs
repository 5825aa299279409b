namespace CarePlatform.GraphQL;

/// <summary>
/// Hides values that a caller may ask for but not see, and tells why: a hidden value is null, with its path and the reason under
/// <c>extensions.redactions</c>. A hidden list is null as a whole. Where the type does not allow null, the field fails with the
/// code <c>REDACTED</c> and the reason, and null takes the place of what contains it, as for every failed field.
/// </summary>
public interface IFieldRedaction
{
    /// <summary>
    /// Finds, for each parent, the reason why the value of a field is hidden: a text for the client, or null when it may be seen.
    /// Null for a field that is never hidden. Asked when an operation is planned; the answer must not depend on the caller. The
    /// resolver may be a batch, so that one call decides for all parents; when it fails, the value is not shown. The field itself
    /// may be resolved meanwhile; what is hidden is not written.
    /// </summary>
    Resolver? ReasonFor(ObjectType type, Field field);

    /// <summary>
    /// Whether a request may see the field of every parent: then no reason is asked for. Asked once for each request and field that
    /// may be hidden.
    /// </summary>
    bool IsOpen(ObjectType type, Field field, RequestContext request) => false;

    /// <summary>
    /// The value of a field that may be hidden was not, and was written: more than null. Told for each parent, while the response is written; what
    /// was hidden or open to all, failed or held nothing is not told.
    /// </summary>
    void Shown(ObjectType type, Field field, object parent, RequestContext request)
    {
    }
}
