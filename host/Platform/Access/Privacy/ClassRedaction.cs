using CarePlatform.GraphQL;
using Microsoft.Extensions.DependencyInjection;

namespace CarePlatform.Platform;

/// <summary>Withholds the values of classified fields, with the rule and the reason in the response's <c>redactions</c>.</summary>
internal sealed class ClassRedaction : IFieldRedaction
{
    /// <summary>Where the response tells what accompanies records of a Part 2 program.</summary>
    public const string NoticeKey = "redisclosureNotice";

    // For the tenant's own people a class is open or not, whoever it is about.
    public bool IsOpen(ObjectType type, Field field, RequestContext request) =>
        request.Services.GetRequiredService<RequestAccess>().IsOpen(field.Annotation<Classified>()!);

    public Resolver? ReasonFor(ObjectType type, Field field)
    {
        if (field.Annotation<Classified>() is not { } classified)
        {
            return null;
        }

        return Resolver.Of<object, string?>((row, _, request) =>
        {
            var access = request.Services.GetRequiredService<RequestAccess>();
            var reason = access.ReasonFor(classified, row);
            if (reason is null && access.IsDisclosure && (classified.Class is DataClass.D || classified.About is { } about && (about.Part2?.Invoke(row) is true || about.ClassOf?.Invoke(row) is DataClass.E)))
            {
                request.Extensions[NoticeKey] = access.RedisclosureNotice;
            }

            return reason;
        });
    }
}
