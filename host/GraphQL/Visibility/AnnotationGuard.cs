namespace CarePlatform.GraphQL;

/// <summary>Guards the fields that carry an annotation, such as the permission that they need.</summary>
/// <param name="refuse">Why the caller may not see a field with this annotation; null when they may.</param>
/// <typeparam name="TAnnotation">The class of the annotation.</typeparam>
public sealed class AnnotationGuard<TAnnotation>(Func<TAnnotation, RequestContext, string?> refuse) : IFieldGuard
    where TAnnotation : class
{
    public bool Guards(ObjectType type, Field field) => field.Annotation<TAnnotation>() is not null;

    public GraphQLException? Check(ObjectType type, Field field, RequestContext request) =>
        refuse(field.Annotation<TAnnotation>()!, request) is { } reason ? new GraphQLException(reason, GuardedFields.Forbidden) : null;
}
