using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace CarePlatform.GraphQL;

/// <summary>How asynchronous resolvers and batch loads of one request run.</summary>
public enum Concurrency
{
    /// <summary>All of a level at once.</summary>
    Together,

    /// <summary>Never two at the same time, for requests that share one database connection.</summary>
    OneAtATime,
}

/// <summary>What may be chosen about executing documents. The defaults suit a public server.</summary>
public sealed class ExecutorOptions
{
    public Concurrency Concurrency { get; init; } = Concurrency.Together;

    /// <summary>Whether clients are told the text and the stack of exceptions; for development only.</summary>
    public bool ShowExceptions { get; init; }

    /// <summary>How deep fields may nest, fragments included.</summary>
    public int MaxDepth { get; init; } = 100;

    /// <summary>
    /// How many fields an operation may have after its fragments are put in place, counted once for each type they are selected on.
    /// </summary>
    public int MaxFields { get; init; } = 20_000;

    /// <summary>How many bytes a response may have; beyond that its data is null, with an error of code RESPONSE_TOO_LARGE.</summary>
    public int MaxResponseBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>
    /// How many bytes all responses may hold together until their clients have taken them; beyond that requests are answered with
    /// an error of code OVERLOADED. Executors that share these options share the room.
    /// </summary>
    public ResponseMemory ResponseMemory { get; init; } = new(256 * 1024 * 1024);

    /// <summary>
    /// How many objects and list items may be resolved before the first byte is written, which is so where fields below them are
    /// asynchronous or batched; beyond that as with <see cref="MaxResponseBytes"/>.
    /// </summary>
    public int MaxKeptValues { get; init; } = 1_000_000;

    /// <summary>How many fields of a response may fail; beyond that as with <see cref="MaxResponseBytes"/>.</summary>
    public int MaxErrors { get; init; } = 10_000;

    /// <summary>How many errors in variables are reported before the rest is left out.</summary>
    public int MaxVariableErrors { get; init; } = 50;

    /// <summary>How many documents are remembered, parsed, validated and planned.</summary>
    public int CachedDocuments { get; init; } = 1_000;

    /// <summary>How long the texts of all remembered documents may be together.</summary>
    public int CachedCharacters { get; init; } = 16 * 1024 * 1024;

    /// <summary>How parts of a response are delivered later, where the schema has <see cref="IncrementalDirectives"/>.</summary>
    public IncrementalOptions Incremental { get; init; } = new();

    /// <summary>The limits of the parser.</summary>
    public ParserOptions Parsing { get; init; } = ParserOptions.Default;

    /// <summary>The limits of validation.</summary>
    public ValidationOptions Validation { get; init; } = ValidationOptions.Default;

    /// <summary>Decides which fields a caller may see; null when everybody may see all of them.</summary>
    public IFieldGuard? Guard { get; init; }

    /// <summary>Hides values and tells why; null when nothing is hidden.</summary>
    public IFieldRedaction? Redaction { get; init; }

    /// <summary>
    /// Whether a caller may see the schema. Those who may not are refused introspection, and get no hints about names. Null when
    /// everybody may.
    /// </summary>
    public Func<GraphQLRequest, bool>? MayIntrospect { get; init; }

    /// <summary>What operations cost and may cost; null when nobody counts.</summary>
    public CostOptions? Cost { get; init; }

    /// <summary>Where documents come from that requests only name; null when requests always send them.</summary>
    public PersistedDocuments? Documents { get; init; }

    /// <summary>Look at every operation before and after it is executed, in this order.</summary>
    public IReadOnlyList<IOperationInterceptor> Interceptors { get; init; } = [];

    /// <summary>
    /// The share of requests whose asynchronous and batched fields are timed one by one, from 0 to 1, when somebody listens to
    /// <see cref="GraphQLTelemetry"/>.
    /// </summary>
    public double FieldTimeSampling { get; init; } = 0.01;

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public ILogger Logger { get; init; } = NullLogger.Instance;
}
