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

        return Resolver.Of<object, string?>((row, _, request) => request.Services.GetRequiredService<RequestAccess>().ReasonFor(classified, row));
    }

    // What holds nothing tells nothing: it is no disclosure and carries no notice.
    public void Shown(ObjectType type, Field field, object row, RequestContext request)
    {
        var access = request.Services.GetRequiredService<RequestAccess>();
        if (!access.IsDisclosure || field.Annotation<Classified>() is not { } classified)
        {
            return;
        }

        // Of several people, or by several grounds, each notice goes along once.
        if (access.Told(classified, row)?.Text is { } words)
        {
            request.Extensions[NoticeKey] = request.Extensions.TryGetValue(NoticeKey, out var before) && before is string told
                ? told.Contains(words, StringComparison.Ordinal) ? told : $"{told}\n{words}"
                : words;
        }
    }
}
