using System.Reflection;

namespace CarePlatform.Platform;

/// <summary>A mutation as the pipeline runs it: what its class declares, and its compiled <c>Handle</c>.</summary>
internal sealed class UseCase
{
    private readonly Bound _handle;
    private readonly Bound? _ask;

    private UseCase(Type type, MethodInfo handle, MethodInfo? ask, IModule module)
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
        var asked = ask is null ? null : OutcomeType(ask) is { } answer && handle.GetParameters().FirstOrDefault(p => p.ParameterType == answer) is { } taken
            ? taken
            : throw new DeclarationException(type, "must return Task<Outcome<T>> from Ask and take the T in Handle");
        _handle = Binding.Compile(handle, [.. new[] { input, asked }.OfType<ParameterInfo>()]);
        _ask = ask is null ? null : Binding.Compile(ask, [.. ask.GetParameters().Where(p => p.ParameterType == InputType)]);
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

    /// <summary>Whether it asks somebody outside before its transaction begins, by a static <c>Ask</c> that returns what <c>Handle</c> takes.</summary>
    public bool Asks => _ask is not null;

    /// <summary>Reads a use case off its class.</summary>
    public static UseCase Of(Type type, IModule module)
    {
        var methods = type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly);
        return methods.Where(m => m.Name == "Handle").ToList() is [var only]
            ? new UseCase(type, only, methods.SingleOrDefault(m => m.Name == "Ask"), module)
            : throw new DeclarationException(type, "must have exactly one public static Handle");
    }

    /// <summary>Runs the handler; the pipeline around it does the rest.</summary>
    /// <param name="asked">What <see cref="Ask"/> returned; null where it asks nobody.</param>
    public Task<IOutcome> Handle(object? input, object? asked, IServiceProvider services, CancellationToken ct) => Awaited(_handle(
        [.. InputType is null ? Array.Empty<object?>() : [input], .. Asks ? [asked] : Array.Empty<object?>()], services, ct));

    /// <summary>Asks before the transaction; the services are those of a session of its own.</summary>
    public Task<IOutcome> Ask(object? input, IServiceProvider services, CancellationToken ct) => Awaited(_ask!([input], services, ct));

    private Task<IOutcome> Awaited(object? returned) => returned switch
    {
        IOutcome outcome => Task.FromResult(outcome),
        Task task => Outcomes.Await(task),
        _ => throw new InvalidOperationException($"{Name} returned nothing."),
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
