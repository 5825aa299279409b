using System.Reflection;
using CarePlatform.GraphQL;
using Microsoft.Extensions.DependencyInjection;

namespace CarePlatform.Platform;

/// <summary>
/// Makes a mutation field of each use case: one <c>input</c>, and a payload with the thing and typed errors.
/// </summary>
internal sealed class SchemaPayloads
{
    private readonly SchemaTypes _types;
    private readonly Descriptions _descriptions;
    private readonly Dictionary<Type, ObjectType> _refusals = [];

    public SchemaPayloads(SchemaTypes types, Descriptions descriptions, IEnumerable<Type> refusals)
    {
        (_types, _descriptions) = (types, descriptions);
        Error = new InterfaceType("Error", ErrorFields)
        {
            Description = "Why a mutation did nothing: typed, so that programs can tell refusals apart. Branch on __typename or code.",
        };
        foreach (var refusal in refusals)
        {
            if (_refusals.Values.FirstOrDefault(t => t.Name == refusal.Name) is { } same)
            {
                throw new DeclarationException(refusal, $"has the name of another refusal, {same.ClrType!.FullName}; each needs one of its own");
            }

            _refusals.Add(refusal, Refused(refusal));
        }
    }

    /// <summary>The interface of all refusals.</summary>
    public InterfaceType Error { get; }

    /// <summary>The object types of all refusals.</summary>
    public IReadOnlyCollection<ObjectType> Refusals => _refusals.Values;

    /// <summary>The mutation field of a use case.</summary>
    public Field Field(UseCase useCase)
    {
        var input = useCase.InputType is null
            ? null
            : _types.Inputs.Argument(useCase.Type.GetMethod("Handle")!, HandlerInput(useCase), $"What {SchemaNames.Camel(useCase.Name)} takes.");
        var payload = Payload(useCase);
        var thing = new Lazy<string>(() => ThingName(useCase.ValueType));
        return new Field(SchemaNames.Camel(useCase.Name), payload.NonNull, input is null ? [] : [input])
        {
            Description = _descriptions.Of(useCase.Type),
            Resolver = Resolver.Async<object, Result>((_, context) => Run(useCase, thing.Value, context)),
        };
    }

    private static ParameterInfo HandlerInput(UseCase useCase) =>
        useCase.Type.GetMethod("Handle")!.GetParameters().Single(p => p.ParameterType == useCase.InputType);

    private static async ValueTask<Result> Run(UseCase useCase, string thing, FieldContext context)
    {
        var input = useCase.InputType is null ? null : context.Arguments["input"];
        var calls = context.Services.GetRequiredService<UseCaseCalls>();
        try
        {
            var outcome = await calls.Run(useCase, input, context.Path[^1].ToString()!, context.Cancellation);
            if (context.Selection.Below(thing).Any())
            {
                await context.Services.GetRequiredService<RowScreen>().Weigh(
                    outcome.Value, context.Services.GetRequiredService<RequestAccess>(), context.Services.GetRequiredService<Session>(), context.Cancellation);
            }

            return new Result(outcome.Value, outcome.Refusals);
        }
        catch (Exception error) when (FieldCalls.Shown(error) is { } shown)
        {
            throw shown;
        }
    }

    private ObjectType Payload(UseCase useCase)
    {
        var show = OutputShowing.Boxed(useCase.ValueType, SchemaScalars.Find);
        return Payload(useCase, show is null ? Resolver.Of<Result, object?>(r => r.Value) : Resolver.Of<Result, object?>(r => show(r.Value)));
    }

    private ObjectType Payload(UseCase useCase, Resolver thing) => new(
        useCase.Name + "Payload",
        () =>
        [
            new Field(ThingName(useCase.ValueType), ThingType(useCase))
            {
                Description = "What came of it; null when there are errors.",
                Resolver = thing,
            },
            new Field("errors", Error.NonNull.List.NonNull)
            {
                Description = useCase.Refusals.Count == 0
                    ? "Why nothing was done; empty when it was."
                    : $"Why nothing was done; empty when it was. Of its own it has: {string.Join(", ", useCase.Refusals.Select(r => r.Name))}.",
                Resolver = Resolver.Of<Result, IReadOnlyList<Refusal>>(r => r.Errors),
            },
        ])
    {
        Description = $"The answer to {SchemaNames.Camel(useCase.Name)}.",
    };

    private GraphType ThingType(UseCase useCase) => ClrTypes.Item(useCase.ValueType) is { } item
        ? ItemType(item, useCase).NonNull.List
        : ItemType(useCase.ValueType, useCase);

    private GraphType ItemType(Type type, UseCase useCase) => _types.Find(type)
        ?? (GraphType?)SchemaScalars.Find(type)?.Type
        ?? throw new DeclarationException(useCase.Type, $"returns {type.Name}, which has no view: add [View<{type.Name}>]");

    private string ThingName(Type type) => ClrTypes.Item(type) is { } item ? ThingName(item) + "s"
        : _types.Find(type) is { } view ? SchemaNames.Camel(view.Name)
        : "value";

    private List<Field> ErrorFields() =>
    [
        new("code", Scalars.String.NonNull) { Description = "Stable, for programs.", Resolver = Resolver.Of<Refusal, string>(r => r.Code) },
        new("message", Scalars.String.NonNull) { Description = "For people: what is wrong and what to do.", Resolver = Resolver.Of<Refusal, string>(r => r.Message) },
        new("path", Scalars.String) { Description = "The input at fault, such as input.start; null when no single one is.", Resolver = Resolver.Of<Refusal, string?>(r => r.Path.Length == 0 ? null : r.Path) },
    ];

    private ObjectType Refused(Type refusal)
    {
        string[] common = [nameof(Refusal.Code), nameof(Refusal.Message), nameof(Refusal.Path)];
        return new ObjectType(
            refusal.Name,
            () =>
            [
                .. ErrorFields(),
                .. refusal.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                    .Where(p => !common.Contains(p.Name) && p.Name != "EqualityContract")
                    // A context of its own for each: schemas of tenants are built side by side, and it keeps what it has read.
                    .Select(p => new Field(SchemaNames.Camel(p.Name), _types.TypeOf(p.PropertyType, new NullabilityInfoContext().Create(p), refusal))
                    {
                        Description = _descriptions.Of(refusal, p.Name),
                        Resolver = PropertyRead.Resolver(p, refusal, SchemaScalars.Find),
                    }),
            ],
            () => [Error])
        {
            ClrType = refusal,
            Description = _descriptions.Of(refusal),
        };
    }

    private sealed record Result(object? Value, IReadOnlyList<Refusal> Errors);
}
