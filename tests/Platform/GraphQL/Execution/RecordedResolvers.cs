using System.Text.Json;
using CarePlatform.GraphQL;

namespace CarePlatform.Platform.Tests;

/// <summary>Gives the fields of a schema the values that were recorded for each place of a response.</summary>
internal sealed class RecordedResolvers(JsonElement recorded)
{
    /// <summary>The arguments that resolvers saw, by the path of their field.</summary>
    public Dictionary<string, InputFields> Arguments { get; } = new(StringComparer.Ordinal);

    /// <summary>Makes every field of the schema answer what was recorded, reading it at once or asynchronously.</summary>
    public void Bind(Schema schema, bool asynchronously)
    {
        foreach (var type in schema.Types.Where(type => !type.Name.StartsWith("__", StringComparison.Ordinal)))
        {
            if (type is IAbstractType)
            {
                Set(type, nameof(IAbstractType.ResolveType), (Func<object, string?>)(value => ((Recorded)value).TypeName));
            }

            foreach (var field in (type as ObjectType)?.Fields ?? [])
            {
                Set(field, nameof(Field.Resolver), asynchronously
                    ? Resolver.Async<object, object?>((_, context) => new ValueTask<object?>(Resolve(context)))
                    : Resolver.Of<object, object?>((parent, _) => Read((parent as Recorded)?.Path, field)));
            }
        }
    }

    /// <summary>Says again what functions of the reference's tests do that were not recorded.</summary>
    public void BindFunctions(Schema schema, string test, bool asynchronously)
    {
        void Answer(string field, Func<InputFields, object?> answer) => Set(((ObjectType)schema.Query!).FindField(field)!, nameof(Field.Resolver), asynchronously
            ? Resolver.Async<object, object?>((_, context) => new ValueTask<object?>(answer(context.Arguments)))
            : Resolver.Of<object, object?>((_, arguments) => answer(arguments)));

        if (test.EndsWith("isTypeOf can throw", StringComparison.Ordinal))
        {
            Set(schema.FindType("Pet")!, nameof(IAbstractType.ResolveType), null);
            foreach (var pet in schema.PossibleTypes((IAbstractType)schema.FindType("Pet")!))
            {
                Set(pet, nameof(ObjectType.IsTypeOf), (Func<object, bool>)(_ => throw new GraphQLException("We are testing this error")));
            }
        }
        else if (test.EndsWith("fails when an isTypeOf check is not met", StringComparison.Ordinal))
        {
            Answer("specials", _ => new object[] { new Recorded("specials.0", "SpecialType"), new Dictionary<string, object?> { ["value"] = "bar" } });
            Set(schema.FindType("SpecialType")!, nameof(ObjectType.IsTypeOf), (Func<object, bool>)(value => value is Recorded));
        }
        else if (test.EndsWith("Accepts an Generator function as a List value", StringComparison.Ordinal))
        {
            Answer("listField", _ => Generated());
        }

        static IEnumerable<object> Generated()
        {
            yield return "one";
            yield return 2;
            yield return true;
        }
    }

    private object? Read(string? parent, Field field) => ValueAt(parent is null ? field.Name : $"{parent}.{field.Name}", field);

    private async Task<object?> Resolve(FieldContext context)
    {
        await Task.Yield();
        var path = string.Join('.', context.Path);
        Arguments[path] = context.Arguments;
        return ValueAt(path, context.Field);
    }

    private object? ValueAt(string path, Field field) =>
        recorded.TryGetProperty(path, out var value) ? Make(value, path, field.Type) : null;

    private static object? Make(JsonElement value, string path, GraphType type)
    {
        if (value.ValueKind is not JsonValueKind.Object)
        {
            return Plain(value, type);
        }

        if (value.TryGetProperty("$async", out var inner))
        {
            return Make(inner, path, type);
        }

        if (value.TryGetProperty("$error", out var message))
        {
            throw new GraphQLException(message.GetString()!);
        }

        if (value.TryGetProperty("$obj", out var typeName))
        {
            return new Recorded(path, typeName.GetString()!);
        }

        if (value.TryGetProperty("$list", out var list))
        {
            var item = type.Nullable is ListType of ? of.Of : type;
            return list.EnumerateArray().Select((element, i) => MakeItem(element, $"{path}.{i}", item)).ToList();
        }

        return Plain(value.GetProperty("$value"), type);
    }

    private static object? MakeItem(JsonElement element, string path, GraphType type)
    {
        try
        {
            return Make(element, path, type);
        }
        catch (GraphQLException thrown)
        {
            return thrown;
        }
    }

    private static object? Plain(JsonElement value, GraphType type) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetDouble(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Array => value.EnumerateArray().Select(item => Plain(item, type)).ToList(),
        JsonValueKind.Object => new Unknown(value.Clone()),
        _ => null,
    };

    private static void Set(object target, string property, object? value) => target.GetType().GetProperty(property)!.SetValue(target, value);

    /// <summary>An object of which only its type was recorded.</summary>
    public sealed record Recorded(string Path, string TypeName);

    /// <summary>A value that is no object of the schema.</summary>
    public sealed record Unknown(JsonElement Value);
}
