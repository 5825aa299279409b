using System.Text.Json;
using System.Text.Json.Serialization;

namespace CarePlatform.Platform;

/// <summary>Reads documents that people write (recipes, calendars): a name that is not known or a value that is missing is an error.</summary>
public static class StrictJson
{
    public static JsonSerializerOptions Options { get; } = new(IdJson.Options)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };
}
