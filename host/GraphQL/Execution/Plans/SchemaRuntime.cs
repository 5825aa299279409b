using System.Collections.Concurrent;

namespace CarePlatform.GraphQL;

/// <summary>A schema with what its plans share.</summary>
internal sealed class SchemaRuntime(Schema schema)
{
    private readonly ConcurrentDictionary<IAbstractType, AbstractResolution> _resolutions = new();

    public Schema Schema { get; } = schema;

    public KeptAnswers Answers { get; } = new();

    public AbstractResolution ResolutionOf(IAbstractType type) =>
        _resolutions.GetOrAdd(type, several => new AbstractResolution(Schema, several));
}
