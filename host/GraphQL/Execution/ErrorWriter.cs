namespace CarePlatform.GraphQL;

/// <summary>Writes the parts of a response beside its data.</summary>
internal static class ErrorWriter
{
    /// <summary>Writes a response without data.</summary>
    public static void WriteResponse(IReadOnlyList<GraphQLError> errors, IReadOnlyDictionary<string, object?>? extensions, JsonOutput output)
    {
        output.Raw("{"u8);
        Write(errors, output);
        WriteExtensions(extensions, output);
        output.Raw("}"u8);
    }

    /// <summary>Writes <c>"errors":[…]</c>.</summary>
    public static void Write(IReadOnlyList<GraphQLError> errors, JsonOutput output)
    {
        output.Raw("\"errors\":"u8);
        WriteList(errors, output);
    }

    /// <summary>Writes <c>[…]</c>.</summary>
    public static void WriteList(IReadOnlyList<GraphQLError> errors, JsonOutput output)
    {
        output.Raw("["u8);
        for (var i = 0; i < errors.Count; i++)
        {
            output.Raw(i == 0 ? ""u8 : ","u8);
            Write(errors[i], output);
        }

        output.Raw("]"u8);
    }

    /// <summary>Writes <c>,"extensions":{…}</c> when there are any.</summary>
    public static void WriteExtensions(IReadOnlyDictionary<string, object?>? extensions, JsonOutput output)
    {
        if (extensions is { Count: > 0 })
        {
            output.Raw(",\"extensions\":"u8);
            WritePlain(extensions, output);
        }
    }

    private static void Write(GraphQLError error, JsonOutput output)
    {
        output.Raw("{\"message\":"u8);
        output.Text(error.Message);
        if (error.Locations.Count > 0)
        {
            output.Raw(",\"locations\":["u8);
            for (var i = 0; i < error.Locations.Count; i++)
            {
                output.Raw(i == 0 ? "{\"line\":"u8 : ",{\"line\":"u8);
                output.Number(error.Locations[i].Line);
                output.Raw(",\"column\":"u8);
                output.Number(error.Locations[i].Column);
                output.Raw("}"u8);
            }

            output.Raw("]"u8);
        }

        if (error.Path is { } path)
        {
            output.Raw(",\"path\":"u8);
            WritePlain(path, output);
        }

        WriteExtensions(error.Extensions, output);
        output.Raw("}"u8);
    }

    private static void WritePlain(object value, JsonOutput output)
    {
        var start = output.Position;
        if (!PlainJson.TryWrite(value, output))
        {
            output.GoBackTo(start);
            throw new InvalidOperationException(
                "Extensions may hold plain values only: texts, numbers, booleans, ids, times, and maps and lists of them.");
        }
    }
}
