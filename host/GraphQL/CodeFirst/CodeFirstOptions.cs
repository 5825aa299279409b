using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace CarePlatform.GraphQL;

/// <summary>What a schema is made of when it is made from classes, and by which conventions.</summary>
public sealed record CodeFirstOptions
{
    /// <summary>The classes to look at; those without an attribute of the library are passed over.</summary>
    public IReadOnlyList<Type> Types { get; init; } = [];

    /// <summary>What the schema is for, in Markdown.</summary>
    public string? Description { get; init; }

    /// <summary>How names of C# read in the schema.</summary>
    public SchemaNames Names { get; init; } = SchemaNames.Usual;

    /// <summary>Where descriptions come from.</summary>
    public Descriptions Descriptions { get; init; } = new();

    /// <summary>Which types of C# are scalars.</summary>
    public Func<Type, ScalarMapping?> FindScalar { get; init; } = ClrScalars.Find;

    /// <summary>
    /// Which classes clients send; those with <see cref="InputTypeAttribute"/> or <see cref="OneOfAttribute"/> unless something else is
    /// said.
    /// </summary>
    public Func<Type, bool> IsInput { get; init; } = static type => type.IsDefined(typeof(InputTypeAttribute), false)
        || type.IsDefined(typeof(OneOfAttribute), false);

    /// <summary>
    /// Whether defaults of C# are defaults of the schema. Without it an input with a default can be left out or null, and the schema
    /// does not say what counts then.
    /// </summary>
    public bool ShowsDefaults { get; init; } = true;

    /// <summary>
    /// Which fields a view of the schema has: asked for every method and property. Types that only hidden fields lead to are not there.
    /// </summary>
    public Func<MemberInfo, bool> IsVisible { get; init; } = static _ => true;

    /// <summary>What is attached to a field for interceptors, such as the permission that it needs.</summary>
    public Func<MemberInfo, IReadOnlyList<object>> AnnotationsOf { get; init; } = static _ => [];

    /// <summary>
    /// Finds things by their ids: gives the query root the fields <c>node</c> and <c>nodes</c>, of the interface that is called Node.
    /// </summary>
    public NodeReader? ReadNodes { get; init; }

    /// <summary>Directives besides those of the specification.</summary>
    public IReadOnlyList<Directive> Directives { get; init; } = [];

    /// <summary>
    /// Knows the services that parameters may ask for, so that a missing one is told at start-up; null to find out when a field is asked
    /// for.
    /// </summary>
    public IServiceProviderIsService? Services { get; init; }

    /// <summary>Whether clients can send the type: a scalar, an enum, an input class, or a list of these.</summary>
    public bool CanBeSent(Type type)
    {
        type = ClrTypes.Innermost(ClrTypes.Argument(type, typeof(Optional<>)) ?? type);
        return FindScalar(type) is not null || type.IsEnum || IsInput(type);
    }
}
