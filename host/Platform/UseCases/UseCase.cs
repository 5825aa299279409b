using System.Reflection;

namespace CarePlatform.Platform;

/// <summary>A mutation as the pipeline runs it: what its class declares, and its compiled <c>Handle</c>.</summary>
internal sealed class UseCase
{
    private readonly Bound _handle;

    private UseCase(Type type, MethodInfo handle, IModule module)
    {
        Type = type;
        Module = module;
        Feature = type.GetCustomAttribute<FeatureAttribute>()?.Id;
        Permission = type.GetCustomAttribute<RequiresAttribute>()?.Permission
            ?? throw new DeclarationException(type, "says nobody may call it: add [Requires(\"module.verb\")]");
        var input = handle.GetParameters().FirstOrDefault(p => p.ParameterType.DeclaringType == type);
        InputType = input?.ParameterType;
        ValueType = OutcomeType(handle) ?? throw new DeclarationException(type, "must return Outcome<T> or Task<Outcome<T>> from Handle");
        Refusals = [.. type.GetNestedTypes(BindingFlags.Public | BindingFlags.NonPublic).Where(t => t.IsSubclassOf(typeof(Refusal)))];
        (IsForPartners, IsByLink) = (type.IsDefined(typeof(ForPartnersAttribute)), type.IsDefined(typeof(ByLinkAttribute)));
        _handle = Binding.Compile(handle, input is null ? [] : [input]);
    }

    /// <summary>The class.</summary>
    public Type Type { get; }

    /// <summary>The class's name: the GraphQL field is the same with a small first letter.</summary>
    public string Name => Type.Name;

    /// <summary>The module that owns it.</summary>
    public IModule Module { get; }

    /// <summary>Null when it cannot be switched off.</summary>
    public string? Feature { get; }

    /// <summary>What the caller must hold.</summary>
    public string Permission { get; }

    /// <summary>Whether people of partner organisations may call it.</summary>
    public bool IsForPartners { get; }

    /// <summary>Whether it may be done through a one-time link.</summary>
    public bool IsByLink { get; }

    /// <summary>The nested input record; null when it takes none.</summary>
    public Type? InputType { get; }

    /// <summary>What it returns when it succeeds.</summary>
    public Type ValueType { get; }

    /// <summary>The refusals nested in it.</summary>
    public IReadOnlyList<Type> Refusals { get; }

    /// <summary>Reads a use case off its class.</summary>
    public static UseCase Of(Type type, IModule module)
    {
        var handle = type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly).Where(m => m.Name == "Handle").ToList();
        return handle is [var only]
            ? new UseCase(type, only, module)
            : throw new DeclarationException(type, "must have exactly one public static Handle");
    }

    /// <summary>Runs the handler; the pipeline around it does the rest.</summary>
    public Task<IOutcome> Handle(object? input, IServiceProvider services, CancellationToken ct) => _handle([input], services, ct) switch
    {
        IOutcome outcome => Task.FromResult(outcome),
        Task task => Outcomes.Await(task),
        _ => throw new InvalidOperationException($"{Name}.Handle returned nothing."),
    };

    private static Type? OutcomeType(MethodInfo handle)
    {
        var type = handle.ReturnType;
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Task<>))
        {
            type = type.GetGenericArguments()[0];
        }

        return type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Outcome<>) ? type.GetGenericArguments()[0] : null;
    }
}

/// <summary>A class does not declare what the platform needs; found at start-up, so that nothing half-declared is ever served.</summary>
public sealed class DeclarationException(Type type, string problem) : Exception($"{type.FullName} {problem}.");
