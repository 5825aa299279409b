using System.Text.Json;
using CarePlatform.GraphQL;

namespace CarePlatform.Platform.Tests;

/// <summary>Makes the schemas that recorded cases start from.</summary>
internal static class RecordedSchema
{
    /// <summary>The schema of a text; a schema without anything for an empty text.</summary>
    public static Schema Build(string text, SdlOptions? options = null) =>
        text.Length == 0 ? new Schema(new SchemaBlueprint()) : Sdl.Build(text, options);

    /// <summary>The schema of a list of texts, of which each extends the ones before.</summary>
    public static Schema Build(JsonElement texts, SdlOptions? options = null)
    {
        Schema? schema = null;
        foreach (var text in texts.EnumerateArray().Select(text => text.Text()))
        {
            schema = schema is null ? Build(text, options) : Sdl.Extend(schema, text, options);
        }

        return schema ?? Build("");
    }
}
