using System.Text.Json;

namespace CarePlatform.GraphQL;

/// <summary>Turns JSON that a client sent into the values that resolvers see.</summary>
internal static class JsonCoercion
{
    /// <summary>Is told what is wrong: where in the value, with what, and why.</summary>
    public delegate void Refuse(string path, JsonElement value, GraphQLException refusal);

    /// <summary>The coerced value; meaningless when anything was refused.</summary>
    public static object? Coerce(JsonElement json, GraphType type, Refuse refuse) => Coerce(json, type, "", refuse);

    private static object? Coerce(JsonElement json, GraphType type, string path, Refuse refuse)
    {
        if (json.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined)
        {
            if (type is NonNullType)
            {
                refuse(path, json, new GraphQLException($"Expected non-nullable type \"{type}\" not to be null."));
            }

            return null;
        }

        return type.Nullable switch
        {
            ListType list => CoerceList(json, list.Of, path, refuse),
            InputObjectType input => CoerceObject(json, input, path, refuse),
            EnumType options => CoerceEnum(json, options, path, refuse),
            ScalarType scalar => CoerceScalar(json, scalar, path, refuse),
            _ => throw new InvalidOperationException($"{type} is not an input type."),
        };
    }

    private static object?[] CoerceList(JsonElement json, GraphType itemType, string path, Refuse refuse)
    {
        if (json.ValueKind is not JsonValueKind.Array)
        {
            return [Coerce(json, itemType, path, refuse)];
        }

        var items = new object?[json.GetArrayLength()];
        var i = 0;
        foreach (var item in json.EnumerateArray())
        {
            items[i] = Coerce(item, itemType, $"{path}[{i}]", refuse);
            i++;
        }

        return items;
    }

    private static object? CoerceObject(JsonElement json, InputObjectType type, string path, Refuse refuse)
    {
        if (json.ValueKind is not JsonValueKind.Object)
        {
            refuse(path, json, new GraphQLException($"Expected type \"{type}\" to be an object."));
            return null;
        }

        var sound = true;
        Refuse refuseInside = (at, wrong, refusal) =>
        {
            sound = false;
            refuse(at, wrong, refusal);
        };
        var fields = new InputFields(type.Fields);
        for (var i = 0; i < type.Fields.Count; i++)
        {
            var field = type.Fields[i];
            if (json.TryGetProperty(field.Name, out var value))
            {
                fields.Set(i, Coerce(value, field.Type, $"{path}.{field.Name}", refuseInside));
            }
            else if (field.Default is { } byDefault)
            {
                fields.Set(i, byDefault.CoercedFor(field.Type));
            }
            else if (field.Type is NonNullType)
            {
                refuseInside(path, json, new GraphQLException($"Field \"{field.Name}\" of required type \"{field.Type}\" was not provided."));
            }
        }

        RefuseUnknownFields(json, type, path, refuseInside);
        RefuseSeveral(json, fields, type, path, refuseInside);
        return sound ? Create(fields, json, type, path, refuse) : null;
    }

    private static object? Create(InputFields fields, JsonElement json, InputObjectType type, string path, Refuse refuse)
    {
        try
        {
            return type.Create?.Invoke(fields) ?? fields;
        }
        catch (GraphQLException refusal)
        {
            refuse(path, json, refusal);
            return null;
        }
    }

    private static void RefuseUnknownFields(JsonElement json, InputObjectType type, string path, Refuse refuse)
    {
        foreach (var property in json.EnumerateObject())
        {
            if (type.FindField(property.Name) is null)
            {
                var suggestions = Wording.DidYouMean(Suggestions.For(property.Name, type.Fields.Select(field => field.Name)));
                refuse(path, json, new GraphQLException($"Field \"{property.Name}\" is not defined by type \"{type}\".{suggestions}"));
            }
        }
    }

    private static void RefuseSeveral(JsonElement json, InputFields fields, InputObjectType type, string path, Refuse refuse)
    {
        if (!type.IsOneOf)
        {
            return;
        }

        if (fields.GivenCount != 1)
        {
            refuse(path, json, new GraphQLException($"Exactly one key must be specified for OneOf type \"{type}\"."));
        }

        foreach (var (name, value) in fields.Given)
        {
            if (value is null && json.TryGetProperty(name, out var given) && given.ValueKind is JsonValueKind.Null)
            {
                refuse($"{path}.{name}", given, new GraphQLException($"Field \"{name}\" must be non-null."));
            }
        }
    }

    private static object? CoerceEnum(JsonElement json, EnumType type, string path, Refuse refuse)
    {
        if (json.ValueKind is JsonValueKind.String && type.FindValue(json.GetString()!) is { } value)
        {
            return value.Value;
        }

        var given = json.ValueKind is JsonValueKind.String ? json.GetString()! : Inspection.Show(json);
        var suggestions = Wording.DidYouMean(Suggestions.For(given, type.Values.Select(option => option.Name)), "the enum value");
        refuse(path, json, new GraphQLException(json.ValueKind is JsonValueKind.String
            ? $"Value \"{given}\" does not exist in \"{type}\" enum.{suggestions}"
            : $"Enum \"{type}\" cannot represent non-string value: {given}.{suggestions}"));
        return null;
    }

    private static object? CoerceScalar(JsonElement json, ScalarType type, string path, Refuse refuse)
    {
        try
        {
            return type.Read(json);
        }
        catch (GraphQLException refusal)
        {
            refuse(path, json, refusal);
            return null;
        }
        catch (Exception wrong) when (wrong is not OperationCanceledException)
        {
            refuse(path, json, new GraphQLException(new GraphQLError($"Expected type \"{type}\".") { Exception = wrong }));
            return null;
        }
    }
}
